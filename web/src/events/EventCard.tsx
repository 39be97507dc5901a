import { Badge, Card, Group, Stack, Text, Title } from "@mantine/core";
import { IconClock, IconMapPin } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { EventSummary, Place, ShortEvent } from "../api/types";
import { eventTitle, filmTitle, money } from "../format";
import { Poster } from "../ui/Poster";
import { When } from "../ui/When";
import { exactly, where } from "./place";
import { Seats } from "./Seats";

/** One event in a list; the whole card leads to it. */
export function EventCard({ event, children }: { event: EventSummary; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Frame event={event} place={where(event.place)}>
      <Text size="sm" c="dimmed" truncate>
        {t("event.with", { name: event.host.name })}
      </Text>
      <Group gap={6} mt={4}>
        {event.status === "cancelled" && <Badge color="red.8">{t("event.cancelled")}</Badge>}
        {event.status === "finished" && <Badge color="gray.7">{t("event.finished")}</Badge>}
        <Seats event={event} />
        <Badge variant="default">{event.price ? money(event.price) : t("event.free")}</Badge>
        {event.visibility !== "public" && <Badge variant="default">{t(`visibility.${event.visibility}`)}</Badge>}
      </Group>
      {children}
    </Frame>
  );
}

/** An event in short, as bookings and reminders know it. */
export function ShortEventCard({
  event,
  place,
  children,
}: {
  event: ShortEvent;
  /** Where exactly, for who may know it. */
  place?: Place | null | undefined;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Frame event={event} place={place ? exactly(place) : (event.city ?? t("kind.online"))} wrap={Boolean(place)}>
      {event.status === "cancelled" && (
        <Group>
          <Badge color="red.8">{t("event.cancelled")}</Badge>
        </Group>
      )}
      {children}
    </Frame>
  );
}

function Frame({
  event,
  place,
  wrap = false,
  children,
}: {
  event: EventSummary | ShortEvent;
  place: string;
  wrap?: boolean;
  children: ReactNode;
}) {
  const { film } = event;
  const title = eventTitle(event);
  return (
    <Card component="article" withBorder padding="sm" radius="md" className="card" pos="relative">
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <div style={{ width: 76, flexShrink: 0 }}>
          <Poster film={film} />
        </div>
        <Stack gap={2} miw={0} style={{ flex: 1 }}>
          <Title order={2} size="h5" lineClamp={2}>
            <Link href={`/events/${event.id}`} className="bare whole">
              {title}
            </Link>
          </Title>
          {title !== filmTitle(film) && (
            <Text size="sm" c="dimmed" truncate>
              {filmTitle(film)}, {film.year}
            </Text>
          )}
          <Text size="sm" component="div">
            <IconClock size={14} aria-hidden style={{ verticalAlign: "-2px" }} />{" "}
            <When at={event.starts_at} zone={event.time_zone} fw={600} size="sm" />
          </Text>
          <Text size="sm" c="dimmed" truncate={!wrap}>
            <IconMapPin size={14} aria-hidden style={{ verticalAlign: "-2px" }} /> {place}
          </Text>
          {children}
        </Stack>
      </Group>
    </Card>
  );
}
