import "./styles";
import { startTransition, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { takeServed } from "./api/served";
import { App } from "./App";
import { startI18n } from "./i18n";
import { firstScreen } from "./screens";

async function start(): Promise<void> {
  const words = startI18n();
  const answer = new URLSearchParams(location.search);
  let trouble: string | undefined;
  if (answer.has("state") && (answer.has("code") || answer.has("error"))) {
    try {
      const { finishSignIn } = await import("./session/issuer");
      history.replaceState(null, "", await finishSignIn());
    } catch (error) {
      history.replaceState(null, "", "/sign-in");
      trouble = error instanceof Error ? error.message : String(error);
    }
  }
  const seen = takeServed();
  await Promise.all([words, firstScreen(location.pathname), seen]);
  const root = createRoot(document.getElementById("root") as HTMLElement);
  // Drawn in short steps, so that what stands in index.html is painted and touched meanwhile.
  startTransition(() =>
    root.render(
      <StrictMode>
        <App trouble={trouble} />
      </StrictMode>,
    ),
  );
}

void start();

// Beside the page's own loading, not before it.
if (import.meta.env.PROD && "serviceWorker" in navigator)
  addEventListener("load", () => void navigator.serviceWorker.register("/worker.js").catch(() => undefined));
