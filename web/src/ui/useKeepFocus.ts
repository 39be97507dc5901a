import { useCallback, useEffect, useRef } from "react";

/** For a part of the page whose pressed buttons go away: its own frame then takes the focus, which else got lost. */
export function useKeepFocus<Part extends HTMLElement>() {
  const part = useRef<Part>(null);
  const inside = useRef(false);
  useEffect(() => {
    if (inside.current && document.activeElement === document.body) part.current?.focus({ preventScroll: true });
  });
  useEffect(() => {
    const pressed = ({ target }: PointerEvent) => {
      if (!part.current?.contains(target as Node)) inside.current = false;
    };
    document.addEventListener("pointerdown", pressed);
    return () => document.removeEventListener("pointerdown", pressed);
  }, []);
  const onFocus = useCallback(() => {
    inside.current = true;
  }, []);
  const onBlur = useCallback((left: { relatedTarget: EventTarget | null }) => {
    // Without a next one the focused element has gone.
    if (left.relatedTarget && !part.current?.contains(left.relatedTarget as Node)) inside.current = false;
  }, []);
  return { ref: part, tabIndex: -1, onFocus, onBlur, style: { outline: "none" } };
}
