import { Anchor, Button, Card, Group, Skeleton, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconQrcode } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "wouter";
import { api, body, Refusal } from "../api/client";
import * as read from "../api/queries";
import type { AtTheDoor, Booking, Event, Page } from "../api/types";
import { closesAt, doorState, opensAt } from "../events/door";
import { dateAndTime, eventTitle } from "../format";
import { useMinute } from "../ui/Ago";
import { Endless, Waiting } from "../ui/Endless";
import { PersonLine } from "../ui/People";
import { NoAccess, Trouble } from "../ui/Trouble";
import { tellUndoable } from "../ui/undo";
import { useAct } from "../ui/useAct";
import { useDraft } from "../ui/useDraft";

const Scanner = lazy(() => import("../events/Scanner"));

/** Where host and moderators look at tickets and say who came. */
export default function Door() {
  const { id } = useParams<{ id: string }>();
  const { t } = useTranslation();
  useMinute();
  const { data: event, error, refetch } = useQuery(read.event(id));
  if (!event) return error ? <Trouble error={error} retry={refetch} /> : <Waiting />;
  if (event.my_role !== "host" && event.my_role !== "moderator")
    return <NoAccess why={t("entrance.only_host")} href={`/events/${id}`} go={t("inbox.open")} />;
  const state = doorState(event);
  const at = state === "opens" ? opensAt(event) : closesAt(event);
  return (
    <Stack maw={640}>
      <title>{`${t("entrance.title")} · ${eventTitle(event)}`}</title>
      <div>
        <Title order={1} size="h2">
          {t("entrance.title")}
        </Title>
        <Anchor component={Link} href={`/events/${id}/requests?tab=confirmed`}>
          {eventTitle(event)}
        </Anchor>
      </div>
      {state === "open" ? (
        <Open event={event} />
      ) : (
        <Text>{t(`entrance.${state}`, { time: dateAndTime(at.toISOString(), event.time_zone) })}</Text>
      )}
    </Stack>
  );
}

function Open({ event }: { event: Event }) {
  const { t } = useTranslation();
  // Another of the host side may stand at the door, too.
  const list = useInfiniteQuery({ ...read.door(event.id), refetchInterval: 15_000 });
  const guests = list.data?.pages.flatMap((page) => page.items) ?? [];
  const came = guests.filter((each) => each.came).length;
  const missed = guests.filter((each) => each.came === false).length;
  const mark = useMark(event.id);
  return (
    <>
      <CheckIn event={event} guests={guests} undo={mark} />
      {guests.length > 0 && !list.hasNextPage && (
        <Text aria-live="polite">{t("entrance.counted", { came, missed, rest: guests.length - came - missed })}</Text>
      )}
      <Endless
        list={list}
        height={64}
        draw={(all) => (
          <Stack gap="xs">
            {all.map((each) => (
              <GuestAtDoor key={each.guest.id} guest={each} onMark={(now) => mark(each, now)} />
            ))}
          </Stack>
        )}
        empty={<Text c="dimmed">{t("entrance.nobody")}</Text>}
      />
    </>
  );
}

type Came = AtTheDoor["came"];
type List = InfiniteData<Page<AtTheDoor>>;
interface Marked {
  guest: AtTheDoor["guest"];
  came: Came;
}

/** Says of a guest whether they came, at once and with the way back. */
function useMark(eventId: string) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { queryKey } = read.door(eventId);
  const act = useAct<{ id: string; came: Came }>({
    run: ({ id, came }) =>
      api.PUT("/api/v1/events/{event_id}/attendance/{guest_id}", {
        params: { path: { event_id: eventId, guest_id: id } },
        body: { came },
      }),
    hope: ({ id, came }) => {
      void cache.cancelQueries({ queryKey });
      const before = cache.getQueryData<List>(queryKey);
      cache.setQueryData<List>(queryKey, (old) => old && { ...old, pages: old.pages.map(changed(id, came)) });
      return () => cache.setQueryData(queryKey, before);
    },
    freshen: [queryKey],
  });
  return ({ guest, came: before }: Marked, came: Came) => {
    const said = came ? "is_here" : came === false ? "missed_said" : "not_taken_said";
    act.mutate({ id: guest.id, came });
    tellUndoable(t(`entrance.${said}`, { name: guest.name }), () => act.mutate({ id: guest.id, came: before }));
  };
}

