/**
 * Who is signed in, in every tab of this browser.
 *
 * It lies in `localStorage`, so that links from mails and a browser opened again find it; on somebody
 * else's device in `sessionStorage`, where it goes with the tab. `docs/security.md` says why.
 */
import { useSyncExternalStore } from "react";
import { claim, type Session } from "./token";

export const KEY = "seance.session";
/** One's own tickets, for where there is no connection (src/events/kept.ts); who signs out leaves none behind. */
export const TICKETS = "seance.tickets";
const listeners = new Set<() => void>();
export let current: Session | null = read();
// At the start there is nothing to go on with: the way in is the whole page then, and says why.
let over = Boolean(current?.ended);
if (over) current = null;

// Another tab signed in, renewed or signed out; this one follows, unless it has a session of its own.
window.addEventListener("storage", ({ key, storageArea }) => {
  if (storageArea === localStorage && (key === KEY || key === null)) follow();
});
// A page that Back brings as it was has heard of nothing meanwhile.
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted) follow();
});

/** Signed in, for this browser or only for this tab; or with null signed out, in every tab. */
export function keep(session: Session | null, tabOnly = isOfTab()): void {
  sessionStorage.removeItem(KEY);
  if (session && tabOnly) sessionStorage.setItem(KEY, JSON.stringify(session));
  else if (session) localStorage.setItem(KEY, JSON.stringify(session));
  else localStorage.removeItem(KEY);
  if (!session) localStorage.removeItem(TICKETS);
  become(session);
}

/**
 * The session came to its end by itself. The page stays as it is, in every tab, and asks for signing in
 * over what one was doing.
 */
export function end(): void {
  if (!current || current.ended) return;
  const [, whose = ""] = current.token.split(".");
  keep({ token: `.${whose}.`, expiresAt: 0, by: current.by, ended: true });
}

/** Whether a session has ended by itself, and nobody signed in since. */
export function useEnded(): boolean {
  return useSyncExternalStore(listen, () => over || Boolean(current?.ended));
}

/** Whether one has to sign in again to go on with what the page shows. */
export function useInterrupted(): boolean {
  return useSyncExternalStore(listen, () => Boolean(current?.ended));
}

/** Also while a session that has ended waits to go on. */
export function useSignedIn(): boolean {
  return useSyncExternalStore(listen, () => current !== null);
}

/** The issuer's id of the signed-in user, which is the user's id in the API. */
export function useMyId(): string | null {
  return useSyncExternalStore(listen, myId);
}

export function myId(): string | null {
  return current ? claim(current.token, "sub") : null;
}

export function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes what is stored now, if it is another session than this tab has. */
export function follow(): void {
  const stored = read();
  if (stored?.ended && (!current || myId() !== claim(stored.token, "sub"))) return;
  if (stored?.token !== current?.token || stored?.refreshToken !== current?.refreshToken) become(stored);
}

function become(session: Session | null): void {
  current = session;
  over = false;
  for (const listener of listeners) listener();
}

/** Whether the session is only this tab's. */
export function isOfTab(): boolean {
  return sessionStorage.getItem(KEY) !== null;
}

/** What this browser keeps: for this tab, and for every tab. */
export function kept(): Session[] {
  return [stored("sessionStorage"), stored("localStorage")].filter((session) => session !== null);
}

function read(): Session | null {
  return kept()[0] ?? null;
}

function stored(where: "sessionStorage" | "localStorage"): Session | null {
  try {
    return JSON.parse(globalThis[where].getItem(KEY) ?? "null") as Session | null;
  } catch {
    return null;
  }
}
