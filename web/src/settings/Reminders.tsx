import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useInfiniteQuery, useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api } from "../api/client";
import * as read from "../api/queries";
import type { Page, Reminder } from "../api/types";
import { eventTitle } from "../format";
import { Endless } from "../ui/Endless";
import { useAct } from "../ui/useAct";
import { When } from "../ui/When";
import { Part } from "./Part";

type Reminders = InfiniteData<Page<Reminder>>;

/** What I shall be reminded of, each to be silenced and restored (M20). */
export function RemindersPart() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const list = useInfiniteQuery(read.reminders);
  const change = useAct<{ id: string; which: "day" | "hour"; silence: boolean }>({
    run: ({ id, which, silence }) => {
      const path = { params: { path: { event_id: id, which } } };
      return silence
        ? api.DELETE("/api/v1/me/reminders/{event_id}/{which}", path)
        : api.PUT("/api/v1/me/reminders/{event_id}/{which}", path);
    },
    hope: ({ id, which, silence }) => {
      const before = cache.getQueryData<Reminders>(["reminders"]);
      cache.setQueryData<Reminders>(
        ["reminders"],
        (old) =>
          old && {
            ...old,
            pages: old.pages.map((page) => ({
              ...page,
              items: page.items.map((each) =>
                each.event.id === id && each.which === which ? { ...each, silenced: silence } : each,
              ),
            })),
          },
      );
      return () => cache.setQueryData(["reminders"], before);
    },
    freshen: [["reminders"]],
  });
  return (
    <Part title={t("settings.reminders")} hint={t("settings.reminders_hint")}>
      <Endless
        list={list}
        height={48}
        draw={(reminders) => (
          <Stack gap="xs">
            {reminders.map(({ event, which, fires_at, time_zone, silenced }) => (
              <Group key={event.id + which} justify="space-between" wrap="nowrap">
                <div>
                  <Anchor component={Link} href={`/events/${event.id}`}>
                    {eventTitle(event)}
                  </Anchor>
                  <Text size="sm" c="dimmed">
                    {t(`settings.${which}`)}: <When at={fires_at} zone={time_zone} />
                    {silenced && ` · ${t("settings.silenced")}`}
                  </Text>
                </div>
                <Button
                  size="xs"
                  variant="default"
                  aria-label={`${t(silenced ? "settings.restore" : "settings.silence")}: ${eventTitle(event)}, ${t(`settings.${which}`)}`}
                  onClick={() => change.mutate({ id: event.id, which, silence: !silenced })}
                >
                  {t(silenced ? "settings.restore" : "settings.silence")}
                </Button>
              </Group>
            ))}
          </Stack>
        )}
        empty={<Text c="dimmed">{t("settings.no_reminders")}</Text>}
      />
    </Part>
  );
}
