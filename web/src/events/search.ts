/** What is looked for, from the address bar to the API. */
import type { Search } from "../api/queries";
import { instantOf, localOf, ownZone } from "../format";

type Found = { [Name in keyof Search]?: Search[Name] | null };

/** Kilometres around a point. */
export const RADII = [2, 5, 10, 25, 50, 100];
export const USUAL_RADIUS = 25;

export function asSearch(asked: URLSearchParams, zone = ownZone()): Search {
  const search: Search = {};
  const text = (name: string) => asked.get(name)?.trim() ?? "";
  if (text("query")) search.query = text("query");
  if (text("city")) search.city = text("city");
  const days = daysOf(text("when"), zone);
  if (days) {
    search.from = instantOf(`${days.first}T00:00`, zone);
    search.to = instantOf(`${dayAfter(days.last)}T00:00`, zone);
  }
  if (isDate(text("from"))) search.from = instantOf(`${text("from")}T00:00`, zone);
  if (isDate(text("to"))) search.to = instantOf(`${dayAfter(text("to"))}T00:00`, zone);
  const admission = text("admission");
  if (admission === "free" || admission === "paid") search.admission = admission;
  const visibility = text("visibility");
  if (visibility === "public" || visibility === "followers" || visibility === "invite_only")
    search.visibility = visibility;
  if (asked.has("seats")) search.has_seats = true;
  const rating = Number(text("rating"));
  if (rating >= 1 && rating <= 5) search.min_host_rating = rating;
  if (/^-?\d+(\.\d+)?,-?\d+(\.\d+)?$/.test(text("near"))) {
    search.near = text("near");
    search.radius_km = RADII.find((each) => String(each) === text("radius")) ?? USUAL_RADIUS;
  }
  if (text("film")) search.film_id = text("film");
  return search;
}

export const WHENS = ["today", "tomorrow", "weekend"] as const;

/** The days that a word means by the reader's clocks; a weekend that has begun is what is left of it. */
function daysOf(when: string, zone: string): { first: string; last: string } | undefined {
  const today = localOf(new Date().toISOString(), zone).slice(0, 10);
  if (when === "today") return { first: today, last: today };
  if (when === "tomorrow") return { first: dayAfter(today), last: dayAfter(today) };
  if (when !== "weekend") return undefined;
  const toSunday = (7 - new Date(today).getUTCDay()) % 7;
  return { first: dayAfter(today, Math.max(0, toSunday - 1)), last: dayAfter(today, toSunday) };
}

/** The way to what an earlier search found: `asSearch` backwards. */
export function searchPath(found: Found, zone = ownZone()): string {
  const asked = new URLSearchParams();
  const put = (name: string, value: string | number | null | undefined) => value && asked.set(name, String(value));
  put("query", found.query);
  put("city", found.city);
  put("from", found.from && localOf(found.from, zone).slice(0, 10));
  put("to", found.to && localOf(new Date(Date.parse(found.to) - 1).toISOString(), zone).slice(0, 10));
  put("admission", found.admission);
  put("visibility", found.visibility);
  put("rating", found.min_host_rating);
  put("seats", found.has_seats ? "1" : "");
  put("near", found.near);
  put("radius", found.near && found.radius_km);
  put("film", found.film_id);
  return `/?${asked}`;
}

const CITY = "seance.city";
/** The city that was looked for last, in this browser. */
export const rememberedCity = (): string => localStorage.getItem(CITY) ?? "";
export function rememberCity(city: string): void {
  if (city) localStorage.setItem(CITY, city);
  else localStorage.removeItem(CITY);
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

function dayAfter(date: string, days = 1): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}
