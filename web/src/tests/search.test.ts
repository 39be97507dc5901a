import { afterEach, describe, expect, it, vi } from "vitest";
import { asSearch, searchPath } from "../events/search";

const of = (query: string) => asSearch(new URLSearchParams(query), "Europe/Moscow");

describe("what stands in the address bar", () => {
  it("becomes what the API is asked", () =>
    expect(of("query= solaris &city=Москва&admission=paid&seats=1&rating=4.5&visibility=followers&film=f1")).toEqual({
      query: "solaris",
      city: "Москва",
      admission: "paid",
      has_seats: true,
      min_host_rating: 4.5,
      visibility: "followers",
      film_id: "f1",
    }));

  it("means whole days of the reader's clocks", () =>
    expect(of("from=2026-12-01&to=2026-12-01")).toEqual({
      from: "2026-11-30T21:00:00.000Z",
      to: "2026-12-01T21:00:00.000Z",
    }));

  it("is passed over where it makes no sense", () =>
    expect(of("from=tomorrow&to=2026-13-40&admission=stolen&visibility=mine&rating=9&near=here&utm_source=x")).toEqual(
      {},
    ));

  it("may be a point, and how far around it", () => {
    expect(of("near=55.75,-37.6")).toEqual({ near: "55.75,-37.6", radius_km: 25 });
    expect(of("near=55.75,-37.6&radius=5").radius_km).toBe(5);
    expect(of("near=55.75,-37.6&radius=9000").radius_km).toBe(25);
  });

  it("may name days by a word, by the reader's clocks", () => {
    const on = (now: string, when: string) => {
      vi.useFakeTimers({ now: new Date(now) });
      const { from, to } = of(`when=${when}`);
      return [from, to];
    };
    // A Friday in Moscow, though in UTC it is Thursday still.
    expect(on("2026-12-03T22:00:00Z", "today")).toEqual(["2026-12-03T21:00:00.000Z", "2026-12-04T21:00:00.000Z"]);
    expect(on("2026-12-03T22:00:00Z", "tomorrow")).toEqual(["2026-12-04T21:00:00.000Z", "2026-12-05T21:00:00.000Z"]);
    expect(on("2026-12-03T22:00:00Z", "weekend")).toEqual(["2026-12-04T21:00:00.000Z", "2026-12-06T21:00:00.000Z"]);
    expect(on("2026-12-06T10:00:00Z", "weekend")).toEqual(["2026-12-05T21:00:00.000Z", "2026-12-06T21:00:00.000Z"]);
    expect(of("when=someday")).toEqual({});
  });

  it("comes back from what was saved", () => {
    const kept = of("query=mirror&city=Москва&from=2026-12-01&to=2026-12-03&admission=free&seats=1&near=55.75,37.6");
    const path = searchPath(kept, "Europe/Moscow");
    expect(of(path.slice(2))).toEqual(kept);
    expect(searchPath({ query: null, city: "Тверь", radius_km: 10 })).toBe(`/?city=${encodeURIComponent("Тверь")}`);
  });
});

afterEach(() => void vi.useRealTimers());
