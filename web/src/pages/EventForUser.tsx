import { Group, Skeleton, Tabs, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { IconMessages, IconStar, IconUsers } from "@tabler/icons-react";
import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Refusal } from "../api/client";
import * as read from "../api/queries";
import type { Booking, Event, Person } from "../api/types";
import { Actions } from "../events/Actions";
import { useCounted } from "../events/counted";
import { EventScreen, Waiting } from "../events/EventScreen";
import { Guests } from "../events/Guests";
import { keepTickets, keptTickets, ticketOf } from "../events/kept";
import { ticketCode } from "../events/standing";
import { useInvitation } from "../events/TakeInvitation";
import { eventTitle } from "../format";
import { useLiveEvent } from "../live/live";
import { useMyId } from "../session/store";
import { Report } from "../safety/Report";
import { TabRow } from "../ui/TabRow";
import { Trouble } from "../ui/Trouble";

const Chat = lazy(() => import("../events/Chat"));
const Ticket = lazy(() => import("../events/Ticket"));
const Reviews = lazy(() => import("../events/Reviews"));

/** An event with what its reader is to it and may do. */
export default function EventForUser({ id }: { id: string }) {
  const { data, error, failureReason, refetch } = useQuery(read.event(id, useInvitation()));
  const event = useCounted(data);
  useLiveEvent(id, Boolean(event));
  const ticket = event ? ticketOf(event) : undefined;
  useEffect(() => {
    if (data) keepTickets([ticketOf(data)]);
  }, [data]);
  const faces = useFaces(event);
  // The first failure is enough to show what is at hand; another try may still bring the event.
  const lost = error ?? failureReason;
  if (!event) return lost ? <Lost id={id} error={lost} final={Boolean(error)} retry={refetch} /> : <Waiting />;
  const code = ticketCode(event);
  return (
    <EventScreen
      event={event}
      actions={<Actions event={event} />}
      faces={faces}
      mine={holdsSeat(event) ? event.my_booking?.seats : 0}
      ticket={
        ticket &&
        code && (
          <Suspense fallback={<Skeleton height={220} mt="md" radius="lg" />}>
            <Ticket ticket={{ ...ticket, code }} within />
          </Suspense>
        )
      }
    >
      <Parts event={event} />
      {event.my_role !== "host" && (
        <Group justify="flex-end" mt="md">
          <Report kind="event" id={event.id} />
        </Group>
      )}
    </EventScreen>
  );
}

/** What is at hand where the event is out of reach: the ticket that this browser keeps. */
function Lost({ id, error, final, retry }: { id: string; error: unknown; final: boolean; retry: () => unknown }) {
  const { t } = useTranslation();
  const kept = error instanceof Refusal ? undefined : keptTickets().find(({ event }) => event.id === id);
  if (!kept) return final ? <Trouble error={error} retry={retry} /> : <Waiting />;
  return (
    <Suspense fallback={<Skeleton height={220} />}>
      <title>{`${eventTitle(kept.event)} · Seance`}</title>
      <Text role="status">{t("ticket.offline")}</Text>
      <Ticket ticket={kept} offline />
    </Suspense>
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
