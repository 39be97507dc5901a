/**
 * What a stranger wanted: signing in is asked for over the page, and what was pressed goes on afterwards, also by
 * way of the issuer's page. Only a press on this page puts it here: a link that is opened never acts (R18).
 */
import { useEffect, useEffectEvent, useSyncExternalStore } from "react";

const KEY = "seance.wanted";
/** How long one may take to find the code in one's mail, in milliseconds. */
const GOOD_FOR = 15 * 60_000;

interface Wanted {
  /** Where it goes on. */
  to: string;
  act: string | null;
  until: number;
}

const listeners = new Set<() => void>();
let asking: string | null = null;

/** A path of this page, or the start: never another site. */
export const ownPath = (path: string): string => (/^\/(?![/\\])/.test(path) ? path : "/");

/** Asks to sign in, by a way to `/sign-in?to=…&act=…` that was pressed. */
export function askToSignIn(way: string): void {
  const asked = new URL(way, location.origin).searchParams;
  const to = ownPath(asked.get("to") ?? `${location.pathname}${location.search}`);
  const wanted: Wanted = { to, act: asked.get("act"), until: Date.now() + GOOD_FOR };
  sessionStorage.setItem(KEY, JSON.stringify(wanted));
  show(to);
}

/** Signed in, or thought better of it. */
export function stopAsking(signedIn: boolean): void {
  if (!signedIn) sessionStorage.removeItem(KEY);
  show(null);
}

/** Where a stranger who is asked to sign in wants to go on; null while nobody is asked. */
export function useAsking(): string | null {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => asking,
  );
}

/** Does once, as soon as it can be done, what was pressed on this page before signing in. */
export function useWanted(act: string, ready: boolean, run: () => void): void {
  const go = useEffectEvent(run);
  useEffect(() => {
    if (ready && take(act)) go();
  }, [act, ready]);
}

function take(act: string): boolean {
  const wanted = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Wanted | null;
  if (wanted?.act !== act || new URL(wanted.to, location.origin).pathname !== location.pathname) return false;
  sessionStorage.removeItem(KEY);
  return wanted.until > Date.now();
}

function show(to: string | null): void {
  asking = to;
  for (const listener of listeners) listener();
}
