import { Alert, Anchor, List } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { schedule } from "../api/queries";
import { eventTitle, instantOf, ownZone, time } from "../format";
import type { Plan } from "./plan";
import { clashesAt, daysAround } from "./schedule";

/** What of one's own takes that time, before the API refuses it; `but` is the event itself. */
export function Clashes({ plan, but }: { plan: Plan; but: string | undefined }) {
  const { t } = useTranslation();
  const start = new Date(instantOf(plan.starts, plan.time_zone)).getTime();
  const { data } = useQuery(schedule(...daysAround(start, 4)));
  const clashing = data?.items.filter(clashesAt(start, Number(plan.duration), but)) ?? [];
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
