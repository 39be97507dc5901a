import { Alert, Button, Checkbox, Group, List, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, body } from "../api/client";
import * as read from "../api/queries";
import type { components } from "../api/schema";
import type { Event } from "../api/types";
import { Endless } from "../ui/Endless";
import { tell } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { useKeepFocus } from "../ui/useKeepFocus";
import { GuestLine } from "./GuestLine";
import { useEnding } from "./useEnding";
import { YesNo } from "./YesNo";

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
  const { stays, declineAll } = useEnding(event.id);
  const bookings = (list.data?.pages.flatMap((page) => page.items) ?? []).filter(stays);
  // Who was decided on meanwhile, by whomever, is not chosen any more.
  const still = bookings.map(({ guest }) => guest.id).filter((id) => chosen.has(id));
  const frame = useKeepFocus<HTMLDivElement>();
  const freshen = [["event", event.id]];
  const show = (results: Result[]) => {
    const failed = results.filter((each) => each.code);
    setRefused(
      failed.map(({ guest_id: id, code }) => ({
        name: bookings.find(({ guest }) => guest.id === id)?.guest.name ?? "",
        code: code ?? "",
      })),
    );
    return { done: results.length - failed.length, failed: failed.length };
  };
  const many = useAct({
    run: () => decide(event.id, still, "approve"),
    done: (results) => {
      setChosen(new Set());
      tell(t("requests.result", show(results)));
    },
    freshen,
  });
  const decline = () => {
    const ids = still;
    setChosen(new Set());
    const them = bookings.filter(({ guest }) => chosen.has(guest.id));
    declineAll(them, async () => {
      const result = show(await decide(event.id, ids, "decline"));
      if (result.failed) tell(t("requests.result", result));
    });
  };
  const toggle = (id: string) =>
    setChosen((old) => {
      const now = new Set(old);
      if (!now.delete(id)) now.add(id);
      return now;
    });
  const may = event.actions.includes("approve");
  const full = event.seats_left <= 0;
  const main = full || event.approval === "automatic" ? "default" : "filled";
  return (
    <Stack {...frame}>
      {status === "waitlisted" && (
        <Text size="sm" c="dimmed">
          {t(event.approval === "automatic" ? "requests.waitlist_auto" : "requests.waitlist_manual")}
        </Text>
      )}
      {may && full && bookings.length > 0 && <Text size="sm">{t("requests.full")}</Text>}
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
        draw={() => (
          <>
            {bookings.length === 0 && <Text c="dimmed">{t("requests.none")}</Text>}
            {may && bookings.length > 0 && (
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
                    <Button size="xs" variant={main} loading={many.isPending} onClick={() => many.mutate()}>
                      {t("requests.approve_chosen")}
                    </Button>
                    <Button size="xs" variant="default" onClick={decline}>
                      {t("requests.decline_chosen")}
                    </Button>
                  </>
                )}
              </Group>
            )}
            <Stack gap="xs" mt="sm">
              {bookings.map((booking) => {
                const { guest } = booking;
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
                    answer={may && <YesNo eventId={event.id} asking={booking} quiet={main === "default"} />}
                  />
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

/** Of many at once, each by itself; seats go in this order, and a no waits for nothing, for the page may be going. */
async function decide(eventId: string, ids: string[], verdict: "approve" | "decline"): Promise<Result[]> {
  const answers = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const answer = body(
      api.POST("/api/v1/events/{event_id}/bookings/decide", {
        params: { path: { event_id: eventId } },
        body: { approve: [], decline: [], [verdict]: ids.slice(from, from + AT_ONCE) },
        keepalive: true,
      }),
    );
    if (verdict === "approve") await answer;
    answers.push(answer);
  }
  return (await Promise.all(answers)).flatMap(({ results }) => results);
}
