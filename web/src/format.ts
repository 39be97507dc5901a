/** Times, money and distances as the reader's language writes them. */
import i18next from "i18next";
import type { Film, Price, ShortEvent } from "./api/types";

/** Where the reader is; UTC where the browser cannot tell. */
export const ownZone = (): string => knownZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
const language = (): string => i18next.language;

/** The reader's own kind of the page's language ("en-GB"), which tells the clock and the week. */
const locale = (): string => navigator.languages.find((each) => each.split("-")[0] === language()) ?? language();

/** 0 is Sunday. What a browser does not tell is as in most countries: Monday, and Sunday in American English. */
export function firstDayOfWeek(): 0 | 1 | 6 {
  const told = new Intl.Locale(locale()) as Intl.Locale & { getWeekInfo?: () => { firstDay: number } };
  const first = told.getWeekInfo?.().firstDay ?? (/^en(-US)?$/.test(locale()) ? 7 : 1);
  return (first % 7) as 0 | 1 | 6;
}

/** A Russian title and an English one; where nobody knows the latter, the original one. */
export function filmTitle(film: Pick<Film, "title" | "original_title" | "title_en">): string {
  return language() === "ru" ? film.title : film.title_en || film.original_title || film.title;
}

type Titled = Pick<ShortEvent, "title" | "title_given"> & { film: Parameters<typeof filmTitle>[0] };

/** As its host called it; else like its film, in the reader's language. */
export function eventTitle({ title, title_given, film }: Titled): string {
  return title_given ? title : filmTitle(film);
}

/** The same of what clashes, which says its titles by language. */
export function conflictTitle({ title, titles }: { title?: string; titles?: Record<string, string> | null }): string {
  return titles?.[language()] ?? title ?? "";
}

/** A city as the reader's language calls it. */
export const cityName = ({ name, name_en }: { name: string; name_en: string }): string =>
  language() === "ru" ? name : name_en;

const made = new Map<string, Intl.DateTimeFormat>();
function formatter(options: Intl.DateTimeFormatOptions & { timeZone: string }): Intl.DateTimeFormat {
  const key = locale() + JSON.stringify(options);
  const found =
    made.get(key) ?? new Intl.DateTimeFormat(locale(), { ...options, timeZone: knownZone(options.timeZone) });
  made.set(key, found);
  return found;
}

export function dateAndTime(instant: string, timeZone: string): string {
  const year = new Date(instant).getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return formatter({
    weekday: "short",
    day: "numeric",
    month: "long",
    year,
    hour: "numeric",
    minute: "2-digit",
    timeZone,
  }).format(new Date(instant));
}

