/** How the reader stands to an event, and why there is nothing to do, in the words of `mine`. */
import type { Event, PublicEvent } from "../api/types";
import type { Words } from "../i18n";

type Line = keyof Words["mine"];
type Timed = Pick<Event, "starts_at" | "ends_at" | "status">;

/** What became of the event, where nothing more can be asked for. */
export function over(event: Timed, now = Date.now()): "over" | "cancelled" | "started" | undefined {
  if (event.status === "cancelled") return "cancelled";
  if (event.status === "finished" || new Date(event.ends_at).getTime() <= now) return "over";
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

/** The code of my ticket, as long as there is something to show it for. */
export function ticketCode(event: Event | PublicEvent, now = Date.now()): string | undefined {
  const end = over(event, now);
  return end === "over" || end === "cancelled" || !("my_booking" in event) ? undefined : event.my_booking?.ticket?.code;
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

/** What is under way, and the rest, in the order of the list. */
export function running<Item>(items: Item[], event: (item: Item) => Timed, now = Date.now()): [Item[], Item[]] {
  const is = (item: Item) => over(event(item), now) === "started";
  return [items.filter(is), items.filter((item) => !is(item))];
}

/** Why one gives up what: a request, a place on the waitlist, or a seat, and who has it then. */
export function givingUp(event: Event): "request" | "waitlist" | "seat_queue" | "seat_host" | "seat" {
  const status = event.my_booking?.status;
  if (status === "requested") return "request";
  if (status === "waitlisted") return "waitlist";
  if (!event.waitlist_length) return "seat";
  return event.approval === "automatic" ? "seat_queue" : "seat_host";
}
