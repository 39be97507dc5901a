import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconCalendarPlus, IconMessages, IconRoute } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { countdown, eventTitle } from "../format";
import Qr from "../ui/Qr";
import { useMinute } from "../ui/Ago";
import { When } from "../ui/When";
import { colored } from "./colors";
import type { Kept } from "./kept";
import { Leaf } from "./Leaf";
import { exactly, routeTo } from "./place";
import { useCalendarFile } from "./useCalendarFile";

/** What one shows at the door; whole also without a connection. */
export default function Ticket({
  ticket,
  within,
  offline,
}: {
  ticket: Kept;
  /** On the event's own page, which says the rest. */
  within?: boolean;
  offline?: boolean;
}) {
  const { t } = useTranslation();
  useMinute();
  const { event, place, seats, companions, code } = ticket;
  const calendar = useCalendarFile(event.id);
  const route = place && routeTo(place);
  return (
    <section className="ticket" style={colored(event.film)} aria-labelledby={`ticket-${event.id}`}>
      <div className="ticket-part">
        {!within && (
          <Text size="sm" fw={600}>
            {t("ticket.yours")} · {countdown(event.starts_at, event.time_zone)}
          </Text>
        )}
        <Title order={2} className="display" id={`ticket-${event.id}`}>
          {within ? t("ticket.yours") : eventTitle(event)}
        </Title>
        <Group wrap="nowrap" align="center">
          {!within && <Leaf at={event.starts_at} zone={event.time_zone} />}
          <Stack gap={2} miw={0}>
            {!within && <When at={event.starts_at} zone={event.time_zone} fw={700} />}
            <Text fw={600}>{place ? exactly(place) : (event.city ?? t("kind.online"))}</Text>
            {seats > 1 && (
              <Text size="sm">
                {t("ticket.seats", { count: seats })}
                {companions.length > 0 && `: ${companions.join(", ")}`}
              </Text>
            )}
          </Stack>
        </Group>
        {!offline && (
          <Group gap="xs">
            <Button
              variant="outline"
              size="sm"
              leftSection={<IconCalendarPlus size={16} aria-hidden />}
              loading={calendar.isPending}
              onClick={() => calendar.mutate()}
            >
              {t("event.calendar")}
            </Button>
            {route && (
              <Button
                component="a"
                href={route}
                target="_blank"
                rel="noopener noreferrer"
                variant="outline"
                size="sm"
                leftSection={<IconRoute size={16} aria-hidden />}
              >
                {t("event.directions")}
              </Button>
            )}
            <Button
              component={Link}
              href={`/events/${event.id}?tab=chat#inside`}
              variant="outline"
              size="sm"
              leftSection={<IconMessages size={16} aria-hidden />}
            >
              {t("event.chat")}
            </Button>
          </Group>
        )}
        {place?.url?.startsWith("https://") && (
          <Anchor href={place.url} target="_blank" rel="noopener noreferrer" underline="always">
            {t("event.online_link")}
          </Anchor>
        )}
      </div>
      <div className="ticket-stub">
        <Qr text={code.replace("-", "")} label={t("ticket.qr")} />
        <Text className="code" aria-label={t("ticket.code", { code: [...code.replace("-", "")].join(" ") })} role="img">
          {code}
        </Text>
        <Text size="xs" ta="center">
          {t("ticket.show")}
        </Text>
      </div>
    </section>
  );
}
