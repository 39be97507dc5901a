import { Button, Group, NativeSelect, SegmentedControl, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "wouter";
import { Refusal } from "../api/client";
import { ownBookings } from "../api/queries";
import { keepTickets, keptTickets } from "../events/kept";
import { RunningFirst } from "../events/Running";
import { Stub } from "../events/Stub";
import { Empty } from "../ui/Empty";
import { CARDS } from "../ui/columns";
import { Endless } from "../ui/Endless";

const STATUSES = [
  "requested",
  "waitlisted",
  "invited",
  "confirmed",
  "moved",
  "declined",
  "refused",
  "withdrawn",
  "removed",
] as const;
const Ticket = lazy(() => import("../events/Ticket"));

export default function Bookings() {
  const { t } = useTranslation();
  const [asked, setAsked] = useSearchParams();
  const when = asked.get("when") === "past" ? "past" : "upcoming";
  const status = STATUSES.find((each) => each === asked.get("status"));
  const list = useInfiniteQuery(ownBookings(when, status));
  const seen = when === "upcoming" ? list.data : undefined;
  useEffect(() => {
    if (seen) keepTickets(seen.pages.flatMap((page) => page.items));
  }, [seen]);
  const unreachable = !list.data && list.failureReason && !(list.failureReason instanceof Refusal);
  const kept = unreachable && when === "upcoming" && !status ? keptTickets() : [];
  return (
    <Stack>
      <title>{`${t("bookings.title")} · Seance`}</title>
      <Group justify="space-between">
        <Title order={1} size="h2">
          {t("bookings.title")}
        </Title>
        <Button component={Link} href="/schedule" variant="default">
          {t("schedule.title")}
        </Button>
      </Group>
      <Group>
        <SegmentedControl
          aria-label={t("bookings.title")}
          value={when}
          onChange={(value) => setAsked(value === "past" ? { when: value } : {}, { replace: true })}
          data={[
            { value: "upcoming", label: t("bookings.upcoming") },
            { value: "past", label: t("bookings.past") },
          ]}
        />
        <NativeSelect
          aria-label={t("bookings.all")}
          value={status ?? ""}
          onChange={(event) =>
            setAsked(
              {
                ...(when === "past" && { when }),
                ...(event.currentTarget.value && { status: event.currentTarget.value }),
              },
              { replace: true },
            )
          }
          data={[
            { value: "", label: t("bookings.all") },
            ...STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
          ]}
        />
      </Group>
      {kept.length > 0 ? (
        <Suspense>
          <Text role="status">{t("ticket.offline_list")}</Text>
          {kept.map((ticket) => (
            <Ticket key={ticket.event.id} ticket={ticket} offline />
          ))}
        </Suspense>
      ) : (
        <Endless
          list={list}
          height={140}
          cols={CARDS}
          draw={(bookings) => (
            <RunningFirst
              items={bookings}
              event={(booking) => booking.event}
              draw={(some) => (
                <SimpleGrid cols={CARDS} spacing="md">
                  {some.map((booking) => (
                    <Stub key={booking.event_id} booking={booking} />
                  ))}
                </SimpleGrid>
              )}
            />
          )}
          empty={
            <Empty
              title={t(when === "past" ? "bookings.empty_past" : "bookings.empty")}
              hint={t("bookings.empty_hint")}
            >
              <Button component={Link} href="/">
                {t("trouble.go_find")}
              </Button>
            </Empty>
          }
        />
      )}
    </Stack>
  );
}
