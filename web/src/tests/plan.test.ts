import { describe, expect, it } from "vitest";
import type { Film } from "../api/types";
import { announcementOf, complaints, editOf, emptyPlan, requestOf } from "../events/plan";

const film: Film = {
  id: "mirror-1975",
  title: "Зеркало",
  original_title: "Зеркало",
  year: 1975,
  runtime_minutes: 107,
  genres: ["drama"],
  overview: null,
  poster_url: null,
  rating: null,
  title_en: null,
  directors: [],
  countries: [],
  hook: null,
  attribution: null,
};
const plan = { ...emptyPlan(film, "Europe/Moscow", "Тверь"), starts: "2026-12-01 19:00:00" };
const before = Date.parse("2026-11-01T00:00:00Z");

describe("the form of an event", () => {
  it("lasts as long as the film and half an hour, and is called like it in whatever language", () =>
    expect(requestOf(plan, film)).toMatchObject({
      duration_minutes: 137,
      title: null,
      starts_at: "2026-12-01T16:00:00.000Z",
      price: null,
    }));

  it("gives its length only where it is not the film's", () => {
    expect(announcementOf(plan, film).duration_minutes).toBeUndefined();
    expect(announcementOf({ ...plan, duration: 150 }, film).duration_minutes).toBe(150);
  });

  it("has no price when it is free, whatever was typed", () => {
    expect(requestOf({ ...plan, amount: 300 }, film).price).toBeNull();
    expect(requestOf({ ...plan, admission: "paid", amount: 300 }, film).price).toEqual({
      amount: "300",
      currency: "RUB",
    });
  });

  it("has a point only when both numbers are there", () => {
    expect(requestOf({ ...plan, latitude: 56.8 }, film).place).toMatchObject({ latitude: null, longitude: null });
    expect(requestOf({ ...plan, latitude: 56.8, longitude: 0 }, film).place).toMatchObject({
      latitude: 56.8,
      longitude: 0,
    });
  });

  it("says what is missing", () => {
    expect(complaints(plan, before)).toEqual({});
    expect(
      complaints({ ...plan, starts: "", city: " ", url: "http://x", admission: "paid", capacity: "" }, before),
    ).toEqual({
      starts: "plan.required",
      city: "plan.required",
      url: "plan.bad_url",
      amount: "plan.required",
      capacity: "plan.required",
    });
    expect(complaints({ ...plan, kind: "online", city: "" }, before)).toEqual({});
    expect(complaints({ ...plan, latitude: "", longitude: 37 }, before)).toEqual({ latitude: "plan.required" });
    expect(complaints(plan, Date.parse("2027-01-01"))).toEqual({ starts: "plan.too_soon" });
  });

  it("sends only what was changed", () => {
    expect(editOf(requestOf(plan, film), requestOf(plan, film))).toEqual({});
    expect(editOf(requestOf(plan, film), requestOf({ ...plan, capacity: 9 }, film))).toEqual({ capacity: 9 });
  });
});
