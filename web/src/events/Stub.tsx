import { Badge, Group, Text, Title, type MantineColor } from "@mantine/core";
import { IconMapPin } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { OwnBooking, Status } from "../api/types";
import { countdown, eventTitle } from "../format";
import { When } from "../ui/When";
import { colored } from "./colors";
import { Leaf } from "./Leaf";
import { exactly } from "./place";
import { over } from "./standing";

const COLORS: Partial<Record<Status, MantineColor>> = {
  confirmed: "teal.9",
  invited: "orange.9",
  moved: "orange.9",
  requested: "blue.8",
  waitlisted: "blue.8",
};

/** A booking as the stub of a ticket, in the colours of its film; the whole of it leads to the event. */
export function Stub({ booking }: { booking: OwnBooking }) {
  const { t } = useTranslation();
  const { event, place, status, seats, ticket, waitlist_position: position } = booking;
  const end = over(event);
  return (
    <article className="stub card" style={colored(event.film)}>
      <div className="stub-day">
        <Leaf at={event.starts_at} zone={event.time_zone} />
      </div>
      <div className="stub-body">
        <Title order={2} size="h4" lineClamp={2}>
          <Link href={`/events/${event.id}`} className="bare whole">
            {eventTitle(event)}
          </Link>
        </Title>
        <Text size="sm" component="div">
          <When at={event.starts_at} zone={event.time_zone} fw={600} size="sm" />
          {!end && ` · ${countdown(event.starts_at, event.time_zone)}`}
        </Text>
        <Text size="sm" c="dimmed">
          <IconMapPin size={14} aria-hidden style={{ verticalAlign: "-2px" }} />{" "}
          {place ? exactly(place) : (event.city ?? t("kind.online"))}
        </Text>
        <Group gap={6} mt={6}>
          {event.status === "cancelled" && <Badge color="red.8">{t("event.cancelled")}</Badge>}
          <Badge color={COLORS[status] ?? "gray.7"}>{t(`status.${status}`)}</Badge>
          {position !== null && <Badge variant="default">{t("requests.position", { position })}</Badge>}
          {seats > 1 && <Badge variant="default">{t("ticket.seats", { count: seats })}</Badge>}
          {ticket && !end && <span className="code">{ticket.code}</span>}
        </Group>
      </div>
    </article>
  );
}
