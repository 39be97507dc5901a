/** When who came can be taken (R23): from two hours before the start to 48 hours after it. */
import type { Event } from "../api/types";

const BEFORE = 2 * 3_600_000;
const AFTER = 48 * 3_600_000;

type Timed = Pick<Event, "starts_at" | "status">;

export const opensAt = ({ starts_at }: Timed): Date => new Date(Date.parse(starts_at) - BEFORE);
export const closesAt = ({ starts_at }: Timed): Date => new Date(Date.parse(starts_at) + AFTER);

export function doorState(event: Timed, now = Date.now()): "cancelled" | "opens" | "closed" | "open" {
  if (event.status === "cancelled") return "cancelled";
  if (now < opensAt(event).getTime()) return "opens";
  return now < closesAt(event).getTime() ? "open" : "closed";
}
