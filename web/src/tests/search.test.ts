import { describe, expect, it } from "vitest";
import { asSearch } from "../events/search";

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
});