const changed = (id: string, came: Came) => (page: Page<AtTheDoor>) => ({
  ...page,
  items: page.items.map((each) => (each.guest.id === id ? { ...each, came } : each)),
});

function GuestAtDoor({ guest, onMark }: { guest: AtTheDoor; onMark: (came: Came) => void }) {
  const { t } = useTranslation();
  const { name } = guest.guest;
  const option = (came: boolean) => {
    const is = guest.came === came;
    const word = came ? "came" : "missed";
    return (
      <Button
        size="sm"
        variant={is ? "filled" : "default"}
        aria-pressed={is}
        aria-label={t(`entrance.${word}_of`, { name })}
        onClick={() => onMark(is ? null : came)}
      >
        {t(`entrance.${word}`)}
      </Button>
    );
  };
  const party = [guest.seats > 1 && t("entrance.seats", { count: guest.seats }), ...guest.companions];
  return (
    <Card withBorder padding="sm" component="article" aria-label={name}>
      <Group justify="space-between" gap="sm">
        <PersonLine person={guest.guest}>
          <Text size="sm" c="dimmed">
            {[...party, guest.came === null && t("entrance.not_taken")].filter(Boolean).join(" · ")}
          </Text>
        </PersonLine>
        <Group gap="xs">
          {option(true)}
          {option(false)}
        </Group>
      </Group>
    </Card>
  );
}

interface CheckInProps {
  event: Event;
  guests: AtTheDoor[];
  undo: (guest: Marked, came: Came) => void;
}

/** By the code of a ticket, as it is read aloud or by the camera. */
function CheckIn({ event, guests, undo }: CheckInProps) {
  const { t } = useTranslation();
  const { fields, change, clear } = useDraft(`ticket.${event.id}`, { code: "" });
  const check = useAct<string, Booking>({
    run: (code) =>
      body(
        api.POST("/api/v1/events/{event_id}/check-in", { params: { path: { event_id: event.id } }, body: { code } }),
      ),
    done: ({ guest }) => {
      clear();
      const before = guests.find((each) => each.guest.id === guest.id)?.came ?? null;
      tellUndoable(t("entrance.is_here", { name: guest.name }), () => undo({ guest, came: true }, before));
    },
    inPlace: true,
    freshen: [read.door(event.id).queryKey],
  });
  const [scanning, setScanning] = useState(false);
  const unknown = check.error instanceof Refusal && check.error.status === 404;
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (fields.code.trim()) check.mutate(fields.code.trim());
      }}
    >
      <Group align="flex-end" gap="xs">
        <TextInput
          flex="1 1 12rem"
          size="md"
          label={t("entrance.code")}
          description={t("entrance.code_hint")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          error={unknown && t("entrance.no_such")}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={20}
          value={fields.code}
          onChange={(typed) => {
            check.reset();
            change({ code: typed.currentTarget.value });
          }}
        />
        <Button type="submit" size="md" loading={check.isPending}>
          {t("entrance.check_in")}
        </Button>
      </Group>
      {check.error && !unknown && <Trouble error={check.error} />}
      <Button
        variant="light"
        mt="sm"
        leftSection={<IconQrcode size={18} />}
        aria-expanded={scanning}
        onClick={() => setScanning(!scanning)}
      >
        {t(scanning ? "scan.stop" : "scan.start")}
      </Button>
      {scanning && (
        <Suspense fallback={<Skeleton className="camera" mt="sm" />}>
          <Scanner onCode={(code) => check.mutate(code)} />
        </Suspense>
      )}
    </form>
  );
}
