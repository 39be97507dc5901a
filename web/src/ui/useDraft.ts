/** What is typed and not sent yet: it survives a reload, Back, another tab and an ended session. */
import { useState } from "react";
import { myId } from "../session/store";

const PREFIX = "seance.draft.";

/** A draft by its writer and by what it is about: only what differs from `start`, so that another start can take it. */
export function useDraft<Fields extends object>(about: string, start: Fields) {
  const [key] = useState(() => keyOf(about));
  const [kept] = useState(() => read<Fields>(key));
  const [fields, setFields] = useState<Fields>({ ...start, ...kept });
  const [found, setFound] = useState(kept !== null);
  const [dropped, setDropped] = useState<Fields>();
  const change = (typed: Partial<Fields>) => {
    setDropped(undefined);
    setFields((old) => {
      const now = { ...old, ...typed };
      const own = Object.entries(now).filter(([name, value]) => value !== start[name as keyof Fields]);
      write(key, own.length ? Object.fromEntries(own) : null);
      return now;
    });
  };
  /** What is shown stays. */
  const sent = () => {
    write(key, null);
    setFound(false);
    setDropped(undefined);
  };
  const clear = () => {
    sent();
    setFields(start);
  };
  /** As `clear`, but what was typed can be brought back until something else is. */
  const startOver = () => {
    clear();
    setDropped(fields);
  };
  const bringBack = dropped && (() => change(dropped));
  return { fields, change, sent, clear, startOver, bringBack, found };
}

/** As `sent`, of a form elsewhere. */
export function dropDraft(about: string): void {
  write(keyOf(about), null);
}

/** What could not be sent is there again. */
export function keepDraft(about: string, fields: object): void {
  write(keyOf(about), fields);
}

/** Who signs out leaves none behind; a session that ends by itself keeps them. */
export function dropDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
}

function keyOf(about: string): string {
  return `${PREFIX}${myId()}.${about}`;
}

function write(key: string, value: object | null): void {
  if (value) localStorage.setItem(key, JSON.stringify(value));
  else localStorage.removeItem(key);
}

function read<Fields>(key: string): Partial<Fields> | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as Partial<Fields> | null;
  } catch {
    return null;
  }
}
