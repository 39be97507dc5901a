import { Component, type ReactNode } from "react";
import { Trouble } from "./Trouble";

/** A fault of the page itself, or a part of it that could not be loaded. */
export class ErrorBoundary extends Component<{ at: string; children: ReactNode }, { error?: unknown }> {
  override state: { error?: unknown } = {};

  /** Elsewhere on the page all may be well. */
  override componentDidUpdate(before: { at: string }) {
    if (before.at !== this.props.at && this.state.error) this.setState({ error: undefined });
  }

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return <Trouble error={this.state.error} retry={() => location.reload()} />;
  }
}
