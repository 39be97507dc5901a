import i18next from "i18next";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { drawnSeats } from "../events/SeatRow";
import { countdown, leaf } from "../format";
import { isEvening } from "../theme";

beforeAll(async () => {
  vi.stubGlobal("navigator", { languages: ["en-GB"] });
  await i18next.init({ lng: "en", resources: {} });
});
afterAll(() => vi.unstubAllGlobals());

describe("the row of seats", () => {
  it.each([
    [0, 5, 5, 0],
    [3, 5, 5, 3],
    [7, 5, 5, 5],
    [0, 125, 20, 0],
    [1, 125, 20, 1],
    [62, 125, 20, 10],
    [124, 125, 20, 19],
    [125, 125, 20, 20],
  ])("%i of %i", (taken, capacity, seats, filled) =>
    expect(drawnSeats(taken, capacity)).toEqual({ seats, taken: filled }),
  );
});

describe("how far off an evening is", () => {
  const now = Date.parse("2026-12-01T20:00:00Z"); // 23:00 in Moscow
  it.each([
    ["2026-12-01T20:30:00Z", "in 30 minutes"],
    ["2026-12-01T22:00:00Z", "tomorrow"],
    ["2026-12-02T20:30:00Z", "tomorrow"],
    ["2026-12-03T05:00:00Z", "in 2 days"],
    ["2026-12-11T16:00:00Z", "in 10 days"],
  ])("%s", (at, said) => expect(countdown(at, "Europe/Moscow", now)).toBe(said));

  it("is on a leaf of the place's calendar", () => {
    expect(leaf("2026-12-01T22:00:00Z", "Europe/Moscow")).toEqual({ month: "Dec", day: "2", weekday: "Wed" });
  });

  it("is dark from six to six", () => {
    expect([5, 6, 17, 18, 23].map(isEvening)).toEqual([true, false, false, true, true]);
  });
});
