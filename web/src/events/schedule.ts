import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { schedule } from "../api/queries";
import type { components } from "../api/schema";
import { instantOf, isZone } from "../format";
import type { Plan } from "./plan";

export type ScheduleEntry = components["schemas"]["ScheduleEntry"];

/** Whether it holds its time, so that nothing else can be planned then. */
export const takes = ({ kind, status }: ScheduleEntry): boolean =>
  (kind === "event" && status === "scheduled") || (kind === "booking" && status === "confirmed");

const DAY = 86_400_000;

/** So many days from the day before that instant on: whole ones, so that another hour asks nothing anew. */
export function daysAround(instant: number, days: number): [string, string] {
  const from = Math.floor(instant / DAY) * DAY - DAY;
  return [new Date(from).toISOString(), new Date(from + days * DAY).toISOString()];
}

/** Whether an entry takes some of the minutes from `start` on; `but` is the event itself. */
export const clashesAt =
  (start: number, minutes: number, but?: string) =>
  (entry: ScheduleEntry): boolean =>
    takes(entry) &&
    entry.event?.id !== but &&
    new Date(entry.starts_at).getTime() < start + minutes * 60_000 &&
    new Date(entry.ends_at).getTime() > start;

/** Whether one has other plans at a start of the coming days, by the place's clock. */
export function useBusy(plan: Pick<Plan, "time_zone" | "duration">, but?: string): (start: string) => boolean {
  const [now] = useState(Date.now);
  const entries = useQuery(schedule(...daysAround(now, 10))).data?.items ?? [];
  const zone = isZone(plan.time_zone) ? plan.time_zone : "UTC";
  return (start) => entries.some(clashesAt(new Date(instantOf(start, zone)).getTime(), Number(plan.duration), but));
}
