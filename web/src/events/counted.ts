/** Counts and lists without those who are leaving. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { guests } from "../api/queries";
import type { Booking, Event } from "../api/types";
import { useGone } from "../ui/later";
import { counted, leavingKey } from "./leaving";

export function useCounted(event: Event | undefined): Event | undefined {
  const gone = useGone();
  return event && counted(event, gone);
}

/** Whether a guest is not leaving. */
export function useStays(eventId: string): (booking: Pick<Booking, "status"> & { guest: { id: string } }) => boolean {
  const gone = useGone();
  return ({ guest, status }) => !gone.has(leavingKey(eventId, status, guest.id));
}

/** How many ask or wait: as many as their list has where it is whole, for the event's own count is a copy. */
export function useLength(event: Event, status: "requested" | "waitlisted"): number {
  const stays = useStays(event.id);
  const list = useInfiniteQuery(guests(event.id, status));
  if (list.data && !list.hasNextPage) return list.data.pages.flatMap((page) => page.items).filter(stays).length;
  return (status === "requested" ? event.requests_waiting : event.waitlist_length) ?? 0;
}
