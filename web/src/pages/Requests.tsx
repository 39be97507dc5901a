import { Anchor, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "wouter";
import * as read from "../api/queries";
import type { Event } from "../api/types";
import { useCounted, useLength } from "../events/counted";
import { Deciding } from "../events/Deciding";
import { Desk } from "../events/Desk";
import { GuestLines } from "../events/GuestLines";
import { Invite } from "../events/Invite";
import { InviteByEmail } from "../events/InviteByEmail";
import { InviteLinks } from "../events/InviteLinks";
import { Moderators } from "../events/Moderators";
import { Seats } from "../events/Seats";
import { eventTitle } from "../format";
import { useLiveEvent } from "../live/live";
import { Waiting } from "../ui/Endless";
import { Fold } from "../ui/Fold";
import { NoAccess, Trouble } from "../ui/Trouble";

const REST = ["invited", "withdrawn", "declined", "refused", "removed"] as const;

/** More than one sees at once are found by their names. */
const MANY = 12;

/** For host and moderators, on one screen: who waits, who comes and the rest; then how to invite, and who helps. */
export default function Requests() {
  const { id } = useParams<{ id: string }>();
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(read.event(id));
  const event = useCounted(data);
  useLiveEvent(id, Boolean(event));
  if (!event) return error ? <Trouble error={error} retry={refetch} /> : <Waiting />;
  if (event.my_role !== "host" && event.my_role !== "moderator")
    return <NoAccess why={t("requests.only_host")} href={`/events/${id}`} go={t("inbox.open")} />;
  return <ForHosts event={event} />;
}

function ForHosts({ event }: { event: Event }) {
  const { t } = useTranslation();
  const asking = useLength(event, "requested");
  const waitlist = useLength(event, "waitlisted");
  return (
    <Stack>
      <title>{`${t("requests.title")} · ${eventTitle(event)}`}</title>
      <Group justify="space-between">
        <div>
          <Title order={1} size="h2">
            {t("requests.title")}
          </Title>
          <Anchor component={Link} href={`/events/${event.id}`}>
            {eventTitle(event)}
          </Anchor>
        </div>
        <div aria-live="polite">
          <Seats event={{ ...event, waitlist_length: waitlist }} />
        </div>
      </Group>
      <Desk event={event} />
      <Stack component="section" aria-label={t("requests.waiting")}>
        <Title order={2} size="h4" aria-live="polite">
          {t("requests.waiting")} {asking + waitlist}
        </Title>
        <Deciding event={event} status="requested" />
        {waitlist > 0 && (
          <>
            <Title order={3} size="h5">
              {t("requests.waitlist")} {waitlist}
            </Title>
            <Deciding event={event} status="waitlisted" />
          </>
        )}
      </Stack>
      <Stack component="section" aria-label={t("requests.confirmed")}>
        <Title order={2} size="h4" aria-live="polite">
          {t("requests.confirmed")} {event.seats_taken}/{event.capacity}
        </Title>
        <Coming event={event} />
      </Stack>
      <div>
        <Fold name="rest" title={t("requests.rest")}>
          <Stack>
            <Text size="sm" c="dimmed">
              {t("requests.past_hint")}
            </Text>
            {REST.map((status) => (
              <GuestLines key={status} event={event} status={status} silent />
            ))}
          </Stack>
        </Fold>
        {event.actions.includes("invite") && (
          <Fold name="invite" title={t("act.invite")}>
            <Stack>
              <Invite event={event} />
              <InviteByEmail event={event} />
              <InviteLinks event={event} />
            </Stack>
          </Fold>
        )}
        {event.my_role === "host" && (
          <Fold name="moderators" title={t("requests.moderators")}>
            <Moderators event={event} />
          </Fold>
        )}
      </div>
    </Stack>
  );
}

/** Who has a seat; "nobody" only where nobody has, whatever became of the time. */
function Coming({ event }: { event: Event }) {
  const moved = useInfiniteQuery(read.guests(event.id, "moved"));
  const { t } = useTranslation();
  const [called, setCalled] = useState("");
  const some = Boolean(moved.data?.pages[0]?.items.length);
  return (
    <Stack>
      {event.seats_taken > MANY && (
        <TextInput
          type="search"
          label={t("requests.search")}
          maw={320}
          value={called}
          onChange={(typed) => setCalled(typed.currentTarget.value)}
        />
      )}
      {some && <GuestLines event={event} status="moved" called={called} silent />}
      <GuestLines event={event} status="confirmed" called={called} silent={some} />
    </Stack>
  );
}
