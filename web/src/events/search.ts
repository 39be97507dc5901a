/** What is looked for, from the address bar to the API. */
import type { Search } from "../api/queries";
import { instantOf, ownZone } from "../format";

/** Kilometres around a point. */
export const RADII = [2, 5, 10, 25, 50, 100];
export const USUAL_RADIUS = 25;

export function asSearch(asked: URLSearchParams, zone = ownZone()): Search {
  const search: Search = {};
  const text = (name: string) => asked.get(name)?.trim() ?? "";
  if (text("query")) search.query = text("query");
  if (text("city")) search.city = text("city");
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

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
}
