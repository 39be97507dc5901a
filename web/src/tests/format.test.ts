import i18next from "i18next";
import { beforeAll, describe, expect, it, vi } from "vitest";
import {
  dateAndTime,
  eventTitle,
  filmTitle,
  firstDayOfWeek,
  instantOf,
  localOf,
  money,
  sameClock,
  sameDay,
  shortDate,
  time,
  zoneName,
} from "../format";

const readsIn = (...languages: string[]) => vi.stubGlobal("navigator", { languages });
beforeAll(async () => {
  readsIn("en-US");
  await i18next.init({ lng: "en" });
});

describe("the reader's own kind of English", () => {
  it.each([
    [["ru", "en-GB"], "19:00", 1],
    [["en-US", "en"], "7:00 PM", 0],
    [["de-DE"], "7:00 PM", 0],
  ] as const)("%j", (languages, clock, first) => {
    readsIn(...languages);
    expect(time("2026-12-01T19:00:00Z", "UTC").replace(/\s/, " ")).toBe(clock);
    expect(firstDayOfWeek()).toBe(first);
    readsIn("en-US");
  });
});

describe("a film", () => {
  const film = { title: "Паразиты", original_title: "기생충", title_en: "Parasite" };
  it("is named as the reader's language does", async () => {
    expect(filmTitle(film)).toBe("Parasite");
    expect(filmTitle({ ...film, title_en: null })).toBe("기생충");
    await i18next.changeLanguage("ru");
    expect(filmTitle(film)).toBe("Паразиты");
    expect(eventTitle({ title: "Parasite", title_given: false, film })).toBe("Паразиты");
    expect(eventTitle({ title: "Кино на крыше", title_given: true, film })).toBe("Кино на крыше");
    await i18next.changeLanguage("en");
  });
});

describe("the clocks of a place", () => {
  it.each([
    ["2026-12-01T19:00", "Europe/Moscow", "2026-12-01T16:00:00.000Z"],
    ["2026-12-01 19:00:00", "Asia/Kathmandu", "2026-12-01T13:15:00.000Z"],
    ["2026-07-01T19:00", "Europe/Berlin", "2026-07-01T17:00:00.000Z"],
    ["2026-12-01T19:00", "Europe/Berlin", "2026-12-01T18:00:00.000Z"],
    // Clocks go from 2:00 to 3:00: 2:30 is not shown; what comes an hour later is meant.
    ["2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
    ["2026-03-29T03:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
    // Clocks go from 3:00 back to 2:00: around it there is no doubt.
    ["2026-10-25T01:59", "Europe/Berlin", "2026-10-24T23:59:00.000Z"],
    ["2026-10-25T03:00", "Europe/Berlin", "2026-10-25T02:00:00.000Z"],
  ])("%s in %s is %s", (local, zone, instant) => expect(instantOf(local, zone)).toBe(instant));

  it("shows an instant as the place does", () =>
    expect(localOf("2026-12-01T13:15:00Z", "Asia/Kathmandu")).toBe("2026-12-01 19:00:00"));

  it.each(["localtime", "Factory", "Mars/Olympus", ""])("shows UTC for a zone that no browser knows: %s", (zone) => {
    const instant = "2026-12-01T13:15:00Z";
    for (const show of [dateAndTime, time, shortDate, zoneName]) expect(show(instant, zone)).toBe(show(instant, "UTC"));
    expect(localOf(instant, zone)).toBe("2026-12-01 13:15:00");
    expect(instantOf("2026-12-01T13:15", zone)).toBe("2026-12-01T13:15:00.000Z");
    expect(sameClock(instant, zone, "Africa/Abidjan")).toBe(true);
  });

  it("knows when two zones agree", () => {
    expect(sameClock("2026-07-01T12:00:00Z", "Europe/Berlin", "Africa/Johannesburg")).toBe(true);
    expect(sameClock("2026-12-01T12:00:00Z", "Europe/Berlin", "Africa/Johannesburg")).toBe(false);
    expect(sameDay("2026-12-01T22:30:00Z", "Europe/Berlin", "Europe/Moscow")).toBe(false);
  });
});

describe("a price", () => {
  beforeAll(() => i18next.init({ lng: "en", resources: {} }));

  it.each([
    ["0.40", "ALL", "ALL 0.40"],
    ["1500.50", "COP", "$1,500.50"],
    ["1500.00", "COP", "$1,500"],
    ["0.25", "HUF", "Ft 0.25"],
    ["12.5", "USD", "$12.50"],
    ["1.000", "KWD", "KWD 1"],
    ["350.00", "RUB", "₽350"],
    ["1200", "JPY", "¥1,200"],
  ])("%s %s is shown as %s", (amount, currency, shown) =>
    expect(money({ amount, currency }).replace(/\s/g, " ")).toBe(shown),
  );
});
