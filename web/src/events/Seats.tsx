import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { EventSummary } from "../api/types";
import { useMinute } from "../ui/Ago";
import { SeatRow } from "./SeatRow";
import { over } from "./standing";

/** Few enough that one had better hurry. */
const FEW = 3;

/** How many seats are left, while one could still come. */
export function Seats({
  event,
  drawn = true,
}: {
  event: Pick<
    EventSummary,
    "seats_left" | "seats_taken" | "capacity" | "waitlist_length" | "starts_at" | "ends_at" | "status"
  >;
  /** Whether it is not drawn elsewhere. */
  drawn?: boolean;
}) {
  const { t } = useTranslation();
  useMinute();
  const end = over(event);
  if (end === "started")
    return (
      <Text size="sm" fw={700} className="running">
        {t("event.running")}
      </Text>
    );
  if (end) return null;
  const few = event.seats_left > 0 && event.seats_left <= FEW;
  return (
    <Group gap={8} wrap="wrap">
      {drawn && event.capacity <= 8 && <SeatRow taken={event.seats_taken} capacity={event.capacity} small />}
      <Text size="sm" fw={few ? 700 : 400} c={event.seats_left ? undefined : "dimmed"}>
        {event.seats_left ? t("event.seats_left", { count: event.seats_left }) : t("event.full")}
        {event.waitlist_length > 0 && ` · ${t("event.waiting", { count: event.waitlist_length })}`}
      </Text>
    </Group>
  );
}
