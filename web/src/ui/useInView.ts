import { useCallback, useEffect, useRef } from "react";

/** A ref for an element; calls back whenever it comes into view. */
export function useInView(seen: () => void): (element: HTMLElement | null) => void {
  const latest = useRef(seen);
  useEffect(() => {
    latest.current = seen;
  });
  const observer = useRef<IntersectionObserver>(undefined);
  return useCallback((element) => {
    observer.current?.disconnect();
    if (!element) return;
    observer.current = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: "300px",
    });
    observer.current.observe(element);
  }, []);
}
