import { QueryClient, QueryObserver, type InfiniteData } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Event, Message, Notice, Page } from "../api/types";
import { take } from "../live/frames";
import { patience, place, spread } from "../live/order";
import { newest } from "../live/seats";

describe("changes of a chat", () => {
  it("are applied in order, once, and asked for again after a gap", () => {
    expect(place(undefined, 7)).toBe("apply");
    expect(place(6, 7)).toBe("apply");
    expect(place(7, 7)).toBe("pass");
    expect(place(7, 3)).toBe("pass");
    expect(place(7, 9)).toBe("gap");
  });

  it("wait longer between attempts, up to half a minute and some", () => {
    expect(patience(0, 0.5)).toBe(1000);
    expect(patience(3, 0.5)).toBe(8000);
    expect(patience(30, 1)).toBe(37_500);
  });
});

describe("frames", () => {
  const message = (id: string, text: string) => ({ id, event_id: "e", text }) as Message;
  const told = (cache: QueryClient) =>
    cache
      .getQueryData<InfiniteData<Page<Message>>>(["messages", "e"])
      ?.pages.map((page) => page.items.map((each) => each.text));

  it("put a message on top once, change it and take it back", () => {
    const cache = new QueryClient();
    cache.setQueryData(["messages", "e"], {
      pages: [
        { items: [message("2", "b")], next_cursor: "c" },
        { items: [message("1", "a")], next_cursor: null },
      ],
      pageParams: [null, "c"],
    });
    take(cache, { type: "message", event_id: "e", id: 3, message: message("3", "c") });
    take(cache, { type: "message", event_id: "e", id: 3, message: message("3", "c") });
    expect(told(cache)).toEqual([["c", "b"], ["a"]]);
    take(cache, { type: "message_edited", event_id: "e", id: 4, message: message("1", "A") });
    take(cache, { type: "message_deleted", event_id: "e", id: 5, message_id: "2" });
    expect(told(cache)).toEqual([["c"], ["A"]]);
  });
});

describe("seats", () => {
  let asked: string[];
  let cache: QueryClient;
  const shown = (id: string) => cache.getQueryData<Event>(["event", id]);
  const told = (event_id: string, seats_left: number, at = seats_left, more: Partial<Event> = {}) =>
    take(cache, {
      type: "seats",
      event_id,
      capacity: 200,
      seats_taken: 200 - seats_left,
      seats_left,
      extra_seats: 0,
      waitlist_length: 0,
      status: "scheduled",
      at: new Date(1_000_000_000_000 - at * 1000).toISOString(),
      ...more,
    });
  /** The page of somebody who looks at the event, and maybe at its guests. */
  const open = (id: string, more: Partial<Event> = {}) => {
    const event = { id, capacity: 200, seats_taken: 0, seats_left: 200, waitlist_length: 0, status: "scheduled" };
    cache.setQueryData(["event", id], { my_role: "none", my_booking: null, actions: ["request"], ...event, ...more });
    cache.setQueryData(["event", id, "guests"], []);
    for (const queryKey of [
      ["event", id],
      ["event", id, "guests"],
    ]) {
      const queryFn = () => {
        asked.push(queryKey.join("/"));
        return Promise.resolve(cache.getQueryData(queryKey));
      };
      new QueryObserver(cache, { queryKey, queryFn, staleTime: Infinity }).subscribe(() => undefined);
    }
  };
  const booked = (status: string, more = {}) => ({ my_booking: { status, ...more } }) as Partial<Event>;

  beforeEach(() => {
    vi.useFakeTimers();
    asked = [];
    cache = new QueryClient();
  });
  afterEach(() => {
    cache.clear();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it("are shown as they were told, and nobody who only looks asks again", () => {
    open("looks");
    for (let left = 199; left >= 0; left--) told("looks", left);
    vi.advanceTimersByTime(600_000);
    expect(shown("looks")).toMatchObject({ seats_left: 0, seats_taken: 200, actions: ["join_waitlist"] });
    told("looks", 1, -1);
    expect(shown("looks")).toMatchObject({ seats_left: 1, actions: ["request"] });
    expect(asked).toEqual([]);
  });

  it("have a guest ask once in a while for what they do not say, and later the more guests there are", () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    open("comes", booked("confirmed"));
    for (let left = 199; left >= 100; left--) told("comes", left);
    vi.advanceTimersByTime(1_400);
    expect(asked).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(asked).toEqual(["event/comes", "event/comes/guests"]);
    expect(spread(10_000, 0.5)).toBe(50_000);
  });

  it("have who waits ask for the own place, and who is invited whether there is room", () => {
    open("waits", booked("waitlisted", { waitlist_position: 3 }));
    open("invited", booked("invited"));
    told("waits", 0, 0, { waitlist_length: 2 });
    expect(shown("waits")).toMatchObject({ waitlist_length: 3 });
    told("invited", 20);
    vi.advanceTimersByTime(3_100);
    expect(asked).toEqual(["event/waits", "event/waits/guests"]);
    told("invited", 0);
    vi.advanceTimersByTime(3_100);
    expect(asked).toContain("event/invited");
  });

  it("have who runs the event ask at once", () => {
    open("mine", { my_role: "host" });
    told("mine", 3);
    expect(asked).toEqual(["event/mine", "event/mine/guests"]);
  });

  it("that say that the event is off have everybody ask why, not at once", () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    open("off");
    told("off", 200, 0, { status: "cancelled" });
    expect(shown("off")).toMatchObject({ status: "cancelled" });
    expect(asked).toEqual([]);
    vi.advanceTimersByTime(1_600);
    expect(asked).toContain("event/off");
  });

  it("that are older than what came are passed over, and an answer that is older takes them in", () => {
    open("late");
    told("late", 3, 10);
    told("late", 9, 20);
    expect(shown("late")).toMatchObject({ seats_left: 3 });
    const answer = { ...shown("late"), seats_left: 9 } as Event;
    expect(newest(cache, answer, Date.now())).toMatchObject({ seats_left: 3 });
    expect(newest(cache, answer, Date.now() + 5_000)).toMatchObject({ seats_left: 9 });
  });
});

describe("notices", () => {
  it("that many get at once do not have all ask at once", () => {
    vi.useFakeTimers();
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const cache = new QueryClient();
    const freshen = vi.spyOn(cache, "invalidateQueries");
    const notice = (kind: Notice["kind"]) => take(cache, { type: "notice", notice: { kind, event_id: "e" } as Notice });
    notice("booking_approved");
    expect(freshen).toHaveBeenCalledTimes(4);
    notice("event_changed");
    expect(freshen).toHaveBeenCalledTimes(4);
    vi.advanceTimersByTime(1_600);
    expect(freshen).toHaveBeenCalledTimes(8);
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
});
