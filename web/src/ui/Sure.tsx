import { lazy, Suspense, useEffect, useState } from "react";
import type { SureProps } from "./SureDialog";

const SureDialog = lazy(() => import("./SureDialog"));

/** A question before something happens; the dialog is loaded when it is first asked. */
export function Sure(props: SureProps) {
  return props.opened ? <Asked {...props} /> : null;
}

/** Afterwards the focus goes back to what was pressed, if that is still there. */
function Asked(props: SureProps) {
  const [pressed] = useState(() => document.activeElement);
  useEffect(() => () => (pressed as HTMLElement | null)?.focus(), [pressed]);
  return (
    <Suspense>
      <SureDialog {...props} />
    </Suspense>
  );
}
