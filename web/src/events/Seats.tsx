import { Badge, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { EventSummary } from "../api/types";

export function Seats({ event }: { event: Pick<EventSummary, "seats_left" | "waitlist_length"> }) {
  const { t } = useTranslation();
  return (
    <Group gap={6}>
      <Badge color={event.seats_left ? "teal.9" : "gray.7"} variant="filled">
        {event.seats_left ? t("event.seats_left", { count: event.seats_left }) : t("event.full")}
      </Badge>
      {event.waitlist_length > 0 && (
        <Badge variant="default">{t("event.waiting", { count: event.waitlist_length })}</Badge>
      )}
    </Group>
  );
}
