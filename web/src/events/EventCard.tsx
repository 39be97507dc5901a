import { Badge, Card, Group, Stack, Text, Title } from "@mantine/core";
import { IconMapPin } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { EventSummary } from "../api/types";
import { eventTitle, filmTitle, money } from "../format";
import { Portrait } from "../ui/Portrait";
import { Poster } from "../ui/Poster";
import { When } from "../ui/When";
import { where } from "./place";
import { Seats } from "./Seats";

/** One event in a list; the whole card leads to it. */
export function EventCard({ event, children }: { event: EventSummary; children?: ReactNode }) {
  const { t } = useTranslation();
  const { film, host } = event;
  const title = eventTitle(event);
  return (
    <Card component="article" withBorder padding="sm" radius="lg" className="card" pos="relative">
      <Group wrap="nowrap" align="flex-start" gap="md">
        <div className="card-poster">
          <Poster film={film} />
        </div>
        <Stack gap={3} miw={0} style={{ flex: 1 }}>
          <Text size="sm" component="div">
            {event.starts_at ? (
              <When at={event.starts_at} zone={event.time_zone} fw={700} size="sm" />
            ) : (
              t("planning.when_unsaid")
            )}
          </Text>
          <Title order={2} size="h4" lineClamp={2}>
            <Link href={`/events/${event.id}`} className="bare whole">
              {title}
            </Link>
          </Title>
          {title !== filmTitle(film) && (
            <Text size="sm" c="dimmed" truncate>
              {filmTitle(film)}, {film.year}
            </Text>
          )}
          <Text size="sm" c="dimmed" truncate>
            <IconMapPin size={14} aria-hidden style={{ verticalAlign: "-2px" }} /> {where(event.place)}
          </Text>
          <Group gap={6} wrap="nowrap" miw={0}>
            <Portrait person={host} size={20} />
            <Text size="sm" c="dimmed" truncate>
              {t("event.with", { name: host.name })}
            </Text>
          </Group>
          <Group gap="4px 10px" mt={4}>
            {event.status === "cancelled" && <Badge color="red.8">{t("event.cancelled")}</Badge>}
            {event.status === "finished" && <Badge color="gray.7">{t("event.finished")}</Badge>}
            <Seats event={event} />
            <Text size="sm">{event.price ? money(event.price) : t("event.free")}</Text>
            {event.visibility !== "public" && <Badge variant="default">{t(`visibility.${event.visibility}`)}</Badge>}
          </Group>
          {children}
        </Stack>
      </Group>
    </Card>
  );
}
