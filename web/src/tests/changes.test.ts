import i18next from "i18next";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { changesOf, wordsOf } from "../events/changes";
import { first } from "../i18n/en/first";
import { rest } from "../i18n/en/rest";

vi.stubGlobal("navigator", { languages: ["en-US"] });

describe("what has changed", () => {
  beforeAll(() => i18next.init({ lng: "en", resources: { en: { translation: { ...first, ...rest } } } }));

  it("is shown by the clocks of the place, before a move and after", () => {
    const moved = changesOf({
      time_zone: "Europe/Berlin",
      changes: [
        { field: "starts_at", old: "2026-12-01T16:00:00Z", new: "2026-12-02T18:00:00Z" },
        { field: "time_zone", old: "Europe/Moscow", new: "Europe/Berlin" },
      ],
    });
    expect(moved[0]?.old).toContain("7:00 PM GMT+3");
    expect(moved[0]?.new).toContain("7:00 PM GMT+1");
    expect(moved[1]).toEqual({ field: "time_zone", old: "Europe/Moscow", new: "Europe/Berlin" });
  });

  it("is said in words, money and places", () => {
    const place = { kind: "home", city: "Tver", area: "", name: null, address: "Secret street 7", url: null };
    expect(
      changesOf({
        time_zone: null,
        changes: [
          { field: "price", old: null, new: { amount: "350.00", currency: "RUB" } },
          { field: "admission", old: "free", new: "paid" },
          { field: "status", old: "scheduled", new: "cancelled" },
          { field: "place", old: { ...place, address: null }, new: place },
          { field: "colour", old: 1, new: 2 },
        ],
      }).map((each) => `${each.old} → ${each.new}`),
    ).toEqual(["— → ₽350", "Free → Paid", "Upcoming → Cancelled", "Tver, At home → Tver, At home, Secret street 7"]);
  });

  it("says of a place that shows the same that what is hidden is another one", () => {
    const place = { kind: "home", city: "Tver", area: null };
    const whole = { ...place, name: null, address: null, url: null };
    const told = (each: object) => changesOf({ time_zone: null, changes: [{ field: "place", old: each, new: each }] });
    expect(told(place)[0]?.new).toBe("Tver, At home (the exact address has changed)");
    expect(told(whole)[0]?.new).toBe("Tver, At home (the point on the map has changed)");
  });

  it("stands once beside the sentence and the message", () => {
    const changes = [{ field: "title", old: "A", new: "B" }];
    expect(wordsOf({ changes, text: "It has changed.\nTitle: A → B\nSorry!\nAnna" })).toEqual({
      sentence: "It has changed.",
      message: "Sorry!\nAnna",
    });
    expect(wordsOf({ changes: [], text: "Anna asks for a seat." })).toEqual({
      sentence: "Anna asks for a seat.",
      message: "",
    });
  });
});
