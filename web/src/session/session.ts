/** Who is signed in: the token of this tab, renewed before it ends and forgotten with the tab. */
import { useSyncExternalStore } from "react";

export interface Session {
  token: string;
  expiresAt: number;
  refreshToken?: string | undefined;
  by: "password" | "issuer";
}

const KEY = "seance.session";
const EARLY = 60_000;
const listeners = new Set<() => void>();
let current: Session | null = read();
let renewing: Promise<void> | undefined;
let over = false;

export function keep(session: Session | null): void {
  current = session;
  over = false;
  if (session) sessionStorage.setItem(KEY, JSON.stringify(session));
  else sessionStorage.removeItem(KEY);
  for (const listener of listeners) listener();
}

/** The session came to its end by itself: who comes back signs in again and goes on where they were. */
export function end(): void {
  const was = over || current !== null;
  keep(null);
  over = was;
}

/** Whether a session has just ended by itself. */
export function useEnded(): boolean {
  return useSyncExternalStore(listen, () => over && current === null);
}

/** A token that is good for a while yet, or null for who is not signed in. Throws where nobody can be asked for one. */
export async function token(): Promise<string | null> {
  if (current && current.expiresAt - EARLY < Date.now()) {
    renewing ??= renew(current).finally(() => (renewing = undefined));
    await renewing;
  }
  return current?.token ?? null;
}

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

async function renew(old: Session): Promise<void> {
  const ended = old.expiresAt < Date.now();
  if (!old.refreshToken) return ended ? end() : undefined;
  try {
    const how = old.by === "password" ? import("./password") : import("./issuer");
    const fresh = await (await how).renew(old);
    if (current === old) keep(fresh);
  } catch (error) {
    if (!ended) return;
    if (unreachable(error)) throw error;
    end();
  }
}

/** What `fetch` and `import` throw where there is no connection. */
function unreachable(error: unknown): boolean {
  return error instanceof TypeError;
}

export function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): Session | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Session | null;
  } catch {
    return null;
  }
}
