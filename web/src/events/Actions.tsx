import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { api, body } from "../api/client";
import type { Booking, Event } from "../api/types";
import { dateAndTime, zoneName } from "../format";
import { useMinute } from "../ui/Ago";
import { Sure } from "../ui/Sure";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { dropDraft } from "../ui/useDraft";
import { useKeepFocus } from "../ui/useKeepFocus";
import { Words } from "../ui/Words";
import { mine, over, whyNot } from "./standing";

type Asking = "request" | "join_waitlist" | "withdraw" | "refuse" | "cancel" | "delete";
type Answering = "withdraw" | "accept" | "refuse" | "confirm";

/** What I am to this event, what I can do now, and if nothing, why. */
export function Actions({ event }: { event: Event }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = () => setAsking(null);
  const may = (action: string) => event.actions.includes(action);
  const { ask, answer, cancel, restore, remove } = useActions(event, close);
  const trouble = ask.error ?? answer.error ?? cancel.error;
  const host = event.my_role === "host";
  const frame = useKeepFocus<HTMLDivElement>();
  return (
    <Stack gap="sm" {...frame}>
      <Standing event={event} />
      {trouble && <Trouble error={trouble} />}
      <Group gap="xs" grow preventGrowOverflow={false}>
        {may("accept") && (
          <Button loading={answer.isPending} onClick={() => answer.mutate("accept")}>
            {t("act.accept")}
          </Button>
        )}
        {may("confirm") && (
          <Button loading={answer.isPending} onClick={() => answer.mutate("confirm")}>
            {t("act.confirm")}
          </Button>
        )}
        {may("refuse") && (
          <Button variant="default" onClick={() => setAsking("refuse")}>
            {t("act.refuse")}
          </Button>
        )}
        {may("request") && <Button onClick={() => setAsking("request")}>{t("act.request")}</Button>}
        {may("join_waitlist") && <Button onClick={() => setAsking("join_waitlist")}>{t("act.join_waitlist")}</Button>}
        {may("withdraw") && (
          <Button variant="default" onClick={() => setAsking("withdraw")}>
            {t(event.my_booking?.status === "waitlisted" ? "act.withdraw_waitlist" : "act.withdraw")}
          </Button>
        )}
        {(host || event.my_role === "moderator") && (
          <Button component={Link} href={`/events/${event.id}/requests`}>
            {t("event.manage")}
          </Button>
        )}
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
      {(asking === "request" || asking === "join_waitlist") && (
        <Sure
          opened
          title={t(`act.${asking}`)}
          words={t("act.message")}
          hint={t("act.message_hint")}
          about={`ask.${event.id}`}
          action={t(`act.${asking}`)}
          loading={ask.isPending}
          onClose={close}
          onYes={(words) => ask.mutate({ words, wanted: asking })}
        />
      )}
      {asking === "withdraw" && (
        <Sure
          opened
          danger
          title={t("act.withdraw")}
          question={t("act.sure_withdraw")}
          action={t("act.withdraw")}
          loading={answer.isPending}
          onClose={close}
          onYes={() => answer.mutate("withdraw")}
        />
      )}
      {asking === "refuse" && (
        <Sure
          opened
          danger
          title={t("act.refuse")}
          question={t("act.sure_refuse")}
          action={t("act.refuse")}
          loading={answer.isPending}
          onClose={close}
          onYes={() => answer.mutate("refuse")}
        />
      )}
      {asking === "cancel" && (
        <Sure
          opened
          danger
          title={t("act.cancel")}
          question={t("act.sure_cancel")}
          words={t("act.reason")}
          hint={t("act.reason_hint")}
          about={`cancel.${event.id}`}
          action={t("act.cancel")}
          loading={cancel.isPending}
          onClose={close}
          onYes={(words) => cancel.mutate(words)}
        />
      )}
      {asking === "delete" && (
        <Sure
          opened
          danger
          title={t("act.delete")}
          question={t("act.sure_delete")}
          action={t("act.delete")}
          loading={remove.isPending}
          onClose={close}
          onYes={() => remove.mutate()}
        />
      )}
    </Stack>
  );
}

function useActions(event: Event, close: () => void) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const path = { event_id: event.id };
  const freshen = [["event", event.id], ["bookings"], ["hosting"], ["events"], ["reminders"]];
  const said: Partial<Record<Booking["status"], string>> = {
    confirmed: t("act.asked_confirmed"),
    waitlisted: t("act.asked_waitlisted"),
  };
  return {
    ask: useAct<{ words: string; wanted: Asking }, Booking>({
      run: ({ words }) =>
        body(api.POST("/api/v1/events/{event_id}/bookings", { params: { path }, body: { message: words || null } })),
      said: (booking, { wanted }) =>
        booking.status === "waitlisted" && wanted === "request"
          ? t("act.asked_late")
          : (said[booking.status] ?? t("act.asked")),
      done: () => {
        dropDraft(`ask.${event.id}`);
        close();
      },
      freshen,
    }),
    answer: useAct<Answering, Booking>({
      run: (how) =>
        body(
          api.POST(`/api/v1/events/{event_id}/bookings/{guest_id}/${how}`, {
            params: { path: { ...path, guest_id: "me" } },
          }),
        ),
      said: (_booking, how) =>
        t(
          (
            {
              withdraw: "act.withdrawn",
              accept: "act.accepted",
              refuse: "act.refused",
              confirm: "act.confirmed",
            } as const
          )[how],
        ),
      done: close,
      freshen,
    }),
    cancel: useAct<string, Event>({
      run: (reason) =>
        body(api.POST("/api/v1/events/{event_id}/cancel", { params: { path }, body: { reason: reason || null } })),
      said: t("act.cancelled"),
      done: () => {
        dropDraft(`cancel.${event.id}`);
        close();
      },
      freshen,
    }),
    restore: useAct<void, Event>({
      run: () => body(api.POST("/api/v1/events/{event_id}/restore", { params: { path } })),
      said: t("act.restored"),
      freshen,
    }),
    remove: useAct({
      run: () => api.DELETE("/api/v1/events/{event_id}", { params: { path } }),
      said: t("act.deleted"),
      done: () => go("/hosting", { replace: true }),
      freshen: [["hosting"], ["events"]],
    }),
  };
}

/** In words: host, moderator, or how my booking stands, and why there is nothing to press. */
function Standing({ event }: { event: Event }) {
  const { t } = useTranslation();
  useMinute();
  const booking = event.my_booking;
  const end = over(event);
  const line = mine(event);
  const why = whyNot(event);
  const until = booking?.respond_by
    ? `${dateAndTime(booking.respond_by, event.time_zone)} ${zoneName(booking.respond_by, event.time_zone)}`
    : "";
  return (
    <>
      {event.my_role === "host" && <Text fw={600}>{t("event.you_host")}</Text>}
      {event.my_role === "moderator" && <Text fw={600}>{t("event.you_moderate")}</Text>}
      {line && (
        <Alert role="status" color={COLORS[booking?.status ?? "requested"] ?? "gray"} p="sm">
          <Text size="sm" fw={600}>
            {t(`mine.${line}`, { time: until, position: booking?.waitlist_position })}{" "}
            {line === "invited" && booking?.extra_seat && t("mine.extra")}
          </Text>
          {line === "invited" && booking?.message && <Words size="sm">{booking.message}</Words>}
        </Alert>
      )}
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
