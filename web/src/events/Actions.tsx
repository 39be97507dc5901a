import { Alert, Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { api, body } from "../api/client";
import type { Booking, Event } from "../api/types";
import { conflictTitle, dateAndTime, ownZone, zoneName } from "../format";
import { expecting, expectNoMore } from "../live/own";
import { useWanted } from "../session/wanted";
import { useMinute } from "../ui/Ago";
import { Sure } from "../ui/Sure";
import type { SureProps } from "../ui/SureDialog";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { dropDraft } from "../ui/useDraft";
import { useKeepFocus } from "../ui/useKeepFocus";
import { Words } from "../ui/Words";
import { InShort } from "./EventScreen";
import { Party, PartySize, useParty, type Company } from "./Party";
import { givingUp, mine, over, whyNot } from "./standing";
import { mayTake, TakeInvitation, useInvitation } from "./TakeInvitation";

type Asking = "request" | "join_waitlist" | "withdraw" | "refuse" | "switch" | "cancel" | "delete";
const ASKED = new Set(["request", "join_waitlist"]);
type Question = Omit<SureProps, "opened" | "onClose">;
type Answering = "withdraw" | "accept" | "refuse" | "confirm";

/** What I am to this event, what I can do now, and if nothing, why. */
export function Actions({ event }: { event: Event }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = () => {
    setAsking(null);
    for (const each of [ask, answer, switching, cancel, remove]) each.reset();
  };
  const invitation = useInvitation();
  const token = mayTake(event) ? invitation : null;
  // By the invitation or else by asking, not both.
  const may = (action: string) => event.actions.includes(action) && !(token && ASKED.has(action));
  const { ask, answer, switching, cancel, restore, remove } = useActions(event, () => setAsking(null));
  const trouble = [ask, answer, switching, cancel, restore, remove].find((each) => each.error)?.error;
  const host = event.my_role === "host";
  const runs = host || event.my_role === "moderator";
  // An automatic event asks nobody, so neither does the page.
  const start = (wanted: "request" | "join_waitlist") =>
    event.approval === "automatic" ? ask.mutate({ words: "", wanted, ...company }) : setAsking(wanted);
  const asked = may("request") || may("join_waitlist");
  const { company, ...choosing } = useParty(event);
  const label = (wanted: "request" | "join_waitlist") =>
    wanted === "request" && event.approval === "automatic"
      ? company.seats > 1
        ? t("party.take_seats", { count: company.seats })
        : t("act.take_seat")
      : t(`act.${wanted}`);
  // Pressed before signing in.
  useWanted("request", may("request"), () => start("request"));
  useWanted("join_waitlist", may("join_waitlist"), () => start("join_waitlist"));
  const kind = givingUp(event);
  const clashes = event.conflicts;
  const busy = clashes.length > 0;
  const instead = busy && clashes.every((each) => !each.own) && (may("confirm") || may("accept"));
  const names = clashes.map((each) => t("act.quoted", { title: conflictTitle(each) })).join(", ");
  const asks = (wanted: "request" | "join_waitlist"): Question => ({
    ...at(ask),
    title: t(`act.${wanted}`),
    words: t("act.message"),
    hint: t("act.message_hint"),
    about: `ask.${event.id}`,
    action: t(`act.${wanted}`),
    onYes: (words) => ask.mutate({ words, wanted, ...company }),
  });
  const sure: Record<Asking, Question> = {
    request: asks("request"),
    join_waitlist: asks("join_waitlist"),
    withdraw: {
      ...at(answer),
      danger: true,
      title: t(`giving_up.${kind}_title`),
      question: t(`giving_up.${kind}`),
      action: t(`giving_up.${kind}_action`),
      onYes: () => answer.mutate("withdraw"),
    },
    refuse: {
      ...at(answer),
      danger: true,
      title: t("act.refuse"),
      question: t("act.sure_refuse"),
      action: t("act.refuse"),
      onYes: () => answer.mutate("refuse"),
    },
    switch: {
      ...at(switching),
      danger: true,
      title: t("act.switch", { names }),
      question: t("act.sure_switch", { names }),
      action: t("act.switch_yes"),
      onYes: () => switching.mutate(event.my_booking?.status === "moved" ? "confirm" : "accept"),
    },
    cancel: {
      ...at(cancel),
      danger: true,
      title: t("act.cancel"),
      question: t("act.sure_cancel"),
      words: t("act.reason"),
      hint: t("act.reason_hint"),
      about: `cancel.${event.id}`,
      action: t("act.cancel"),
      onYes: (reason) => cancel.mutate(reason),
    },
    delete: {
      ...at(remove),
      danger: true,
      title: t("act.delete"),
      question: t("act.sure_delete"),
      action: t("act.delete"),
      onYes: () => remove.mutate(),
    },
  };
  const frame = useKeepFocus<HTMLDivElement>();
  const manage = runs && (
    <Button component={Link} href={`/events/${event.id}/requests`} variant={over(event) ? "default" : "filled"}>
      {t("event.manage")}
      {Boolean(event.requests_waiting) && !over(event) && ` (${event.requests_waiting})`}
    </Button>
  );
  return (
    <Stack gap="sm" {...frame}>
      <Standing event={event} asked={Math.max(ask.submittedAt, answer.submittedAt, switching.submittedAt)} />
      {busy && <Clashes event={event} />}
      {trouble && !asking && <Trouble error={trouble} />}
      {token && <TakeInvitation event={event} token={token} />}
      {asked && event.max_party > 1 && <Party event={event} {...choosing} />}
      <Group gap="xs" grow preventGrowOverflow={false}>
        <div className="main-action">
          {asked && <InShort event={event} />}
          {instead && <Button onClick={() => setAsking("switch")}>{t("act.switch", { names })}</Button>}
          {may("accept") && !busy && (
            <Button loading={answer.isPending} onClick={() => answer.mutate("accept")}>
              {t("act.accept")}
            </Button>
          )}
          {may("confirm") && !busy && (
            <Button loading={answer.isPending} onClick={() => answer.mutate("confirm")}>
              {t("act.confirm")}
            </Button>
          )}
          {may("refuse") && (
            <Button variant="default" onClick={() => setAsking("refuse")}>
              {t("act.refuse")}
            </Button>
          )}
          {may("request") && (
            <Button variant={busy ? "default" : "filled"} loading={ask.isPending} onClick={() => start("request")}>
              {label("request")}
            </Button>
          )}
          {may("join_waitlist") && (
            <Button
              variant={busy ? "default" : "filled"}
              loading={ask.isPending}
              onClick={() => start("join_waitlist")}
            >
              {label("join_waitlist")}
            </Button>
          )}
          {!over(event) && manage}
        </div>
        {may("withdraw") && (
          <Button variant="default" onClick={() => setAsking("withdraw")}>
            {t(`giving_up.${kind}_action`)}
          </Button>
        )}
        {over(event) && manage}
        {may("edit") && (
          <Button component={Link} href={`/events/${event.id}/edit`} variant="default">
            {t("act.edit")}
          </Button>
        )}
        {may("restore") && (
          <Button loading={restore.isPending} onClick={() => restore.mutate()}>
            {t("act.restore")}
          </Button>
        )}
        {may("cancel") && (
          <Button variant="default" onClick={() => setAsking("cancel")}>
            {t("act.cancel")}
          </Button>
        )}
        {may("delete") && (
          <Button variant="default" onClick={() => setAsking("delete")}>
            {t("act.delete")}
          </Button>
        )}
        {host && (
          <Button component={Link} href={`/films/${event.film.id}/plan?like=${event.id}`} variant="subtle">
            {t("event.duplicate")}
          </Button>
        )}
      </Group>
      {asking && <Sure key={asking} opened {...sure[asking]} onClose={close} />}
    </Stack>
  );
}

/** How far what was answered yes to has come. */
const at = ({ isPending, error }: { isPending: boolean; error: unknown }) => ({ loading: isPending, error });

/** At what one is busy then, before a button fails for it. */
function Clashes({ event }: { event: Event }) {
  const { t } = useTranslation();
  return (
    <Alert color="orange" p="sm" title={t("event.clashes")}>
      <Stack gap={2}>
        {event.conflicts.map((each) => (
          <Text key={each.event_id} size="sm">
            <Anchor component={Link} href={`/events/${each.event_id}`} size="sm" underline="always">
              {conflictTitle(each)}
            </Anchor>
            , {dateAndTime(each.starts_at, ownZone())}
          </Text>
        ))}
        {event.conflicts.some((each) => each.own) && <Text size="sm">{t("event.clash_own")}</Text>}
      </Stack>
    </Alert>
  );
}

function useActions(event: Event, close: () => void) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const kind = givingUp(event);
  const path = { event_id: event.id };
  const own = { params: { path: { ...path, guest_id: "me" } } };
  const freshen = [["event", event.id], ["bookings"], ["hosting"], ["events"], ["reminders"]];
  const said: Partial<Record<Booking["status"], string>> = {
    confirmed: t("act.asked_confirmed"),
    waitlisted: t("act.asked_waitlisted"),
  };
  return {
    ask: useAct<{ words: string; wanted: Asking } & Company, Booking>({
      run: async ({ words, seats, companions }) => {
        const booking = await expecting(event.id, "booking_approved", () =>
          body(
            api.POST("/api/v1/events/{event_id}/bookings", {
              params: { path },
              body: { message: words || null, seats, companions },
            }),
          ),
        );
        if (booking.status !== "confirmed") expectNoMore(event.id, "booking_approved");
        return booking;
      },
      said: (booking, { wanted }) =>
        booking.status === "waitlisted" && wanted === "request"
          ? t("act.asked_late")
          : (said[booking.status] ?? t("act.asked")),
      done: () => {
        dropDraft(`ask.${event.id}`);
        dropDraft(`party.${event.id}`);
        close();
      },
      inPlace: true,
      freshen,
    }),
    answer: useAct<Answering, Booking>({
      run: (how) => body(api.POST(`/api/v1/events/{event_id}/bookings/{guest_id}/${how}`, own)),
      said: (_booking, how) =>
        t(
          (
            {
              withdraw: `giving_up.${kind}_said`,
              accept: "act.accepted",
              refuse: "act.refused",
              confirm: "act.confirmed",
            } as const
          )[how],
        ),
      done: close,
      inPlace: true,
      freshen,
    }),
    switching: useAct<"confirm" | "accept", Booking>({
      run: (how) =>
        body(
          api.POST(`/api/v1/events/{event_id}/bookings/{guest_id}/${how}`, {
            ...own,
            body: { instead_of: event.conflicts.map((each) => each.event_id) },
          }),
        ),
      said: t("act.confirmed"),
      done: close,
      inPlace: true,
      freshen: [["event"], ...freshen],
    }),
    cancel: useAct<string, Event>({
      run: (reason) =>
        body(api.POST("/api/v1/events/{event_id}/cancel", { params: { path }, body: { reason: reason || null } })),
      said: t("act.cancelled"),
      done: () => {
        dropDraft(`cancel.${event.id}`);
        close();
      },
      inPlace: true,
      freshen,
    }),
    restore: useAct<void, Event>({
      run: () => body(api.POST("/api/v1/events/{event_id}/restore", { params: { path } })),
      said: t("act.restored"),
      inPlace: true,
      freshen,
    }),
    remove: useAct({
      run: () => api.DELETE("/api/v1/events/{event_id}", { params: { path } }),
      said: t("act.deleted"),
      done: () => go("/hosting", { replace: true }),
      inPlace: true,
      freshen: [["hosting"], ["events"]],
    }),
  };
}

