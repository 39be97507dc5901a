/**
 * One's own tickets, kept in this browser to be shown where there is no connection: nothing else of the events is.
 * They go when their owner signs out, and a day after the end; on somebody else's device none is kept.
 */
import type { Booking, Event, OwnBooking } from "../api/types";
import { isOfTab, myId, TICKETS } from "../session/store";

export type Kept = Pick<OwnBooking, "event" | "place" | "seats" | "companions"> & { code: string };
const DAY = 86_400_000;

/** All that are kept for who is signed in, by their start. */
export function keptTickets(now = Date.now()): Kept[] {
  try {
    const { owner, tickets } = JSON.parse(localStorage.getItem(TICKETS) ?? "{}") as {
      owner?: string;
      tickets?: Kept[];
    };
    if (!owner || owner !== myId()) return [];
    return (tickets ?? []).filter(({ event }) => Date.parse(event.ends_at) + DAY > now);
  } catch {
    return [];
  }
}

/** Keeps what has a ticket, and forgets it where the ticket is gone. */
export function keepTickets(seen: (Omit<Kept, "code"> & Pick<Booking, "ticket">)[]): void {
  const owner = myId();
  if (!owner || isOfTab()) return;
  const fresh = new Set(seen.map(({ event }) => event.id));
  const tickets = [
    ...keptTickets().filter(({ event }) => !fresh.has(event.id)),
    ...seen.flatMap(({ event, place, seats, companions, ticket }) =>
      ticket && event.status === "scheduled" ? [{ event, place, seats, companions, code: ticket.code }] : [],
    ),
  ].sort((one, other) => one.event.starts_at.localeCompare(other.event.starts_at));
  const now = JSON.stringify({ owner, tickets });
  if (now !== localStorage.getItem(TICKETS)) localStorage.setItem(TICKETS, now);
}

/** What the page of an event tells of one's ticket. */
export function ticketOf(event: Event): Parameters<typeof keepTickets>[0][number] {
  const { id, title, title_given, film, starts_at, ends_at, time_zone, status, place, my_booking: booking } = event;
  return {
    event: { id, title, title_given, film, starts_at, ends_at, time_zone, status, city: place.city },
    place: "address" in place ? place : null,
    seats: booking?.seats ?? 1,
    companions: booking?.companions ?? [],
    ticket: booking?.ticket ?? null,
  };
}
