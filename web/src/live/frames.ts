import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { Event, Message, Notice, Page } from "../api/types";

interface Seats {
  capacity: number;
  seats_taken: number;
  seats_left: number;
  waitlist_length: number;
}
export type Frame =
  | ({ type: "seats"; event_id: string } & Seats)
  | { type: "message" | "message_edited"; event_id: string; id: number; message: Message }
  | { type: "message_deleted"; event_id: string; id: number; message_id: string }
  | { type: "notice"; notice: Notice }
  | { type: "subscribed"; event_id: string; chat: boolean; id: number | null }
  | { type: "reload"; event_id: string }
  | { type: "error"; code: string; event_id?: string }
  | { type: "unsubscribed" | "pong" };

/** Brings what was told live into what the page has read. */
export function take(cache: QueryClient, frame: Frame): void {
  switch (frame.type) {
    case "seats": {
      const { type: _type, event_id: id, ...seats } = frame;
      const before = cache.getQueryData<Event>(["event", id]);
      cache.setQueryData<Event>(["event", id], (event) => event && { ...event, ...seats });
      if (
        before &&
        before.seats_taken === seats.seats_taken &&
        before.waitlist_length === seats.waitlist_length &&
        before.capacity === seats.capacity
      )
        return;
      // What one may do, and who is who, changed with the seats.
      void cache.invalidateQueries({ queryKey: ["event", id] });
      return;
    }
    case "message":
    case "message_edited":
      said(cache, frame.message);
      readAgain(cache, frame.event_id);
      return;
    case "message_deleted":
      unsaid(cache, frame.event_id, frame.message_id);
      readAgain(cache, frame.event_id);
      return;
    case "notice":
      for (const queryKey of [["notices"], ["event", frame.notice.event_id], ["bookings"], ["hosting"]]) {
        void cache.invalidateQueries({ queryKey });
      }
      return;
    case "reload":
      void cache.invalidateQueries({ queryKey: ["messages", frame.event_id] });
  }
}

/** What is being read just now may have been written down before the change. */
function readAgain(cache: QueryClient, eventId: string): void {
  const queryKey = ["messages", eventId];
  if (cache.isFetching({ queryKey })) void cache.invalidateQueries({ queryKey });
}

type Messages = InfiniteData<Page<Message>>;

/** Puts a message into its chat, newest first; who is there already is replaced. */
export function said(cache: QueryClient, message: Message): void {
  cache.setQueryData<Messages>(["messages", message.event_id], (old) => {
    if (!old) return old;
    const there = old.pages.some((page) => page.items.some((each) => each.id === message.id));
    const pages = old.pages.map((page, index) => {
      if (there) return { ...page, items: page.items.map((each) => (each.id === message.id ? message : each)) };
      return index ? page : { ...page, items: [message, ...page.items].sort((a, b) => b.id.localeCompare(a.id)) };
    });
    return { ...old, pages };
  });
}

export function unsaid(cache: QueryClient, eventId: string, messageId: string): void {
  cache.setQueryData<Messages>(
    ["messages", eventId],
    (old) =>
      old && {
        ...old,
        pages: old.pages.map((page) => ({ ...page, items: page.items.filter((each) => each.id !== messageId) })),
      },
  );
}
