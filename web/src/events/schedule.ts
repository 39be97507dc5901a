import type { components } from "../api/schema";

export type ScheduleEntry = components["schemas"]["ScheduleEntry"];

/** Whether it holds its time, so that nothing else can be planned then. */
export const takes = ({ kind, status }: ScheduleEntry): boolean =>
  (kind === "event" && status === "scheduled") || (kind === "booking" && status === "confirmed");
