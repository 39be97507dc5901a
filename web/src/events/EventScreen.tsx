import { Alert, Anchor, Card, Divider, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconLanguage, IconMovie, IconTicket, IconUsers } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Event, Person, PublicEvent } from "../api/types";
import { eventTitle, languageName, leaf, money, time } from "../format";
import { Stars } from "../ui/People";
import { Portrait } from "../ui/Portrait";
import { Words } from "../ui/Words";
import { Hero } from "./Hero";
import { PlaceCard } from "./PlaceCard";
import { SeatRow } from "./SeatRow";
import { Seats } from "./Seats";
import { Share } from "./Share";
import { over } from "./standing";

/** An event as everybody sees it, and what the reader has beside that. */
export function EventScreen({
  event,
  actions,
  ticket,
  faces,
  mine,
  children,
}: {
  event: Event | PublicEvent;
  actions: ReactNode;
  ticket?: ReactNode;
  /** Who sits where, for those who may know, and how many seats are the reader's own. */
  faces?: (Person | null)[];
  mine?: number | undefined;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const { programme } = event;
  return (
    <article>
      <title>{`${eventTitle(event)} · Seance`}</title>
      <Hero event={event} />
      {event.status === "cancelled" && (
        <Alert color="red" role="status" mt="md">
          {event.cancel_reason ? t("event.cancelled_because", { reason: event.cancel_reason }) : t("event.cancelled")}
        </Alert>
      )}
      {ticket}
      <div className="evening">
        <div className="aside-part">
          <Card withBorder className="seats-part">
            <Stack gap="sm">
              <div aria-live="polite">
                <Title order={2} size="h5" mb={6}>
                  {t("moment.seats")}
                </Title>
                <SeatRow taken={event.seats_taken} capacity={event.capacity} mine={mine} faces={faces} />
                <Group gap="xs" justify="space-between" mt={8}>
                  <Seats event={event} drawn={false} />
                  <Text size="sm" c="dimmed">
                    {t("event.of_capacity", { taken: event.seats_taken, capacity: event.capacity })}
                  </Text>
                </Group>
              </div>
              {actions}
              <Divider />
              <Share event={event} />
            </Stack>
          </Card>
          <div className="place-part">
            <PlaceCard event={event} />
          </div>
        </div>
        <Stack gap="md" className="about-part">
          <div className="host">
            <Portrait person={event.host} size={56} />
            <div>
              <Text size="sm" c="dimmed">
                {t("event.hosted_by")}
              </Text>
              <Anchor component={Link} href={`/people/${event.host.id}`} fw={700} c="var(--mantine-color-text)">
                {event.host.name || t("common.former_user")}
              </Anchor>
              {event.host.host_rating.average !== null && (
                <div>
                  <Stars rating={event.host.host_rating} />
                </div>
              )}
            </div>
          </div>
          {event.description && (
            <blockquote className="speech">
              <Words>{event.description}</Words>
            </blockquote>
          )}
          <Facts event={event} />
          {programme && (
            <Anchor component={Link} href={`/programmes/${programme.id}`} className="programme bare">
              <IconMovie size={20} aria-hidden />
              {t("moment.programme", programme)}
            </Anchor>
          )}
        </Stack>
        <div className="inside-part" id="inside">
          {children}
        </div>
      </div>
    </article>
  );
}

/** Price, who may come, how seats are given, the language. */
function Facts({ event }: { event: Event | PublicEvent }) {
  const { t } = useTranslation();
  const { spoken_language: spoken, subtitles } = event;
  const languages = [
    spoken && t("moment.language", { language: languageName(spoken) }),
    subtitles.length > 0 && t("moment.subtitles", { languages: subtitles.map(languageName).join(", ") }),
  ].filter(Boolean);
  return (
    <ul className="facts">
      {event.status === "finished" && <li>{t("event.finished")}</li>}
      <li>
        <IconTicket size={18} aria-hidden />
        <span>
          {event.price ? money(event.price) : t("event.free")}
          {event.price && (
            <Text size="sm" c="dimmed">
              {t("event.paid_note")}
            </Text>
          )}
        </span>
      </li>
      <li>
        <IconUsers size={18} aria-hidden />
        <span>
          {t(`open_to.${event.visibility}`)} · {t(event.approval === "automatic" ? "event.auto" : "event.manual")}
        </span>
      </li>
      {languages.length > 0 && (
        <li>
          <IconLanguage size={18} aria-hidden />
          <span>{languages.join(", ")}</span>
        </li>
      )}
    </ul>
  );
}

export function Waiting() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t("common.loading")}>
      <Skeleton className="hero" radius={0} />
      <div className="evening">
        <Skeleton className="aside-part" height={440} />
        <Skeleton className="about-part" height={200} />
      </div>
    </div>
  );
}

/** The day, the hour and what is left, beside the one action where that stands alone: on a phone. */
export function InShort({ event }: { event: Event | PublicEvent }) {
  const { t } = useTranslation();
  if (over(event)) return null;
  return (
    <span className="in-short" aria-hidden>
      <b>
        {leaf(event.starts_at, event.time_zone).weekday}, {time(event.starts_at, event.time_zone)}
      </b>
      <span>{event.seats_left ? t("event.seats_left", { count: event.seats_left }) : t("event.full")}</span>
    </span>
  );
}
