import { Alert, Button, Checkbox, Group, List, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, body } from "../api/client";
import * as read from "../api/queries";
import type { components } from "../api/schema";
import type { Booking, Event } from "../api/types";
import { Endless } from "../ui/Endless";
import { tell, Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { useKeepFocus } from "../ui/useKeepFocus";
import { GuestLine } from "./GuestLine";

type Verdict = "approve" | "decline";
type Result = components["schemas"]["Decided"];
/** How many the API takes at once. */
const AT_ONCE = 100;
const REASONS = ["sold_out", "time_conflict", "wrong_status", "not_found", "event_started"] as const;

/** Those who ask, to be answered one by one or many at once. */
export function Deciding({ event, status }: { event: Event; status: "requested" | "waitlisted" }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(read.guests(event.id, status));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<{ name: string; code: string }[]>([]);
  const bookings = list.data?.pages.flatMap((page) => page.items) ?? [];
  // Who was decided on meanwhile, by whomever, is not chosen any more.
  const still = bookings.map(({ guest }) => guest.id).filter((id) => chosen.has(id));
  const frame = useKeepFocus<HTMLDivElement>();
  const freshen = [["event", event.id]];
  const one = useAct<{ id: string; verdict: Verdict }, Booking>({
    run: ({ id, verdict }) =>
      body(
        api.POST(`/api/v1/events/{event_id}/bookings/{guest_id}/${verdict}`, {
          params: { path: { event_id: event.id, guest_id: id } },
        }),
      ),
    said: ({ status: now, guest }) => `${guest.name}: ${t(`status.${now}`)}`,
    freshen,
  });
  const many = useAct({
    run: async (verdict: Verdict) => {
      const found: Result[] = [];
      for (let from = 0; from < still.length; from += AT_ONCE) {
        const ids = still.slice(from, from + AT_ONCE);
        const decisions = verdict === "approve" ? { approve: ids, decline: [] } : { approve: [], decline: ids };
        found.push(
          ...(
            await body(
              api.POST("/api/v1/events/{event_id}/bookings/decide", {
                params: { path: { event_id: event.id } },
                body: decisions,
              }),
            )
          ).results,
        );
      }
      return found;
    },
    done: (results) => {
      setChosen(new Set());
      const failed = results.filter((each) => each.code);
      setRefused(
        failed.map(({ guest_id: id, code }) => ({
          name: bookings.find(({ guest }) => guest.id === id)?.guest.name ?? "",
          code: code ?? "",
        })),
      );
      tell(t("requests.result", { done: results.length - failed.length, failed: failed.length }));
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
    <Stack {...frame}>
      {status === "waitlisted" && (
        <Text size="sm" c="dimmed">
          {t(event.approval === "automatic" ? "requests.waitlist_auto" : "requests.waitlist_manual")}
        </Text>
      )}
      {one.error && <Trouble error={one.error} />}
      {refused.length > 0 && (
        <Alert
          color="orange"
          role="status"
          title={t("requests.not_done")}
          withCloseButton
          closeButtonLabel={t("common.close")}
          onClose={() => setRefused([])}
        >
          <List size="sm">
            {refused.map(({ name, code }) => (
              <List.Item key={name + code}>
                {name}: {t(`refusal.${REASONS.find((each) => each === code) ?? "other"}`)}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Endless
        list={list}
        draw={(bookings) => (
          <>
            {may && (
              <Group gap="xs">
                <Checkbox
                  label={t("requests.choose_all")}
                  checked={still.length === bookings.length}
                  indeterminate={still.length > 0 && still.length < bookings.length}
                  onChange={({ currentTarget }) =>
                    setChosen(new Set(currentTarget.checked ? bookings.map((each) => each.guest.id) : []))
                  }
                />
                {still.length > 0 && (
                  <>
                    <Text size="sm" role="status">
                      {t("requests.chosen", { count: still.length })}
                    </Text>
                    <Button size="xs" loading={many.isPending} onClick={() => many.mutate("approve")}>
                      {t("requests.approve_chosen")}
                    </Button>
                    <Button size="xs" variant="default" loading={many.isPending} onClick={() => many.mutate("decline")}>
                      {t("requests.decline_chosen")}
                    </Button>
                  </>
                )}
              </Group>
            )}
            <Stack gap="xs" mt="sm">
              {bookings.map((booking) => {
                const { guest } = booking;
                const busy = (verdict: Verdict) =>
                  one.isPending && one.variables.id === guest.id && one.variables.verdict === verdict;
                return (
                  <GuestLine
                    key={guest.id}
                    booking={booking}
                    select={
                      may && (
                        <Checkbox
                          aria-label={t("requests.choose", { name: guest.name })}
                          checked={chosen.has(guest.id)}
                          onChange={() => toggle(guest.id)}
                        />
                      )
                    }
                  >
                    {may && (
                      <>
                        <Button
                          size="xs"
                          loading={busy("approve")}
                          onClick={() => one.mutate({ id: guest.id, verdict: "approve" })}
                        >
                          {t("act.approve")}
                        </Button>
                        <Button
                          size="xs"
                          variant="default"
                          loading={busy("decline")}
                          onClick={() => one.mutate({ id: guest.id, verdict: "decline" })}
                        >
                          {t("act.decline")}
                        </Button>
                      </>
                    )}
                  </GuestLine>
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
