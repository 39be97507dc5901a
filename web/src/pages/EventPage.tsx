import { Alert, Anchor, Button, Card, Divider, Skeleton, Stack, Tabs, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { IconLanguage, IconMessages, IconMovie, IconStar, IconTicket, IconUsers } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "wouter";
import { Refusal } from "../api/client";
import * as read from "../api/queries";
import type { Booking, Event, Person, PublicEvent } from "../api/types";
import { Actions, InShort } from "../events/Actions";
import { useCounted } from "../events/counted";
import { Guests } from "../events/Guests";
import { Hero } from "../events/Hero";
import { keepTickets, keptTickets, ticketOf } from "../events/kept";
import { PlaceCard } from "../events/PlaceCard";
import { SeatRow } from "../events/SeatRow";
import { Seats } from "../events/Seats";
import { Share } from "../events/Share";
import { over } from "../events/standing";
import { eventTitle, languageName, money } from "../format";
import { useLiveEvent } from "../live/live";
import { useMyId, useSignedIn } from "../session/store";
import { Stars } from "../ui/People";
import { Portrait } from "../ui/Portrait";
import { TabRow } from "../ui/TabRow";
import { Trouble } from "../ui/Trouble";
import { Words } from "../ui/Words";

const Chat = lazy(() => import("../events/Chat"));
const Ticket = lazy(() => import("../events/Ticket"));
const Reviews = lazy(() => import("../events/Reviews"));

export default function EventPage() {
  const { id } = useParams<{ id: string }>();
  return useSignedIn() ? <ForUser key={id} id={id} /> : <ForStranger id={id} />;
}

function ForUser({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(read.event(id));
  const event = useCounted(data);
  useLiveEvent(id, Boolean(event));
  const ticket = event ? ticketOf(event) : undefined;
  useEffect(() => {
    if (data) keepTickets([ticketOf(data)]);
  }, [data]);
  if (!event) return error ? <Lost id={id} error={error} retry={refetch} /> : <Waiting />;
  const code = over(event) === "over" ? undefined : ticket?.ticket?.code;
  return (
    <Screen
      event={event}
      actions={<Actions event={event} />}
      ticket={
        ticket &&
        code && (
          <Suspense fallback={<Skeleton height={220} mt="md" radius="lg" />}>
            <Ticket ticket={{ ...ticket, code }} />
          </Suspense>
        )
      }
    >
      <Parts event={event} />
    </Screen>
  );
}

/** What is at hand where the event is out of reach: the ticket that this browser keeps. */
function Lost({ id, error, retry }: { id: string; error: unknown; retry: () => unknown }) {
  const { t } = useTranslation();
  const kept = error instanceof Refusal ? undefined : keptTickets().find(({ event }) => event.id === id);
  if (!kept) return <Trouble error={error} retry={retry} />;
  return (
    <Suspense fallback={<Skeleton height={220} />}>
      <title>{`${eventTitle(kept.event)} · Seance`}</title>
      <Text role="status">{t("ticket.offline")}</Text>
      <Ticket ticket={kept} offline />
    </Suspense>
  );
}

function ForStranger({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data: event, error, refetch } = useQuery({ ...read.publicEvent(id), refetchInterval: 30_000 });
  if (!event) return error ? <Trouble error={error} retry={refetch} /> : <Waiting />;
  return (
    <Screen
      event={event}
      actions={
        <div className="main-action">
          <InShort event={event} />
          <Button component={Link} href={`/sign-in?to=/events/${id}`}>
            {t("event.sign_in_to_ask")}
          </Button>
        </div>
      }
    />
  );
}

function Screen({
  event,
  actions,
  ticket,
  children,
}: {
  event: Event | PublicEvent;
  actions: ReactNode;
  ticket?: ReactNode;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const { programme } = event;
  const told = "my_role" in event ? event : undefined;
  const faces = useFaces(told);
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
                <SeatRow
                  taken={event.seats_taken}
                  capacity={event.capacity}
                  mine={holdsSeat(told) ? told?.my_booking?.seats : 0}
                  faces={faces}
                />
                <Text size="sm" mt={8}>
                  {t("event.of_capacity", { taken: event.seats_taken, capacity: event.capacity })}
                </Text>
                <Seats event={event} />
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
          {t(`moment.open_to.${event.visibility}`)} ·{" "}
          {t(event.approval === "automatic" ? "event.auto" : "event.manual")}
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

const HOLDS = new Set<string>(["confirmed", "moved"]);
const holdsSeat = (event: Event | undefined): boolean => HOLDS.has(event?.my_booking?.status ?? "");
const isInside = (event: Event | undefined): boolean =>
  event?.my_role === "host" || event?.my_role === "moderator" || holdsSeat(event);

/** Who sits where, for those who may know (R7): one's own party last, next to the free seats. */
function useFaces(event: Event | undefined): (Person | null)[] {
  const me = useMyId();
  const list = useInfiniteQuery({ ...read.guests(event?.id ?? "", "confirmed"), enabled: isInside(event) });
  const bookings = list.data?.pages[0]?.items ?? [];
  const others = bookings.filter(({ guest }) => guest.id !== me).flatMap(party);
  const own = bookings.filter(({ guest }) => guest.id === me).flatMap(party);
  const hidden = Math.max((event?.seats_taken ?? 0) - others.length - own.length, 0);
  return [...others, ...Array<null>(hidden).fill(null), ...own];
}

const party = ({ guest, seats }: Booking): (Person | null)[] => [guest, ...Array<null>(seats - 1).fill(null)];

const INSIDE = ["guests", "chat"];

/** What is for those who are in. */
function Parts({ event }: { event: Event }) {
  const { t } = useTranslation();
  const inside = isInside(event);
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
    <div role="status" aria-label={t("common.loading")}>
      <Skeleton className="hero" radius={0} />
      <div className="evening">
        <Skeleton className="aside-part" height={440} />
        <Skeleton className="about-part" height={200} />
      </div>
    </div>
  );
}
