import { Tabs } from "@mantine/core";
import { useEffect, useRef, type ReactNode } from "react";
import { useSearchParams } from "wouter";

/** Tabs whose address says which one is shown, so that a reload and Back keep it; the first where it says none. */
export function TabRow({ names, children }: { names: readonly string[]; children: ReactNode }) {
  const [asked, setAsked] = useSearchParams();
  const shown = names.find((each) => each === asked.get("tab")) ?? names[0] ?? null;
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const tab = root.current?.querySelector<HTMLElement>("[role=tab][aria-selected=true]");
    const row = tab?.parentElement;
    if (row) row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  }, [shown]);
  return (
    <Tabs
      ref={root}
      value={shown}
      onChange={(tab) => setAsked(tab && tab !== names[0] ? { tab } : {}, { replace: true })}
      keepMounted={false}
    >
      {children}
    </Tabs>
  );
}
