import { Badge, Box, Card, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Booking } from "../api/types";
import { Ago } from "../ui/Ago";
import { PersonLine } from "../ui/People";
import { Words } from "../ui/Words";

/** One guest as the host and moderators see them. */
export function GuestLine({
  booking,
  select,
  children,
}: {
  booking: Booking;
  select?: ReactNode;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const settled = !["requested", "waitlisted", "invited", "confirmed"].includes(booking.status);
  return (
    <Card withBorder padding="sm" component="article">
      <Group justify="space-between" gap="sm">
        <Group miw={0}>
          {select}
          <Box flex="1 1 8rem" miw={0}>
            <PersonLine person={booking.guest}>
              <Text size="xs" c="dimmed">
                <Ago at={booking.requested_at} />
                {booking.waitlist_position !== null &&
                  ` · ${t("requests.position", { position: booking.waitlist_position })}`}
              </Text>
            </PersonLine>
          </Box>
        </Group>
        <Group gap="xs">
          {settled && (
            <Badge color={booking.status === "moved" ? "orange.9" : "gray.7"}>{t(`status.${booking.status}`)}</Badge>
          )}
          {booking.extra_seat && <Badge variant="default">{t("requests.invite_extra")}</Badge>}
          {children}
        </Group>
      </Group>
      {booking.message && (
        <Words size="sm" mt="xs">
          {booking.message}
        </Words>
      )}
    </Card>
  );
}
