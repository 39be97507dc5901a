/** The form of an event: what is typed, and what of it goes to the API. */
import type { Event, Film, Place, PlaceIn } from "../api/types";
import type { components } from "../api/schema";
import { instantOf, isZone, localOf } from "../format";

type EventIn = components["schemas"]["EventIn"];
type EventEdit = components["schemas"]["EventEdit"];

export interface Plan {
  title: string;
  description: string;
  /** What the clocks at the place show: "2026-12-01 19:00:00". */
  starts: string;
  time_zone: string;
  duration: number | string;
  kind: PlaceIn["kind"];
  name: string;
  city: string;
  area: string;
  address: string;
  url: string;
  latitude: number | string;
  longitude: number | string;
  show_address: boolean;
  visibility: NonNullable<EventIn["visibility"]>;
  approval: NonNullable<EventIn["approval"]>;
  admission: NonNullable<EventIn["admission"]>;
  amount: number | string;
  currency: string;
  capacity: number | string;
  /** How many one guest may bring, oneself included. */
  max_party: number;
  /** Languages as BCP 47 writes them; empty where it isn't said. */
  spoken_language: string;
  subtitles: string[];
}

export function emptyPlan(film: Film, timeZone: string, city: string): Plan {
  return {
    title: "",
    description: "",
    starts: "",
    time_zone: timeZone,
    duration: usualLength(film),
    kind: "home",
    name: "",
    city,
    area: "",
    address: "",
    url: "",
    latitude: "",
    longitude: "",
    show_address: false,
    visibility: "public",
    approval: "manual",
    admission: "free",
    amount: "",
    currency: "RUB",
    capacity: 4,
    max_party: 1,
    spoken_language: "",
    subtitles: [],
  };
}

export function planOf(event: Event, again = false): Plan {
  const { price } = event;
  const place: Place = event.place;
  return {
    title: event.title_given ? event.title : "",
    description: event.description,
    starts: again ? "" : localOf(event.starts_at, event.time_zone),
    time_zone: event.time_zone,
    duration: event.duration_minutes,
    kind: place.kind,
    name: place.name ?? "",
    city: place.city ?? "",
    area: place.area ?? "",
    address: place.address ?? "",
    url: place.url ?? "",
    latitude: place.latitude ?? "",
    longitude: place.longitude ?? "",
    show_address: place.show_address ?? false,
    visibility: event.visibility,
    approval: event.approval,
    admission: event.admission,
    amount: price?.amount ?? "",
    currency: price?.currency ?? "RUB",
    capacity: event.capacity - event.extra_seats,
    max_party: event.max_party,
    spoken_language: event.spoken_language ?? "",
    subtitles: event.subtitles,
  };
}

export function requestOf(plan: Plan, film: Film): EventIn {
  const text = (words: string) => words.trim() || null;
  const degrees = (value: number | string) => (value === "" ? null : Number(value));
  const point = plan.latitude !== "" && plan.longitude !== "";
  return {
    film_id: film.id,
    title: text(plan.title),
    description: plan.description.trim(),
    place: {
      kind: plan.kind,
      name: text(plan.name),
      city: text(plan.city),
      area: text(plan.area),
      address: text(plan.address),
      url: text(plan.url),
      latitude: point ? degrees(plan.latitude) : null,
      longitude: point ? degrees(plan.longitude) : null,
      show_address: plan.show_address,
    },
    starts_at: instantOf(plan.starts, plan.time_zone),
    time_zone: plan.time_zone,
    duration_minutes: Number(plan.duration),
    visibility: plan.visibility,
    approval: plan.approval,
    admission: plan.admission,
    price: plan.admission === "paid" ? { amount: String(plan.amount), currency: plan.currency } : null,
    capacity: Number(plan.capacity),
    max_party: plan.max_party,
    spoken_language: plan.spoken_language || null,
    subtitles: plan.subtitles,
  };
}

/** A new event; a length that is the film's own is not given, so it follows when the film is changed. */
export function announcementOf(plan: Plan, film: Film): EventIn {
  const { duration_minutes, ...rest } = requestOf(plan, film);
  return duration_minutes === usualLength(film) ? rest : { ...rest, duration_minutes };
}

/** Only what differs: an edit tells guests of nothing that stayed. */
export function editOf(before: EventIn, now: EventIn): EventEdit {
  const changed = Object.entries(now).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof EventIn]),
  );
  return Object.fromEntries(changed);
}

/** As long as the film wants it. */
export const usualLength = (film: Film): number => film.runtime_minutes + 30;

/** The plan of an event, for another film: what was the old one's length is the new one's. */
export function planFor(event: Event, film: Film): Plan {
  const plan = planOf(event);
  return plan.duration === usualLength(event.film) ? { ...plan, duration: usualLength(film) } : plan;
}

/** What was typed, on top of what somebody else saved meanwhile. */
export function rebased(typed: Plan, before: Plan, newest: Plan): Plan {
  const own = Object.entries(typed).filter(([name, value]) => String(value) !== String(before[name as keyof Plan]));
  return { ...newest, ...Object.fromEntries(own) };
}

export type Complaints = Partial<
  Record<keyof Plan, "plan.required" | "plan.bad_url" | "plan.bad_zone" | "plan.too_soon">
>;

/** What can be said before asking the API, which has the last word. */
export function complaints(plan: Plan, now = Date.now()): Complaints {
  const found: Complaints = {};
  const zoned = isZone(plan.time_zone);
  if (!plan.starts) found.starts = "plan.required";
  else if (zoned && new Date(instantOf(plan.starts, plan.time_zone)).getTime() <= now) found.starts = "plan.too_soon";
  if (!zoned) found.time_zone = plan.time_zone ? "plan.bad_zone" : "plan.required";
  if (plan.kind !== "online" && !plan.city.trim()) found.city = "plan.required";
  if (plan.kind !== "online" && (plan.latitude === "") !== (plan.longitude === ""))
    found[plan.latitude === "" ? "latitude" : "longitude"] = "plan.required";
  if (plan.url.trim() && !/^https:\/\/\S+$/.test(plan.url.trim())) found.url = "plan.bad_url";
  if (plan.admission === "paid" && plan.amount === "") found.amount = "plan.required";
  if (plan.capacity === "") found.capacity = "plan.required";
  if (plan.duration === "") found.duration = "plan.required";
  return found;
}

/** Names of the API's fields → fields of the form. */
export const FIELDS: Partial<Record<string, keyof Plan>> = {
  starts_at: "starts",
  time_zone: "time_zone",
  duration_minutes: "duration",
  title: "title",
  description: "description",
  capacity: "capacity",
  price: "amount",
  "price.amount": "amount",
  "price.currency": "currency",
  "place.city": "city",
  "place.address": "address",
  "place.url": "url",
  "place.name": "name",
  "place.area": "area",
  "place.latitude": "latitude",
  "place.longitude": "longitude",
  place: "city",
  spoken_language: "spoken_language",
  subtitles: "subtitles",
};
