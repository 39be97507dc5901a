import {
  Badge,
  Group,
  NativeSelect,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Title,
  Button,
  type MantineColor,
} from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "wouter";
import { ownBookings } from "../api/queries";
import type { Status } from "../api/types";
import { ShortEventCard } from "../events/EventCard";
import { RunningFirst } from "../events/Running";
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
const COLORS: Partial<Record<Status, MantineColor>> = {
  confirmed: "teal.9",
  invited: "orange.9",
  moved: "orange.9",
  requested: "blue.8",
  waitlisted: "blue.8",
};

export default function Bookings() {
  const { t } = useTranslation();
  const [asked, setAsked] = useSearchParams();
  const when = asked.get("when") === "past" ? "past" : "upcoming";
  const status = STATUSES.find((each) => each === asked.get("status"));
  const list = useInfiniteQuery(ownBookings(when, status));
  return (
    <Stack>
      <title>{`${t("bookings.title")} · Seance`}</title>
      <Title order={1} size="h2">
        {t("bookings.title")}
      </Title>
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
      <Endless
        list={list}
        height={140}
        cols={CARDS}
        draw={(bookings) => (
          <RunningFirst
            items={bookings}
            event={(booking) => booking.event}
            draw={(some) => (
              <SimpleGrid cols={CARDS} spacing="sm">
                {some.map((booking) => (
                  <ShortEventCard key={booking.event_id} event={booking.event} place={booking.place}>
                    <Group gap={6} mt={4}>
                      <Badge color={COLORS[booking.status] ?? "gray.7"}>{t(`status.${booking.status}`)}</Badge>
                      {booking.waitlist_position !== null && (
                        <Badge variant="default">
                          {t("requests.position", { position: booking.waitlist_position })}
                        </Badge>
                      )}
                    </Group>
                  </ShortEventCard>
                ))}
              </SimpleGrid>
            )}
          />
        )}
        empty={
          <Empty title={t(when === "past" ? "bookings.empty_past" : "bookings.empty")} hint={t("bookings.empty_hint")}>
            <Button component={Link} href="/">
              {t("trouble.go_find")}
            </Button>
          </Empty>
        }
      />
    </Stack>
  );
}
