/** What a frame of seats changes of the event that is shown, and what it leaves open. */
import type { QueryClient } from "@tanstack/react-query";
import type { Event } from "../api/types";

export type Seats = Pick<
  Event,
  "capacity" | "seats_taken" | "seats_left" | "extra_seats" | "waitlist_length" | "status"
> & {
  /** They were so at this instant, or just after it. */
  at: string;
};

const key = (eventId: string) => ["seats", eventId];
interface Told {
  seats: Seats;
  heard: number;
}

/** Keeps a frame; false for one that is older than what came already, or says the same. */
export function isNews(cache: QueryClient, eventId: string, seats: Seats): boolean {
  const last = cache.getQueryData<Told>(key(eventId))?.seats;
  if (last && last.at > seats.at) return false;
  cache.setQueryData<Told>(key(eventId), { seats, heard: Date.now() });
  return true;
}

/** An event as it was read, with the seats of a frame that came since. */
export function newest(cache: QueryClient, event: Event, since: number): Event {
  const told = cache.getQueryData<Told>(key(event.id));
  return told && told.heard >= since ? seated(event, told.seats) : event;
}

/** The event with these seats: who asks where none is left waits, and nobody waits beyond the end of the line. */
export function seated(event: Event, { at: _at, ...seats }: Seats): Event {
  return {
    ...event,
    ...seats,
    waitlist_length: Math.max(seats.waitlist_length, event.my_booking?.waitlist_position ?? 0),
    actions: event.actions.map((each) =>
      each === "request" || each === "join_waitlist" ? (seats.seats_left ? "request" : "join_waitlist") : each,
    ),
  };
}

export const isSame = (event: Event, seats: Seats): boolean =>
  event.capacity === seats.capacity &&
  event.seats_taken === seats.seats_taken &&
  event.waitlist_length === seats.waitlist_length &&
  event.status === seats.status;

/** Whether this reader also sees what no frame says: names, a place in the line, room for an invitation. */
export function leavesOpen(event: Event, seats: Seats): boolean {
  if (event.status !== seats.status) return true;
  switch (event.my_booking?.status) {
    case "confirmed":
    case "moved":
      return event.seats_taken !== seats.seats_taken;
    case "waitlisted":
      return true;
    case "invited":
      return !event.seats_left !== !seats.seats_left;
    default:
      return false;
  }
}
