import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useSearchParams } from "wouter";

/** A part of the page that is opened when it is wanted; the address says which one is, so that a reload keeps it. */
export function Fold({ name, title, children }: { name: string; title: string; children: ReactNode }) {
  const [asked, setAsked] = useSearchParams();
  const opened = asked.get("open") === name;
  return (
    <details className="fold" open={opened}>
      <summary
        onClick={(pressed) => {
          pressed.preventDefault();
          setAsked(opened ? {} : { open: name }, { replace: true });
        }}
      >
        <Title order={2} size="h4">
          {title}
        </Title>
      </summary>
      {opened && <div className="fold-inside">{children}</div>}
    </details>
  );
}
