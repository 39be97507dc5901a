import { Anchor, Button, Group, SegmentedControl, SimpleGrid, Stack, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "wouter";
import { ownEvents } from "../api/queries";
import { counted } from "../events/leaving";
import { EventCard } from "../events/EventCard";
import { RunningFirst } from "../events/Running";
import { over } from "../events/standing";
import { Empty } from "../ui/Empty";
import { CARDS } from "../ui/columns";
import { Endless } from "../ui/Endless";
import { useGone } from "../ui/later";

export default function Hosting() {
  const { t } = useTranslation();
  const [asked, setAsked] = useSearchParams();
  const role = asked.get("role") === "moderator" ? "moderator" : "host";
  const when = asked.get("when") === "past" ? "past" : "upcoming";
  const list = useInfiniteQuery(ownEvents(role, when));
  const gone = useGone();
  const set = (change: Record<string, string>) => setAsked({ role, when, ...change }, { replace: true });
  return (
    <Stack>
      <title>{`${t("hosting.title")} · Seance`}</title>
      <Group justify="space-between">
        <Title order={1} size="h2">
          {t("hosting.title")}
        </Title>
        <Group gap="xs">
          <Button component={Link} href="/proposals" variant="default">
            {t("proposals.title")}
          </Button>
          <Button component={Link} href="/films">
            {t("hosting.plan")}
          </Button>
        </Group>
      </Group>
      <Group>
        <SegmentedControl
          aria-label={t("hosting.title")}
          value={role}
          onChange={(value) => set({ role: value })}
          data={[
            { value: "host", label: t("hosting.host") },
            { value: "moderator", label: t("hosting.moderator") },
          ]}
        />
        <SegmentedControl
          aria-label={t("plan.when")}
          value={when}
          onChange={(value) => set({ when: value })}
          data={[
            { value: "upcoming", label: t("bookings.upcoming") },
            { value: "past", label: t("bookings.past") },
          ]}
        />
      </Group>
      <Endless
        list={list}
        height={152}
        cols={CARDS}
        draw={(events) => (
          <RunningFirst
            items={events.map((event) => counted(event, gone))}
            event={(event) => event}
            draw={(some) => (
              <SimpleGrid cols={CARDS} spacing="sm">
                {some.map((event) => (
                  <EventCard key={event.id} event={event}>
                    {event.requests_waiting > 0 && !over(event) && (
                      <Anchor component={Link} href={`/events/${event.id}/requests`} size="sm" pos="relative" fw={600}>
                        {t("hosting.requests", { count: event.requests_waiting })}
                      </Anchor>
                    )}
                  </EventCard>
                ))}
              </SimpleGrid>
            )}
          />
        )}
        empty={<Empty title={t("hosting.empty")} hint={t("hosting.empty_hint")} />}
      />
    </Stack>
  );
}