/** In words: host, moderator, or how my booking stands, and why there is nothing to press. */
function Standing({ event, asked }: { event: Event; asked: number }) {
  const { t } = useTranslation();
  useMinute();
  const booking = event.my_booking;
  const end = over(event);
  const line = mine(event);
  const answer = useRef<HTMLDivElement>(null);
  // The answer to what one has just done is brought into sight; what comes later moves nothing.
  useEffect(() => {
    if (Date.now() - asked < 20_000) answer.current?.scrollIntoView({ block: "nearest" });
  }, [line, asked]);
  const why = whyNot(event);
  const until = booking?.respond_by
    ? `${dateAndTime(booking.respond_by, event.time_zone)} ${zoneName(booking.respond_by, event.time_zone)}`
    : "";
  return (
    <>
      {event.my_role === "host" && <Text fw={600}>{t("event.you_host")}</Text>}
      {event.my_role === "moderator" && <Text fw={600}>{t("event.you_moderate")}</Text>}
      {line && (
        <Alert ref={answer} role="status" color={COLORS[booking?.status ?? "requested"] ?? "gray"} p="sm">
          <Text size="sm" fw={600}>
            {t(`mine.${line}`, { time: until, position: booking?.waitlist_position })}{" "}
            {line === "invited" && booking?.extra_seat && t("mine.extra")}
          </Text>
          {line === "invited" && booking?.message && <Words size="sm">{booking.message}</Words>}
        </Alert>
      )}
      {booking && booking.seats > 1 && <PartySize event={event} booking={booking} />}
      {[end, why].map(
        (each) =>
          each && (
            <Text key={each} size="sm" c="dimmed">
              {t(`mine.${each}`)}
            </Text>
          ),
      )}
    </>
  );
}

const COLORS: Partial<Record<Booking["status"], string>> = { confirmed: "teal", moved: "orange", invited: "orange" };
