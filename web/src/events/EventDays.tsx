import { Group, SimpleGrid, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { following, ownBookings } from "../api/queries";
import type { EventSummary, OwnBooking } from "../api/types";
import { dayName, localOf } from "../format";
import { useMyId } from "../session/store";
import { CARDS } from "../ui/columns";
import { EventCard } from "./EventCard";

interface Props {
  events: EventSummary[];
  /** A map stands beside them. */
  beside?: boolean;
  /** The event that the map or the list points at. */
  lit?: string | null;
  light?: (id: string | null) => void;
}

/** Events by the days of their places; the day stays in view while one reads on. */
export function EventDays({ events, beside = false, lit, light }: Props) {
  const mark = useMarks();
  const cols = beside ? 1 : CARDS;
  return daysOf(events).map(({ day, items }) => (
    <section key={day}>
      <Title order={2} size="h5" className="day">
        {dayName(day)}
      </Title>
      <SimpleGrid cols={cols} spacing="sm">
        {items.map((event) => (
          <div
            key={event.id}
            id={`card-${event.id}`}
            className={event.id === lit ? "lit" : undefined}
            {...(light && {
              onMouseEnter: () => light(event.id),
              onMouseLeave: () => light(null),
              onFocus: () => light(event.id),
              onBlur: () => light(null),
            })}
          >
            <EventCard event={event}>{mark(event)}</EventCard>
          </div>
        ))}
      </SimpleGrid>
    </section>
  ));
}

/** In the order of the list, which is by the start. */
export function daysOf(events: EventSummary[]): { day: string; items: EventSummary[] }[] {
  const days = new Map<string, EventSummary[]>();
  for (const each of events) {
    const day = localOf(each.starts_at, each.time_zone).slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), each]);
  }
  return [...days].sort(([one], [other]) => one.localeCompare(other)).map(([day, items]) => ({ day, items }));
}

const MARKS: Partial<Record<OwnBooking["status"], "going" | "asked" | "waiting" | "invited">> = {
  confirmed: "going",
  moved: "going",
  requested: "asked",
  waitlisted: "waiting",
  invited: "invited",
};

/** What an event is to me already: my own, booked, or by somebody whom I follow. */
function useMarks() {
  const { t } = useTranslation();
  const id = useMyId();
  const bookings = useInfiniteQuery({ ...ownBookings("upcoming"), enabled: Boolean(id) });
  const followed = useInfiniteQuery({ ...following, enabled: Boolean(id), staleTime: 300_000 });
  const statuses = new Map(
    bookings.data?.pages.flatMap((page) => page.items.map((each) => [each.event_id, each.status] as const)),
  );
  const friends = new Set(followed.data?.pages.flatMap((page) => page.items.map((each) => each.id)));
  return ({ id: event, host }: EventSummary) => {
    const status = statuses.get(event);
    const mine = host.id === id ? "own" : status && MARKS[status];
    if (!mine && !friends.has(host.id)) return null;
    return (
      <Group gap={4} mt={4} wrap="nowrap">
        {mine && <IconCheck size={14} aria-hidden />}
        <Text size="sm" fw={600}>
          {t(`find.mark_${mine ?? "followed"}`)}
        </Text>
      </Group>
    );
  };
}
