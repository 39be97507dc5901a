import { describe, expect, it } from "vitest";
import type { Booking, Event } from "../api/types";
import { givingUp, mine, over, running, ticketCode, whyNot } from "../events/standing";
import { parts } from "../ui/links";
import { pixels, tilesAround } from "../ui/still";

const NOW = Date.parse("2026-12-01T12:00:00Z");
const event = (status: Booking["status"] | null, more: Partial<Event> = {}, booking: Partial<Booking> = {}) =>
  ({
    status: "scheduled",
    starts_at: "2026-12-02T12:00:00Z",
    actions: [],
    my_role: "guest",
    my_booking: status && { status, waitlist_position: null, ...booking },
    ...more,
  }) as unknown as Event;
const STARTED = { starts_at: "2026-12-01T11:00:00Z" };

describe("how I stand to an event", () => {
  it.each([
    [event("confirmed"), "confirmed"],
    [event("confirmed", { status: "cancelled" }), "kept"],
    [event("moved", { status: "finished" }), "was_there"],
    [event("waitlisted", {}, { waitlist_position: 2 }), "waitlisted_at"],
    [event("waitlisted", STARTED, { waitlist_position: 2 }), "unanswered"],
    [event("requested", { status: "cancelled" }), "paused"],
    [event("invited", { status: "finished" }), "unanswered"],
    [event("declined", { status: "finished" }), "declined"],
    [event(null), undefined],
  ])("%#", (seen, line) => expect(mine(seen, NOW)).toBe(line));

  it("ends with the start, the cancellation and the end", () => {
    expect(over(event("confirmed"), NOW)).toBeUndefined();
    expect(over(event("confirmed", STARTED), NOW)).toBe("started");
    expect(over(event("confirmed", { ...STARTED, status: "cancelled" }), NOW)).toBe("cancelled");
  });

  it("has a reason where nothing is offered", () => {
    expect(whyNot(event("declined"), NOW)).toBe("only_invited");
    expect(whyNot(event("removed", STARTED), NOW)).toBeUndefined();
    expect(whyNot(event("invited", { actions: ["refuse"] }), NOW)).toBe("invited_full");
    expect(whyNot(event("invited", { actions: ["accept", "refuse"] }), NOW)).toBeUndefined();
    expect(whyNot(event(null, { my_role: "host", actions: ["edit", "cancel"] }), NOW)).toBe("not_deleted");
  });
});

describe("a ticket", () => {
  const ticket = { code: "NGNJA-ZC1W9", qr_url: "" };
  it.each([
    [event("confirmed", { ends_at: "2026-12-02T14:00:00Z" }, { ticket }), "NGNJA-ZC1W9"],
    [event("confirmed", { ...STARTED, ends_at: "2026-12-01T13:00:00Z" }, { ticket }), "NGNJA-ZC1W9"],
    [event("confirmed", { ...STARTED, ends_at: "2026-12-01T12:00:00Z" }, { ticket }), undefined],
    [event("confirmed", { status: "cancelled" }, { ticket }), undefined],
    [event("requested"), undefined],
  ])("%#", (seen, code) => expect(ticketCode(seen, NOW)).toBe(code));
});

describe("what one gives up", () => {
  it.each([
    [event("requested"), "request"],
    [event("waitlisted", { waitlist_length: 3 }), "waitlist"],
    [event("confirmed", { waitlist_length: 0, approval: "automatic" }), "seat"],
    [event("confirmed", { waitlist_length: 2, approval: "automatic" }), "seat_queue"],
    [event("moved", { waitlist_length: 2, approval: "manual" }), "seat_host"],
  ])("%#", (seen, what) => expect(givingUp(seen)).toBe(what));
});

describe("what runs", () => {
  it("stands before the rest until it ends", () => {
    const runs = event(null, { ...STARTED, ends_at: "2026-12-01T12:00:01Z" });
    const ended = event(null, { ...STARTED, ends_at: "2026-12-01T12:00:00Z" });
    const ahead = event(null);
    expect(running([ended, runs, ahead], (each) => each, NOW)).toEqual([[runs], [ended, ahead]]);
  });
});

describe("links in people's words", () => {
  const links = (text: string) =>
    parts(text)
      .filter((part) => typeof part !== "string")
      .map(({ href }) => href);

  it("end before the sentence does", () =>
    expect(parts("See https://a.example/x?y=1, or (http://b.example).")).toEqual([
      "See ",
      { href: "https://a.example/x?y=1" },
      ", or (",
      { href: "http://b.example" },
      ").",
    ]));

  it("keep their own brackets", () =>
    expect(links("https://ru.wikipedia.org/wiki/Солярис_(фильм,_1972)")).toEqual([
      "https://ru.wikipedia.org/wiki/Солярис_(фильм,_1972)",
    ]));

  it("lead nowhere but to http and https", () =>
    expect(links("javascript:alert(1) data:text/html,x ftp://a.example //b.example https://")).toEqual([]));

  it("leave all else as it was written", () => expect(parts("<b>tea</b>\n& co")).toEqual(["<b>tea</b>\n& co"]));
});

describe("a still map", () => {
  it("names the tile that a point lies in, as tile servers do", () => {
    const [tile] = tilesAround(52.52, 13.405, 15, 1, 1);
    expect(tile).toMatchObject({ x: 17604, y: 10746 });
    expect(tile?.left).toBeLessThanOrEqual(0);
    expect(tile?.left).toBeGreaterThan(-256);
  });

  it("covers its box, around the world and not beyond the poles", () => {
    expect(tilesAround(0, 0, 3, 512, 256)).toHaveLength(4);
    expect(tilesAround(0, 179.9, 3, 512, 10).map(({ x }) => x)).toContain(0);
    expect(tilesAround(85, 0, 3, 10, 512).every(({ y }) => y >= 0)).toBe(true);
  });

  it("draws a kilometre smaller at the equator", () =>
    expect(pixels(1000, 0, 13)).toBeCloseTo(pixels(1000, 60, 13) / 2));
});