/** "Tomorrow · Sunday, 29 November", of a day as "2026-11-29". */
export function dayName(day: string): string {
  const today = localOf(new Date().toISOString(), ownZone()).slice(0, 10);
  const ahead = (Date.parse(day) - Date.parse(today)) / 86_400_000;
  const written = formatter({ weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).format(new Date(day));
  const near = ahead === 0 || ahead === 1;
  const name = near
    ? `${new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(ahead, "day")} · ${written}`
    : written;
  return name.charAt(0).toLocaleUpperCase(language()) + name.slice(1);
}

/** A day of the calendar: "today", "tomorrow", "Fri 4 Dec". */
export function shortDay(day: string, ahead?: number): string {
  const near = new Intl.RelativeTimeFormat(language(), { numeric: "auto" });
  if (ahead === 0 || ahead === 1) return near.format(ahead, "day");
  return formatter({ weekday: "short", day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(day));
}

/** "Thursday 19:00", for what is every week. */
export function weekdayAndTime(instant: string, timeZone: string): string {
  return formatter({ weekday: "long", hour: "numeric", minute: "2-digit", timeZone }).format(new Date(instant));
}

export function time(instant: string, timeZone: string): string {
  return formatter({ hour: "numeric", minute: "2-digit", timeZone }).format(new Date(instant));
}

export function shortDate(instant: string, timeZone = ownZone()): string {
  return formatter({ day: "numeric", month: "short", year: "numeric", timeZone }).format(new Date(instant));
}

export function zoneName(instant: string, timeZone: string): string {
  const parts = formatter({ timeZone, timeZoneName: "short" }).formatToParts(new Date(instant));
  return parts.find((part) => part.type === "timeZoneName")?.value ?? timeZone;
}

/** Whether clocks of the two zones agree at that instant. */
export function sameClock(instant: string, one: string, other: string): boolean {
  return offset(new Date(instant), one) === offset(new Date(instant), other);
}

/** Whether it is the same day in both zones. */
export function sameDay(instant: string, one: string, other: string): boolean {
  return localOf(instant, one).slice(0, 10) === localOf(instant, other).slice(0, 10);
}

export function isZone(name: string): boolean {
  try {
    return Boolean(name && Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

/** The zone, or UTC in place of a name that this browser does not know: formatters throw for it. */
function knownZone(name: string): string {
  return isZone(name) ? name : "UTC";
}

/** "in 3 hours", "2 days ago". */
export function relative(instant: string, now = Date.now()): string {
  const minutes = Math.round((new Date(instant).getTime() - now) / 60_000);
  const format = new Intl.RelativeTimeFormat(language(), { numeric: "auto" });
  if (Math.abs(minutes) < 60) return format.format(minutes, "minute");
  if (Math.abs(minutes) < 24 * 60) return format.format(Math.round(minutes / 60), "hour");
  return format.format(Math.round(minutes / 60 / 24), "day");
}

/** How far off, by the days of the place's calendar, as one says it: "tomorrow" is never the day after. */
export function countdown(instant: string, timeZone: string, now = Date.now()): string {
  const day = (at: string) => Date.parse(localOf(at, timeZone).slice(0, 10)) / 86_400_000;
  const days = day(instant) - day(new Date(now).toISOString());
  if (Math.abs(days) < 1) return relative(instant, now);
  return new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(days, "day");
}

/** What stands on a leaf of a calendar. */
export function leaf(instant: string, timeZone: string): { month: string; day: string; weekday: string } {
  const part = (options: Intl.DateTimeFormatOptions) => formatter({ ...options, timeZone }).format(new Date(instant));
  return {
    month: part({ month: "short" }).replace(".", ""),
    day: part({ day: "numeric" }),
    weekday: part({ weekday: "short" }),
  };
}

/** A language as the reader's calls it. */
export function languageName(code: string): string {
  return new Intl.DisplayNames(language(), { type: "language" }).of(code) ?? code;
}

/** Whether it was within the last minutes. */
export function isNew(instant: string, now = Date.now()): boolean {
  return now - new Date(instant).getTime() < 5 * 60_000;
}

/** A whole amount has no decimals, any other at least its own: CLDR shows none of some currencies. */
export function money(price: Price): string {
  const options = { style: "currency", currency: price.currency, currencyDisplay: "narrowSymbol" } as const;
  const usual = new Intl.NumberFormat(language(), options).resolvedOptions().maximumFractionDigits ?? 0;
  const own = /\.0*$|^\d+$/.test(price.amount) ? 0 : (price.amount.split(".")[1] ?? "").length;
  const digits = own && Math.max(own, usual);
  return new Intl.NumberFormat(language(), {
    ...options,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(Number(price.amount));
}

/** Countries that are no more have no name with the browser. */
const GONE: Record<string, { ru: string; en: string }> = {
  SU: { ru: "СССР", en: "Soviet Union" },
  CS: { ru: "Чехословакия", en: "Czechoslovakia" },
  DD: { ru: "ГДР", en: "East Germany" },
  YU: { ru: "Югославия", en: "Yugoslavia" },
};

export function countryName(code: string): string {
  return (
    GONE[code]?.[language() === "ru" ? "ru" : "en"] ??
    new Intl.DisplayNames(language(), { type: "region" }).of(code) ??
    code
  );
}

/** "RUB · Russian Ruble". */
export function currencyName(code: string): string {
  return `${code} · ${new Intl.DisplayNames(language(), { type: "currency" }).of(code) ?? code}`;
}

export function number(value: number, digits = 1): string {
  return new Intl.NumberFormat(language(), { maximumFractionDigits: digits }).format(value);
}

/** Hours and minutes of a film. */
export function duration(minutes: number): string {
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(language(), { style: "unit", unit: name, unitDisplay: "short" }).format(value);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours ? unit(hours, "hour") : "", rest || !hours ? unit(rest, "minute") : ""].filter(Boolean).join(" ");
}

/** The instant at which the clocks of a zone show `local` ("2026-12-01T19:00"). In a gap: after it. */
export function instantOf(local: string, timeZone: string): string {
  const asUtc = new Date(`${local.slice(0, 16).replace(" ", "T")}:00Z`).getTime();
  const first = asUtc - offset(new Date(asUtc), timeZone);
  const second = asUtc - offset(new Date(first), timeZone);
  const agrees = second + offset(new Date(second), timeZone) === asUtc;
  return new Date(agrees ? second : Math.max(first, second)).toISOString();
}

/** What the clocks of a zone show at an instant: "2026-12-01 19:00:00". */
export function localOf(instant: string, timeZone: string): string {
  const at = new Date(instant);
  return new Date(at.getTime() + offset(at, timeZone)).toISOString().slice(0, 19).replace("T", " ");
}

/** How far the clocks of a zone are ahead of UTC, in milliseconds. */
export function offset(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: knownZone(timeZone),
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return shown - Math.floor(at.getTime() / 1000) * 1000;
}
