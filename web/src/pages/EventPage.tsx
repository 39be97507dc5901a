import { Alert, Anchor, Badge, Button, Card, Divider, Group, Skeleton, Stack, Tabs, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { IconMessages, IconStar, IconUsers } from "@tabler/icons-react";
import { lazy, Suspense, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "wouter";
import * as read from "../api/queries";
import type { Event, PublicEvent } from "../api/types";
import { Actions } from "../events/Actions";
import { useCounted } from "../events/counted";
import { Guests } from "../events/Guests";
import { genres } from "../events/genres";
import { PlaceCard } from "../events/PlaceCard";
import { Seats } from "../events/Seats";
import { Share } from "../events/Share";
import { over } from "../events/standing";
import { duration, eventTitle, filmTitle, money, number, time } from "../format";
import { useLiveEvent } from "../live/live";
import { useSignedIn } from "../session/store";
import { PersonLine } from "../ui/People";
import { Poster } from "../ui/Poster";
import { TabRow } from "../ui/TabRow";
import { Trouble } from "../ui/Trouble";
import { When } from "../ui/When";
import { Words } from "../ui/Words";

const Chat = lazy(() => import("../events/Chat"));
const Reviews = lazy(() => import("../events/Reviews"));

export default function EventPage() {
  const { id } = useParams<{ id: string }>();
  return useSignedIn() ? <ForUser key={id} id={id} /> : <ForStranger id={id} />;
}

function ForUser({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(read.event(id));
  const event = useCounted(data);
  useLiveEvent(id, Boolean(event));
  if (!event) return error ? <Trouble error={error} retry={refetch} /> : <Waiting />;
  return (
    <Screen event={event} actions={<Actions event={event} />}>
      <Parts event={event} />
    </Screen>
  );
}

function ForStranger({ id }: { id: string }) {
  const { data: event, error, refetch } = useQuery({ ...read.publicEvent(id), refetchInterval: 30_000 });
  if (!event) return error ? <Trouble error={error} retry={refetch} /> : <Waiting />;
  return (
    <Screen
      event={event}
      actions={<div className="main-action">{!over(event) && <AskAsStranger event={event} />}</div>}
    />
  );
}

/** Signing in is asked for over the page, and what was pressed goes on. */
function AskAsStranger({ event }: { event: PublicEvent }) {
  const { t } = useTranslation();
  const act = event.seats_left > 0 ? "request" : "join_waitlist";
  const words = act === "request" && event.approval === "automatic" ? "take_seat" : act;
  return (
    <Button component={Link} href={`/sign-in?to=/events/${event.id}&act=${act}`} fullWidth>
      {t(`act.${words}`)}
    </Button>
  );
}

function Screen({
  event,
  actions,
  children,
}: {
  event: Event | PublicEvent;
  actions: ReactNode;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const { film } = event;
  return (
    <Stack gap="lg">
      <title>{`${eventTitle(event)} · Seance`}</title>
      {event.status === "cancelled" && (
        <Alert color="red" role="status">
          {event.cancel_reason ? t("event.cancelled_because", { reason: event.cancel_reason }) : t("event.cancelled")}
        </Alert>
      )}
      <div className="evening">
        <div className="poster-part">
          <Poster film={film} named />
        </div>
        <div className="told-part">
          <Stack gap="sm" className="head-part">
            <Title order={1} size="h2">
              {eventTitle(event)}
            </Title>
            <Text c="dimmed">
              <Anchor component={Link} href={`/films/${encodeURIComponent(film.id)}`} underline="always">
                {filmTitle(film)}
              </Anchor>
              , {film.year} · {genres(film.genres, 3)}
              {film.rating !== null && ` · ★ ${number(film.rating)}`}
            </Text>
            <div>
              <When at={event.starts_at} zone={event.time_zone} fw={700} size="lg" />
              <Text c="dimmed" size="sm">
                {t("event.until", { time: time(event.ends_at, event.time_zone) })} · {duration(event.duration_minutes)}
              </Text>
            </div>
          </Stack>
          <Stack gap="sm" className="about-part">
            <Group gap="xs">
              {event.status === "finished" && <Badge color="gray.7">{t("event.finished")}</Badge>}
              <Badge variant="default">{event.price ? money(event.price) : t("event.free")}</Badge>
              <Badge variant="default">{t(`visibility.${event.visibility}`)}</Badge>
              <Badge variant="default">{t(event.approval === "automatic" ? "event.auto" : "event.manual")}</Badge>
            </Group>
            {event.price && (
              <Text size="sm" c="dimmed">
                {t("event.paid_note")}
              </Text>
            )}
            {event.description && <Words>{event.description}</Words>}
            <PersonLine person={event.host} as="host">
              <Text size="sm" c="dimmed">
                {t("event.hosted_by")}
              </Text>
            </PersonLine>
          </Stack>
        </div>
        <Stack className="aside-part">
          <Card withBorder>
            <Stack gap="sm">
              <div aria-live="polite">
                <Seats event={event} />
                <Text size="sm" c="dimmed" mt={4}>
                  {t("event.of_capacity", { taken: event.seats_taken, capacity: event.capacity })}
                </Text>
              </div>
              {actions}
              <Divider />
              <Share event={event} />
            </Stack>
          </Card>
          <PlaceCard event={event} />
        </Stack>
        <div className="inside-part">{children}</div>
      </div>
    </Stack>
  );
}

const INSIDE = ["guests", "chat"];

/** What is for those who are in. */
function Parts({ event }: { event: Event }) {
  const { t } = useTranslation();
  const inside =
    event.my_role === "host" ||
    event.my_role === "moderator" ||
    event.my_booking?.status === "confirmed" ||
    event.my_booking?.status === "moved";
  const finished = event.status === "finished";
  if (!inside && !finished)
    return (
      <Text size="sm" c="dimmed">
        {t("chat.closed")}
      </Text>
    );
  return (
    <TabRow names={finished ? ["reviews", ...(inside ? INSIDE : [])] : INSIDE}>
      <Tabs.List aria-label={t("event.tabs")}>
        {inside && (
          <Tabs.Tab value="guests" leftSection={<IconUsers size={16} aria-hidden />}>
            {t("event.guests")}
          </Tabs.Tab>
        )}
        {inside && (
          <Tabs.Tab value="chat" leftSection={<IconMessages size={16} aria-hidden />}>
            {t("event.chat")}
          </Tabs.Tab>
        )}
        {finished && (
          <Tabs.Tab value="reviews" leftSection={<IconStar size={16} aria-hidden />}>
            {t("event.reviews")}
          </Tabs.Tab>
        )}
      </Tabs.List>
      <Suspense fallback={<Skeleton height={160} mt="md" />}>
        {inside && (
          <Tabs.Panel value="guests" pt="md">
            <Guests event={event} />
          </Tabs.Panel>
        )}
        {inside && (
          <Tabs.Panel value="chat" pt="md">
            <Chat event={event} />
          </Tabs.Panel>
        )}
        {finished && (
          <Tabs.Panel value="reviews" pt="md">
            <Reviews event={event} />
          </Tabs.Panel>
        )}
      </Suspense>
    </TabRow>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <div className="evening" role="status" aria-label={t("common.loading")}>
      <Skeleton className="poster-part" style={{ aspectRatio: "2 / 3" }} />
      <div className="told-part">
        <Stack className="head-part">
          <Skeleton height={36} />
          <Skeleton height={20} width="60%" />
          <Skeleton height={48} />
        </Stack>
        <Skeleton className="about-part" height={160} />
      </div>
      <Skeleton className="aside-part" height={440} />
    </div>
  );
}
