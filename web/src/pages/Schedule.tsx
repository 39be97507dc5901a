import { Anchor, Box, Button, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "wouter";
import { schedule } from "../api/queries";
import type { ScheduleEntry } from "../events/schedule";
import { shortDay, eventTitle, filmTitle, firstDayOfWeek, instantOf, localOf, ownZone, time } from "../format";
import { Waiting } from "../ui/Endless";
import { Trouble } from "../ui/Trouble";

const DAY = 86_400_000;
/** Days without a zone: "2026-12-01". */
const plus = (day: string, by: number) => new Date(Date.parse(day) + by * DAY).toISOString().slice(0, 10);

/** One's own events, seats, and times put to the vote, by day of one's own clock. */
export default function Schedule() {
  const { t } = useTranslation();
  const [asked, setAsked] = useSearchParams();
  const month = asked.get("by") === "month";
  const zone = ownZone();
  const today = localOf(new Date().toISOString(), zone).slice(0, 10);
  const told = asked.get("day") ?? "";
  const day = Number.isNaN(Date.parse(told)) ? today : told.slice(0, 10);
  const days = month ? daysOfMonth(day) : weekOf(day);
  const [first = day] = days;
  const from = instantOf(`${first} 00:00`, zone);
  const to = instantOf(`${plus(first, days.length)} 00:00`, zone);
  const { data, error, refetch } = useQuery({ ...schedule(from, to), placeholderData: keepPreviousData });
  const set = (change: Record<string, string>) =>
    setAsked({ by: month ? "month" : "week", day, ...change }, { replace: true });
  const move = (by: 1 | -1) => set({ day: month ? monthFrom(day, by) : plus(day, 7 * by) });
  const of = (each: string) =>
    (data?.items ?? []).filter((entry) => localOf(entry.starts_at, zone).slice(0, 10) === each);
  return (
    <Stack>
      <title>{`${t("schedule.title")} · Seance`}</title>
      <Title order={1} size="h2">
        {t("schedule.title")}
      </Title>
      <Group>
        <SegmentedControl
          aria-label={t("schedule.by")}
          value={month ? "month" : "week"}
          onChange={(by) => set({ by })}
          data={[
            { value: "week", label: t("schedule.week") },
            { value: "month", label: t("schedule.month") },
          ]}
        />
        <Group gap="xs">
          <Button variant="default" onClick={() => move(-1)}>
            {t("schedule.earlier")}
          </Button>
          <Button variant="default" onClick={() => set({ day: today })}>
            {t("schedule.today")}
          </Button>
          <Button variant="default" onClick={() => move(1)}>
            {t("schedule.later")}
          </Button>
        </Group>
      </Group>
      {error && <Trouble error={error} retry={refetch} />}
      {!data && !error && <Waiting height={480} times={1} />}
      {data && (
        <Box className={month ? "schedule month" : "schedule"} component="ol">
          {days.map((each, index) => {
            const entries = of(each);
            return (
              <Box
                component="li"
                key={each}
                data-empty={entries.length ? undefined : true}
                data-today={each === today || undefined}
                style={index || !month ? undefined : { gridColumnStart: column(each) }}
              >
                <Text component="h2" size="sm" fw={600} c={each === today ? undefined : "dimmed"}>
                  {shortDay(each)}
                </Text>
                {entries.map((entry) => (
                  <Entry key={`${entry.kind}${entry.event?.id ?? entry.proposal?.id}${entry.starts_at}`} of={entry} />
                ))}
              </Box>
            );
          })}
        </Box>
      )}
      {data && !data.items.length && <Text c="dimmed">{t("schedule.empty")}</Text>}
    </Stack>
  );
}

function Entry({ of: { kind, status, event, proposal, starts_at } }: { of: ScheduleEntry }) {
  const { t } = useTranslation();
  const title = event ? eventTitle(event) : (proposal?.title ?? proposal?.films.map(filmTitle).join(", "));
  const what =
    kind === "proposal"
      ? t("schedule.vote")
      : event && event.status !== "scheduled"
        ? t(event.status === "cancelled" ? "mine.cancelled" : "mine.over")
        : kind === "event"
          ? t("schedule.hosting")
          : t(`status.${status as "confirmed"}`);
  return (
    <Anchor
      component={Link}
      href={event ? `/events/${event.id}` : `/proposals/${proposal?.id}`}
      className="entry"
      data-kind={kind}
      size="sm"
    >
      <b>{time(starts_at, ownZone())}</b> {title}
      <Text span display="block" size="xs" c="dimmed">
        {what}
      </Text>
    </Anchor>
  );
}

const weekday = (day: string) => (new Date(day).getUTCDay() - firstDayOfWeek() + 7) % 7;
const column = (day: string) => weekday(day) + 1;

function weekOf(day: string): string[] {
  return Array.from({ length: 7 }, (_, index) => plus(day, index - weekday(day)));
}

function daysOfMonth(day: string): string[] {
  const first = `${day.slice(0, 7)}-01`;
  const many = (Date.parse(monthFrom(day, 1)) - Date.parse(first)) / DAY;
  return Array.from({ length: many }, (_, index) => plus(first, index));
}

/** The first day of the month after or before. */
function monthFrom(day: string, by: 1 | -1): string {
  const at = new Date(`${day.slice(0, 7)}-01`);
  at.setUTCMonth(at.getUTCMonth() + by);
  return at.toISOString().slice(0, 10);
}
