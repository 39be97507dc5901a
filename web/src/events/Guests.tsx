import { SimpleGrid, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { guests } from "../api/queries";
import type { Event } from "../api/types";
import { Endless } from "../ui/Endless";
import { PersonLine } from "../ui/People";

/** Who comes. */
export function Guests({ event }: { event: Event }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(guests(event.id, "confirmed"));
  return (
    <Endless
      list={list}
      height={44}
      draw={(bookings) => (
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
          {bookings.map((each) => (
            <PersonLine key={each.guest.id} person={each.guest} />
          ))}
        </SimpleGrid>
      )}
      empty={<Text c="dimmed">{t("event.no_guests")}</Text>}
    />
  );
}
