/** An event's counts agree with its lists: whom a no waits for, which can be taken back, is in neither. */
import type { Event, Status } from "../api/types";

type Counted = Pick<Event, "id" | "requests_waiting" | "waitlist_length" | "seats_taken" | "seats_left">;

/** What a guest who is leaving is known by. */
export const leavingKey = (eventId: string, status: Status, guestId: string) => `${eventId}/${status}/${guestId}`;

/** The event as it is without those who are leaving. */
export function counted<Some extends Counted>(event: Some, gone: ReadonlySet<string>): Some {
  const leaving = (status: Status) =>
    [...gone].filter((key) => key.startsWith(leavingKey(event.id, status, ""))).length;
  const seats = leaving("confirmed") + leaving("moved");
  return {
    ...event,
    requests_waiting: event.requests_waiting && Math.max(0, event.requests_waiting - leaving("requested")),
    waitlist_length: Math.max(0, event.waitlist_length - leaving("waitlisted")),
    seats_taken: event.seats_taken - seats,
    seats_left: event.seats_left + seats,
  };
}
