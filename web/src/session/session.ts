/**
 * A token for who is signed in: renewed before it ends, in one tab for all of them. Each renewal brings
 * another refresh token; the one before is good for a minute more.
 */
import { current, end, follow, keep, KEY, listen, myId } from "./store";
import { Refused, type Session } from "./token";

const EARLY = 60_000;
// An answer that was lost is asked for again while the refresh token before is still taken (template.yaml).
const AGAIN = { after: 5_000, times: 12 };
let renewing: Promise<void> | undefined;
let again: ReturnType<typeof setTimeout> | undefined;
let asked = 0;
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

function goneOn(): Promise<void> {
  return new Promise((done) => {
    const stop = listen(() => {
      if (current?.ended) return;
      stop();
      done();
    });
  });
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
    const how = old.by === "issuer" ? import("./issuer") : import("./cognito");
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
