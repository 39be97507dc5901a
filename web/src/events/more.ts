/** What of a plan is folded away under "more". */
import type { Film } from "../api/types";
import { emptyPlan, type Plan } from "./plan";

const NAMES = [
  "title",
  "description",
  "duration",
  "area",
  "show_address",
  "visibility",
  "admission",
  "amount",
  "max_party",
  "spoken_language",
  "subtitles",
] as const;

/** What cannot be seen while it is folded away. */
export const IN_MORE: ReadonlySet<string> = new Set([...NAMES, "time_zone", "url"]);

/** Whether anything there is not as usual, so that it is in sight. */
export function hasMore(plan: Plan, film: Film): boolean {
  const usual = emptyPlan(film, "", "");
  return (
    NAMES.some((name) => String(plan[name]) !== String(usual[name])) || (plan.kind !== "online" && plan.url !== "")
  );
}
