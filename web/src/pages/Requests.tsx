import { ActionIcon, Anchor, Badge, Button, Card, Checkbox, Group, Select, Stack, Tabs, Text, Textarea, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "wouter";
import { api, body } from "../api/client";
import * as read from "../api/queries";
import type { Booking, Event, Status } from "../api/types";
import { Seats } from "../events/Seats";
import { relative } from "../format";
import { useLiveEvent } from "../live/live";
import { Endless, Waiting } from "../ui/Endless";
import { PersonLine } from "../ui/People";
import { Sure } from "../ui/Sure";
import { tell, Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";

/** For host and moderators: who asks, who comes, who is invited, who helps. */
export default function Requests() {
  const { id } = useParams<{ id: string }>();
  const { t } = useTranslation();
  const { data: event, error, refetch } = useQuery(read.event(id));
  useLiveEvent(id, Boolean(event));
  if (!event) return error ? <Trouble error={error} retry={refetch} /> : <Waiting />;
  if (event.my_role !== "host" && event.my_role !== "moderator") return <Text>{t("requests.only_host")}</Text>;
  return (
    <Stack>
      <title>{`${t("requests.title")} · ${event.title}`}</title>
      <Group justify="space-between">
        <div>
          <Title order={1} size="h2">{t("requests.title")}</Title>
          <Anchor component={Link} href={`/events/${id}`}>{event.title}</Anchor>
        </div>
        <div aria-live="polite">
          <Seats event={event} />
          <Text size="sm" c="dimmed">{t("event.of_capacity", { taken: event.seats_taken, capacity: event.capacity })}</Text>
        </div>
      </Group>
      <Tabs defaultValue="requested" keepMounted={false}>
        <Tabs.List aria-label={t("requests.title")}>
          <Tabs.Tab value="requested">{t("requests.waiting")}</Tabs.Tab>
          <Tabs.Tab value="waitlisted">{t("requests.waitlist")}{event.waitlist_length > 0 && ` (${event.waitlist_length})`}</Tabs.Tab>
          <Tabs.Tab value="confirmed">{t("requests.confirmed")}</Tabs.Tab>
          <Tabs.Tab value="invited">{t("requests.invited")}</Tabs.Tab>
          {event.my_role === "host" && <Tabs.Tab value="moderators">{t("requests.moderators")}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="requested" pt="md"><Deciding event={event} status="requested" /></Tabs.Panel>
        <Tabs.Panel value="waitlisted" pt="md"><Deciding event={event} status="waitlisted" /></Tabs.Panel>
        <Tabs.Panel value="confirmed" pt="md">
          <Stack><Listed event={event} status="moved" silent /><Listed event={event} status="confirmed" /></Stack>
        </Tabs.Panel>
        <Tabs.Panel value="invited" pt="md">
          <Stack>{event.actions.includes("invite") && <Invite event={event} />}<Listed event={event} status="invited" /></Stack>
        </Tabs.Panel>
        <Tabs.Panel value="moderators" pt="md"><Moderators event={event} /></Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

type Verdict = "approve" | "decline";

function Deciding({ event, status }: { event: Event; status: "requested" | "waitlisted" }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(read.guests(event.id, status));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const freshen = [["event", event.id]];
  const one = useAct<{ id: string; verdict: Verdict }, Booking>({
    run: ({ id, verdict }) => body(api.POST(`/api/v1/events/{event_id}/bookings/{guest_id}/${verdict}`, { params: { path: { event_id: event.id, guest_id: id } } })),
    freshen,
  });
  const many = useAct({
    run: async (verdict: Verdict) => {
      const ids = [...chosen].slice(0, 100);
      const decisions = verdict === "approve" ? { approve: ids, decline: [] } : { approve: [], decline: ids };
      return body(api.POST("/api/v1/events/{event_id}/bookings/decide", { params: { path: { event_id: event.id } }, body: decisions }));
    },
    then: ({ results }) => {
      setChosen(new Set());
      const done = results.filter((each) => each.status).length;
      tell(t("requests.result", { done, failed: results.length - done }));
    },
    freshen,
  });
  const toggle = (id: string) =>
    setChosen((old) => {
      const now = new Set(old);
      if (!now.delete(id)) now.add(id);
      return now;
    });
  const may = event.actions.includes("approve");
  return (
    <Stack>
      {one.error && <Trouble error={one.error} />}
      <Endless
        list={list}
        draw={(bookings) => (
          <>
            {may && (
              <Group gap="xs">
                <Checkbox label={t("requests.choose_all")} checked={chosen.size === bookings.length} indeterminate={chosen.size > 0 && chosen.size < bookings.length} onChange={({ currentTarget }) => setChosen(new Set(currentTarget.checked ? bookings.map((each) => each.guest.id) : []))} />
                {chosen.size > 0 && (
                  <>
                    <Text size="sm" role="status">{t("requests.chosen", { count: chosen.size })}</Text>
                    <Button size="xs" loading={many.isPending} onClick={() => many.mutate("approve")}>{t("requests.approve_chosen")}</Button>
                    <Button size="xs" variant="default" loading={many.isPending} onClick={() => many.mutate("decline")}>{t("requests.decline_chosen")}</Button>
                  </>
                )}
              </Group>
            )}
            <Stack gap="xs" mt="sm">
              {bookings.map((booking) => {
                const { guest } = booking;
                const busy = one.isPending && one.variables.id === guest.id;
                return (
                  <Line key={guest.id} booking={booking} select={may && <Checkbox aria-label={t("requests.choose", { name: guest.name })} checked={chosen.has(guest.id)} onChange={() => toggle(guest.id)} />}>
                    {may && (
                      <>
                        <Button size="xs" loading={busy} onClick={() => one.mutate({ id: guest.id, verdict: "approve" })}>{t("act.approve")}</Button>
                        <Button size="xs" variant="default" loading={busy} onClick={() => one.mutate({ id: guest.id, verdict: "decline" })}>{t("act.decline")}</Button>
                      </>
                    )}
                  </Line>
                );
              })}
            </Stack>
          </>
        )}
        empty={<Text c="dimmed">{t("requests.none")}</Text>}
      />
    </Stack>
  );
}

function Line({ booking, select, children }: { booking: Booking; select?: React.ReactNode; children?: React.ReactNode }) {
  const { t } = useTranslation();
  return (
    <Card withBorder padding="sm" component="article">
      <Group justify="space-between" gap="sm">
        <Group wrap="nowrap" miw={0}>
          {select}
          <PersonLine person={booking.guest}>
            <Text size="xs" c="dimmed">{relative(booking.requested_at)}{booking.waitlist_position !== null && ` · ${t("requests.position", { position: booking.waitlist_position })}`}</Text>
          </PersonLine>
          {booking.status === "moved" && <Badge color="orange.9">{t("status.moved")}</Badge>}
          {booking.extra_seat && <Badge variant="default">{t("requests.invite_extra")}</Badge>}
        </Group>
        <Group gap="xs">{children}</Group>
      </Group>
      {booking.message && <Text size="sm" mt="xs" className="words">{booking.message}</Text>}
    </Card>
  );
}

/** Who is confirmed or invited, with the way to end it. */
function Listed({ event, status, silent }: { event: Event; status: Status; silent?: boolean }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(read.guests(event.id, status));
  const [removing, setRemoving] = useState<Booking | null>(null);
  const end = useAct<Booking, Booking>({
    run: ({ guest, status: now }) => body(api.POST(`/api/v1/events/{event_id}/bookings/{guest_id}/${now === "invited" ? "revoke" : "remove"}`, { params: { path: { event_id: event.id, guest_id: guest.id } } })),
    then: () => setRemoving(null),
    freshen: [["event", event.id]],
  });
  const invited = status === "invited";
  const may = event.actions.includes("decline") && (invited || event.my_role === "host" || event.my_role === "moderator");
  return (
    <>
      <Endless
        list={list}
        draw={(bookings) => (
          <Stack gap="xs">
            {bookings.map((booking) => (
              <Line key={booking.guest.id} booking={booking}>
                {may && <Button size="xs" variant="default" onClick={() => (invited ? end.mutate(booking) : setRemoving(booking))}>{t(invited ? "act.revoke" : "act.remove")}</Button>}
              </Line>
            ))}
          </Stack>
        )}
        empty={silent ? null : <Text c="dimmed">{t("requests.none")}</Text>}
      />
      {removing && <Sure opened danger title={t("act.remove")} question={t("act.sure_remove", { name: removing.guest.name })} action={t("act.remove")} loading={end.isPending} onClose={() => setRemoving(null)} onYes={() => end.mutate(removing)} />}
    </>
  );
}

function useFollowers(event: Event) {
  const list = useInfiniteQuery(read.followers(event.host.id));
  return list.data?.pages.flatMap((page) => page.items) ?? [];
}

function Invite({ event }: { event: Event }) {
  const { t } = useTranslation();
  const people = useFollowers(event);
  const [guestId, setGuestId] = useState<string | null>(null);
  const [extra, setExtra] = useState(false);
  const [message, setMessage] = useState("");
  const invite = useAct({
    run: (id: string) => body(api.POST("/api/v1/events/{event_id}/invitations", { params: { path: { event_id: event.id } }, body: { guest_id: id, extra_seat: extra, message: message.trim() || null } })),
    said: (booking) => t("requests.invited_ok", { name: booking.guest.name }),
    then: () => {
      setGuestId(null);
      setMessage("");
      setExtra(false);
    },
    freshen: [["event", event.id]],
  });
  return (
    <Card withBorder component="section" aria-label={t("requests.invite_title")}>
      <Stack gap="sm">
        <Title order={2} size="h5">{t("requests.invite_title")}</Title>
        <Select label={t("requests.invite_who")} searchable clearable value={guestId} onChange={setGuestId} data={people.map(({ id, name }) => ({ value: id, label: name }))} nothingFoundMessage={t("requests.no_followers")} />
        <Checkbox label={t("requests.invite_extra")} description={t("requests.invite_extra_hint")} checked={extra} onChange={(event) => setExtra(event.currentTarget.checked)} />
        <Textarea label={t("requests.invite_message")} maxLength={2000} autosize value={message} onChange={(event) => setMessage(event.currentTarget.value)} />
        {invite.error && <Trouble error={invite.error} />}
        <Group><Button disabled={!guestId} loading={invite.isPending} onClick={() => guestId && invite.mutate(guestId)}>{t("act.invite")}</Button></Group>
      </Stack>
    </Card>
  );
}

function Moderators({ event }: { event: Event }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(read.moderators(event.id));
  const people = useFollowers(event);
  const [chosen, setChosen] = useState<string | null>(null);
  const path = (id: string) => ({ params: { path: { event_id: event.id, user_id: id } } });
  const freshen = [["event", event.id]];
  const nameOf = (id: string) => [...people, ...(data?.items ?? [])].find((each) => each.id === id)?.name ?? "";
  const add = useAct({ run: (id: string) => api.PUT("/api/v1/events/{event_id}/moderators/{user_id}", path(id)), said: (_done, id) => t("requests.moderator_added", { name: nameOf(id) }), then: () => setChosen(null), freshen });
  const remove = useAct({ run: (id: string) => api.DELETE("/api/v1/events/{event_id}/moderators/{user_id}", path(id)), said: (_done, id) => t("requests.moderator_removed", { name: nameOf(id) }), freshen });
  if (!data) return error ? <Trouble error={error} retry={refetch} /> : <Waiting height={44} />;
  return (
    <Stack>
      <Text c="dimmed">{t("requests.moderators_hint")}</Text>
      {data.items.length === 0 && <Text>{t("requests.no_moderators")}</Text>}
      {data.items.map((each) => (
        <Group key={each.id} justify="space-between" maw={480}>
          <PersonLine person={each} />
          <ActionIcon variant="default" aria-label={t("requests.remove_moderator", { name: each.name })} onClick={() => remove.mutate(each.id)}><IconX size={16} /></ActionIcon>
        </Group>
      ))}
      <Group align="flex-end">
        <Select label={t("requests.invite_who")} searchable value={chosen} onChange={setChosen} data={people.filter(({ id }) => !data.items.some((each) => each.id === id)).map(({ id, name }) => ({ value: id, label: name }))} nothingFoundMessage={t("requests.no_followers")} />
        <Button disabled={!chosen} loading={add.isPending} onClick={() => chosen && add.mutate(chosen)}>{t("requests.make_moderator")}</Button>
      </Group>
    </Stack>
  );
}
