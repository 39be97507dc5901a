/** What this tab has just done itself and said so: the notice of it tells nothing new here. */
import type { Notice } from "../api/types";

type Kind = Notice["kind"];
/** So long a notice may be on its way, in milliseconds. */
const PATIENCE = 60_000;
const expected = new Map<string, number>();

const name = (eventId: string, kind: Kind) => `${eventId} ${kind}`;

/** Does what may send its doer such a notice; the notice may be faster than the answer. */
export async function expecting<Answer>(eventId: string, kind: Kind, run: () => Promise<Answer>): Promise<Answer> {
  expected.set(name(eventId, kind), Date.now() + PATIENCE);
  try {
    return await run();
  } catch (error) {
    expectNoMore(eventId, kind);
    throw error;
  }
}

export function expectNoMore(eventId: string, kind: Kind): void {
  expected.delete(name(eventId, kind));
}

/** Whether a notice only tells what this tab did; once. */
export function isOwn(notice: Pick<Notice, "event_id" | "kind">, now = Date.now()): boolean {
  const key = name(notice.event_id ?? "", notice.kind);
  const until = expected.get(key);
  expected.delete(key);
  return until !== undefined && now < until;
}
