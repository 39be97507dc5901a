/** A programme as it is planned: the plan's own evening and those that follow it (M29, R26). */
import type { components } from "../api/schema";
import type { Film } from "../api/types";
import { instantOf } from "../format";
import type { FilmChoice } from "./filmChoices";
import { announcementOf, type Plan } from "./plan";

export interface Evening {
  film: FilmChoice | null;
  /** By the clock of the place, as `Plan.starts`. */
  starts: string;
}

export interface Programme {
  title: string;
  /** What comes after the first, which is the plan itself. */
  evenings: Evening[];
}

export const NO_PROGRAMME: Programme = { title: "", evenings: [] };
/** As many as the API takes. */
export const MOST = 20;

/** So many weeks after a start, at the same hour of the place's clock whatever the clock does meanwhile. */
export function weeksAfter(starts: string, weeks: number): string {
  const day = new Date(Date.parse(starts.slice(0, 10)) + weeks * 7 * 86_400_000).toISOString().slice(0, 10);
  return day + starts.slice(10);
}

/** So many evenings in all, a week apart; films that were chosen stay in their places. */
export function weekly({ evenings }: Programme, starts: string, count: number): Evening[] {
  return Array.from({ length: count - 1 }, (_, at) => ({
    film: evenings[at]?.film ?? null,
    starts: weeksAfter(starts, at + 1),
  }));
}

export function programmeOf(
  { title, evenings }: Programme,
  plan: Plan,
  film: Film,
): components["schemas"]["ProgrammeIn"] {
  const first = announcementOf(plan, film);
  return {
    title: title.trim(),
    events: [
      first,
      ...evenings.map((each) => ({
        ...first,
        title: null,
        film_id: each.film?.id ?? "",
        starts_at: instantOf(each.starts, plan.time_zone),
      })),
    ],
  };
}
