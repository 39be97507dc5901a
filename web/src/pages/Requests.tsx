import { Anchor, Group, Stack, Tabs, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
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
import { TabRow } from "../ui/TabRow";
import { NoAccess, Trouble } from "../ui/Trouble";

const TABS = ["requested", "waitlisted", "confirmed", "invited", "past", "moderators"] as const;
const PAST = ["withdrawn", "declined", "refused", "removed"] as const;

/** For host and moderators: who asks, who comes, who is invited, who helps. */
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
          <Text size="sm" c="dimmed">
            {t("event.of_capacity", { taken: event.seats_taken, capacity: event.capacity })}
          </Text>
        </div>
      </Group>
      <Desk event={event} />
      <TabRow names={event.my_role === "host" ? TABS : TABS.slice(0, -1)}>
        <Tabs.List aria-label={t("requests.title")}>
          <Tabs.Tab value="requested">
            {t("requests.waiting")}
            {asking > 0 && ` (${asking})`}
          </Tabs.Tab>
          <Tabs.Tab value="waitlisted">
            {t("requests.waitlist")}
            {waitlist > 0 && ` (${waitlist})`}
          </Tabs.Tab>
          <Tabs.Tab value="confirmed">{t("requests.confirmed")}</Tabs.Tab>
          <Tabs.Tab value="invited">{t("requests.invited")}</Tabs.Tab>
          <Tabs.Tab value="past">{t("requests.past")}</Tabs.Tab>
          {event.my_role === "host" && <Tabs.Tab value="moderators">{t("requests.moderators")}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="requested" pt="md">
          <Deciding event={event} status="requested" />
        </Tabs.Panel>
        <Tabs.Panel value="waitlisted" pt="md">
          <Deciding event={event} status="waitlisted" />
        </Tabs.Panel>
        <Tabs.Panel value="confirmed" pt="md">
          <Coming event={event} />
        </Tabs.Panel>
        <Tabs.Panel value="invited" pt="md">
          <Stack>
            {event.actions.includes("invite") && (
              <>
                <Invite event={event} />
                <InviteByEmail event={event} />
                <InviteLinks event={event} />
              </>
            )}
            <GuestLines event={event} status="invited" />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="past" pt="md">
          <Stack>
            <Text size="sm" c="dimmed">
              {t("requests.past_hint")}
            </Text>
            {PAST.map((status) => (
              <GuestLines key={status} event={event} status={status} silent />
            ))}
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="moderators" pt="md">
          <Moderators event={event} />
        </Tabs.Panel>
      </TabRow>
    </Stack>
  );
}

/** Who has a seat; "nobody" only where nobody has, whatever became of the time. */
function Coming({ event }: { event: Event }) {
  const moved = useInfiniteQuery(read.guests(event.id, "moved"));
  const some = Boolean(moved.data?.pages[0]?.items.length);
  return (
    <Stack>
      <GuestLines event={event} status="moved" silent />
      <GuestLines event={event} status="confirmed" silent={some} />
    </Stack>
  );
}
