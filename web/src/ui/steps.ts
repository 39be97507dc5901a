/**
 * Dialogs are steps of the history: Back closes the top one, and who goes on from one leaves no step behind
 * that would lead nowhere. The entry of the history says how many dialogs are open on top of the page.
 */
import { useEffect, useEffectEvent } from "react";
import { useBrowserLocation, useSearch } from "wouter/use-browser-location";

/** How to close each open dialog, from below. */
const open: (() => void)[] = [];
/** Whether the page itself goes back, over steps whose dialogs are closed. */
let leaving = false;

const depth = () => (history.state as { dialogs?: number } | null)?.dialogs ?? 0;

window.addEventListener("popstate", () => {
  if (leaving) fill();
  else while (open.length > depth()) open.pop()?.();
  leaving = false;
});
// A page loaded anew has no dialog open.
settle();

/** Of a dialog, while it is opened. */
export function useStep(opened: boolean, onClose: () => void): void {
  const close = useEffectEvent(onClose);
  useEffect(() => {
    if (!opened) return;
    const mine = () => close();
    open.push(mine);
    if (!leaving) fill();
    return () => {
      const at = open.indexOf(mine);
      if (at >= 0) open.splice(at, 1);
      // Another may open in its place.
      queueMicrotask(settle);
    };
  }, [opened]);
}

function fill(): void {
  for (let at = depth() + 1; at <= open.length; at++) history.pushState({ ...history.state, dialogs: at }, "");
}

function settle(): void {
  const closed = depth() - open.length;
  if (closed <= 0 || leaving) return;
  leaving = true;
  history.go(-closed);
}

/** The place, for wouter: the way on from a dialog is in place of its step, or of the page below it. */
export function useSteps(...router: Parameters<typeof useBrowserLocation>): ReturnType<typeof useBrowserLocation> {
  const [path, go] = useBrowserLocation(...router);
  return [
    path,
    (to, options) => {
      if (depth() && options?.replace) closeAll(() => go(to, options));
      else go(to, depth() ? { ...options, replace: true } : options);
    },
  ];
}

function closeAll(then: () => void): void {
  while (open.length) open.pop()?.();
  if (!leaving) history.go(-depth());
  leaving = true;
  window.addEventListener("popstate", then, { once: true });
}
useSteps.searchHook = useSearch;
