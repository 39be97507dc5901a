import { lazy, Suspense, useState } from "react";
import { Face } from "./Face";

const AccountMenu = lazy(() => import("./AccountMenu"));

/** Who is signed in; the menu is loaded when it is first opened. */
export function Account() {
  const [asked, setAsked] = useState(false);
  if (!asked) return <Face aria-haspopup="menu" aria-expanded={false} onClick={() => setAsked(true)} />;
  return (
    <Suspense fallback={<Face aria-haspopup="menu" />}>
      <AccountMenu />
    </Suspense>
  );
}
