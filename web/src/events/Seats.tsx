import { Badge, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { EventSummary } from "../api/types";
import { useMinute } from "../ui/Ago";
import { over } from "./standing";

/** How many seats are left, while one could still come. */
export function Seats({
  event,
}: {
  event: Pick<EventSummary, "seats_left" | "waitlist_length" | "starts_at" | "ends_at" | "status">;
}) {
  const { t } = useTranslation();
  useMinute();
  const end = over(event);
  if (end === "started") return <Badge color="teal.9">{t("event.running")}</Badge>;
  if (end) return null;
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
