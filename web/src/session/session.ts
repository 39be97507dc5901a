/**
 * Who is signed in, in every tab of this browser: renewed before it ends, in one tab for all of them. Each
 * renewal brings another refresh token; the one before is good for a minute more.
 *
 * It lies in `localStorage`, so that links from mails and a browser opened again find it; on somebody
 * else's device in `sessionStorage`, where it goes with the tab. `docs/security.md` says why.
 */
import { useSyncExternalStore } from "react";

export interface Session {
  token: string;
  expiresAt: number;
  refreshToken?: string | undefined;
  by: "password" | "issuer";
  /** It ended by itself: what is left says whose it was, and opens nothing. */
  ended?: boolean;
}

const KEY = "seance.session";
const EARLY = 60_000;
// An answer that was lost is asked for again while the refresh token before is still taken (template.yaml).
const AGAIN = { after: 5_000, times: 12 };
const listeners = new Set<() => void>();
let current: Session | null = read();
let renewing: Promise<void> | undefined;
let again: ReturnType<typeof setTimeout> | undefined;
let asked = 0;
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

/**
 * A token that is good for a while yet, or null for who is not signed in; where the session has ended, it comes
 * with the next one. Throws where nobody can be asked for one, and where somebody else goes on.
 */
export async function token(): Promise<string | null> {
  const asking = myId();
  if (current && isOld(current) && !current.ended) {
    asked = 0;
    await renewed();
  }
  if (current?.ended) await goneOn();
  if (asking && current && myId() !== asking) throw new SomebodyElse();
  return current?.token ?? null;
}

/** What one person asked for is not asked for the next. */
export class SomebodyElse extends Error {}

/** The issuer goes on with a session no more. Whatever else a renewal throws may pass. */
export class Refused extends Error {}

function goneOn(): Promise<void> {
  return new Promise((done) => {
    const stop = listen(() => {
      if (current?.ended) return;
      stop();
      done();
    });
  });
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

export function claim(jwt: string, name: string): string | null {
  try {
    const [, body = ""] = jwt.split(".");
    const bytes = Uint8Array.from(atob(body.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
    const value: unknown = (JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>)[name];
    return value === undefined ? null : String(value);
  } catch {
    return null;
  }
}

function renewed(): Promise<void> {
  return (renewing ??= alone(renew).finally(() => (renewing = undefined)));
}

/** One tab at a time, where the browser can: what the first renewed, the others find. */
async function alone(work: () => Promise<void>): Promise<void> {
  await ("locks" in navigator ? navigator.locks.request(KEY, work) : work());
}

async function renew(): Promise<void> {
  follow();
  const old = current;
  if (!old || old.ended || !isOld(old)) return;
  if (!old.refreshToken) return isOver(old) ? end() : undefined;
  try {
    const how = old.by === "password" ? import("./password") : import("./issuer");
    const fresh = await (await how).renew(old);
    if (current === old) keep(fresh);
    else if (!current) void (await import("./signOut")).revoke(fresh).catch(() => undefined);
  } catch (error) {
    follow(); // without locks another tab may have been first
    if (current !== old) return;
    if (error instanceof Refused) return isOver(old) ? end() : undefined;
    askAgain();
    if (isOver(old)) throw error;
  }
}

function askAgain(): void {
  if (again !== undefined || asked === AGAIN.times) return;
  asked += 1;
  again = setTimeout(() => {
    again = undefined;
    void renewed().catch(() => undefined);
  }, AGAIN.after);
}

function isOld({ expiresAt }: Session): boolean {
  return expiresAt - EARLY < Date.now();
}

function isOver({ expiresAt }: Session): boolean {
  return expiresAt < Date.now();
}

export function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes what is stored now, if it is another session than this tab has. */
function follow(): void {
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
