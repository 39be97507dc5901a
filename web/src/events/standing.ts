/** How the reader stands to an event, and why there is nothing to do, in the words of `mine`. */
import type { Event } from "../api/types";
import type { Words } from "../i18n/en";

type Line = keyof Words["mine"];

/** What became of the event, where nothing more can be asked for. */
export function over(event: Event, now = Date.now()): Line | undefined {
  if (event.status === "finished") return "over";
  if (event.status === "cancelled") return "cancelled";
  return new Date(event.starts_at).getTime() <= now ? "started" : undefined;
}

/** My booking as it stands by now: a promise of yesterday is not said of a cancelled evening. */
export function mine(event: Event, now = Date.now()): Line | undefined {
  const booking = event.my_booking;
  if (!booking) return undefined;
  const { status } = booking;
  const inside = status === "confirmed" || status === "moved";
  const open = status === "requested" || status === "waitlisted" || status === "invited";
  switch (over(event, now)) {
    case "over":
      return inside ? "was_there" : open ? "unanswered" : status;
    case "cancelled":
      return inside ? "kept" : open ? "paused" : status;
    case "started":
      return open ? "unanswered" : status;
    default:
      return status === "waitlisted" && booking.waitlist_position ? "waitlisted_at" : status;
  }
}

/** Why what one might look for is not offered. */
export function whyNot(event: Event, now = Date.now()): Line | undefined {
  if (over(event, now)) return undefined;
  const status = event.my_booking?.status;
  if (status === "declined" || status === "removed") return "only_invited";
  if (status === "invited" && !event.actions.includes("accept")) return "invited_full";
  if (event.my_role === "host" && !event.actions.includes("delete")) return "not_deleted";
  return undefined;
}
