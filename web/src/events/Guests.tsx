import { SimpleGrid, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { guests } from "../api/queries";
import type { Event } from "../api/types";
import { Endless } from "../ui/Endless";
import { PersonLine } from "../ui/People";
import { useStays } from "./counted";

/** Who comes: as many as have seats, also those who have not confirmed a new time yet. */
export function Guests({ event }: { event: Event }) {
  const { t } = useTranslation();
  const runs = event.my_role === "host" || event.my_role === "moderator";
  const list = useInfiniteQuery(guests(event.id, "confirmed"));
  const moved = useInfiniteQuery({ ...guests(event.id, "moved"), enabled: runs });
  const stays = useStays(event.id);
  const undecided = moved.data?.pages.flatMap((page) => page.items).filter(stays) ?? [];
  const shown = list.data?.pages.flatMap((page) => page.items).filter(stays).length ?? 0;
  const more = list.hasNextPage ? 0 : event.seats_taken - shown - undecided.length;
  return (
    <Stack gap="xs">
      {undecided.map((each) => (
        <PersonLine key={each.guest.id} person={each.guest}>
          <Text size="xs" c="dimmed">
            {t("status.moved")}
          </Text>
        </PersonLine>
      ))}
      <Endless
        list={list}
        height={44}
        draw={(bookings) => (
          <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
            {bookings.filter(stays).map((each) => (
              <PersonLine key={each.guest.id} person={each.guest} />
            ))}
          </SimpleGrid>
        )}
        empty={event.seats_taken > 0 ? null : <Text c="dimmed">{t("event.no_guests")}</Text>}
      />
      {list.data && more > 0 && (
        <Text size="sm" c="dimmed">
          {t("event.more_guests", { count: more })}
        </Text>
      )}
    </Stack>
  );
}
