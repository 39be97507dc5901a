import { Alert, Anchor, List } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { schedule } from "../api/queries";
import { eventTitle, instantOf, ownZone, time } from "../format";
import type { Plan } from "./plan";
import { takes } from "./schedule";

const DAY = 86_400_000;

/** What of one's own takes that time, before the API refuses it; `but` is the event itself. */
export function Clashes({ plan, but }: { plan: Plan; but: string | undefined }) {
  const { t } = useTranslation();
  const start = new Date(instantOf(plan.starts, plan.time_zone)).getTime();
  const end = start + Number(plan.duration) * 60_000;
  // By whole days, so that another hour asks nothing anew.
  const from = Math.floor(start / DAY) * DAY - DAY;
  const { data } = useQuery(schedule(new Date(from).toISOString(), new Date(from + 4 * DAY).toISOString()));
  const clashing = (data?.items ?? []).filter(
    (each) =>
      takes(each) &&
      each.event?.id !== but &&
      new Date(each.starts_at).getTime() < end &&
      new Date(each.ends_at).getTime() > start,
  );
  if (!clashing.length) return null;
  return (
    <Alert color="orange" role="status" mt="xs" title={t("planning.clash")}>
      <List size="sm">
        {clashing.map(
          ({ event, starts_at }) =>
            event && (
              <List.Item key={event.id}>
                <Anchor component={Link} href={`/events/${event.id}`} size="sm">
                  {eventTitle(event)}
                </Anchor>
                , {time(starts_at, ownZone())}
              </List.Item>
            ),
        )}
      </List>
    </Alert>
  );
}
