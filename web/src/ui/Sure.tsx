import { lazy, Suspense } from "react";
import type { SureProps } from "./SureDialog";

const SureDialog = lazy(() => import("./SureDialog"));

/** A question before something happens; the dialog is loaded when it is first asked. */
export function Sure(props: SureProps) {
  return props.opened ? (
    <Suspense>
      <SureDialog {...props} />
    </Suspense>
  ) : null;
}
