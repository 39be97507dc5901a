import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { Event, Message, Notice, Page } from "../api/types";
import { spread } from "./order";
import { isNews, isSame, leavesOpen, seated, type Seats } from "./seats";

export type Frame =
  | ({ type: "seats"; event_id: string } & Seats)
  | { type: "message" | "message_edited"; event_id: string; id: number; message: Message }
  | { type: "message_deleted"; event_id: string; id: number; message_id: string }
  | { type: "notice"; notice: Notice }
  | { type: "subscribed"; event_id: string; chat: boolean; id: number | null }
  | { type: "reload"; event_id: string }
  | { type: "error"; code: string; event_id?: string }
  | { type: "unsubscribed" | "pong" };

/** What is told to all guests or followers at once; they do not all ask at once what it means. */
const TO_MANY: ReadonlySet<Notice["kind"]> = new Set([
  "event_announced",
  "event_changed",
  "event_cancelled",
  "event_restored",
  "reminder_day",
  "reminder_hour",
  "review_requested",
] satisfies Notice["kind"][]);

/** Brings what was told live into what the page has read. */
export function take(cache: QueryClient, frame: Frame): void {
  switch (frame.type) {
    case "seats": {
      const { type: _type, event_id: id, ...seats } = frame;
      if (isNews(cache, id, seats)) showSeats(cache, id, seats);
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
    case "notice": {
      const { kind, event_id: id } = frame.notice;
      const ask = () => {
        for (const queryKey of [["notices"], ["event", id], ["bookings"], ["hosting"]]) {
          void cache.invalidateQueries({ queryKey });
        }
      };
      if (TO_MANY.has(kind)) setTimeout(ask, spread(0));
      else ask();
      return;
    }
    case "reload":
      void cache.invalidateQueries({ queryKey: ["messages", frame.event_id] });
  }
}

const asking = new Set<string>();

/** Shows seats. Who runs the event asks at once for what they do not say; of a crowd each asks once in a while. */
function showSeats(cache: QueryClient, id: string, seats: Seats): void {
  const queryKey = ["event", id];
  const before = cache.getQueryData<Event>(queryKey);
  if (!before || isSame(before, seats)) return;
  cache.setQueryData<Event>(queryKey, seated(before, seats));
  if (before.my_role === "host" || before.my_role === "moderator") {
    void cache.invalidateQueries({ queryKey });
    return;
  }
  void cache.invalidateQueries({ queryKey, refetchType: "none" }); // whoever comes back to it asks
  if (!leavesOpen(before, seats) || asking.has(id)) return;
  asking.add(id);
  setTimeout(
    () => {
      asking.delete(id);
      void cache.invalidateQueries({ queryKey });
    },
    spread(seats.seats_taken + seats.waitlist_length),
  );
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
