import { Refusal } from "../api/client";
import { conflictTitle, dateAndTime } from "../format";

/** What the API refuses of each evening, by its place from 0. */
export function refusals(error: unknown, zone: string): Map<number, string> {
  const found = new Map<number, string>();
  if (!(error instanceof Refusal)) return found;
  for (const { field, message } of error.problem.errors ?? []) {
    const at = /^events\.(\d+)\./.exec(field ?? "")?.[1];
    if (at) found.set(Number(at), message ?? "");
  }
  for (const each of error.problem.conflicts ?? []) {
    const { position, starts_at } = each as { position?: number; starts_at?: string };
    const words = [conflictTitle(each), starts_at && dateAndTime(starts_at, zone)].filter(Boolean).join(", ");
    if (position) found.set(position - 1, words);
  }
  return found;
}
