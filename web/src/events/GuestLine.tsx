import { Badge, Box, Card, Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Booking, Person } from "../api/types";
import { Ago } from "../ui/Ago";
import { PersonLine } from "../ui/People";
import { Words } from "../ui/Words";

/** One guest as the host and moderators see them. */
export function GuestLine({
  booking,
  select,
  answer,
  children,
}: {
  booking: Booking;
  select?: ReactNode;
  /** Below the guest's words, which are read first. */
  answer?: ReactNode;
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
              <Known guest={booking.guest} />
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
      {answer && (
        <Stack gap="xs" mt="xs">
          {answer}
        </Stack>
      )}
    </Card>
  );
}

/** Whether one may count on them: at how many events they came, and where they didn't. */
function Known({ guest: { attendance } }: { guest: Person }) {
  const { t } = useTranslation();
  if (!attendance || !(attendance.came + attendance.missed + attendance.late)) return null;
  const { came, missed, late } = attendance;
  return (
    <Text size="xs" c="dimmed">
      {[
        t("known.came", { count: came }),
        missed > 0 && t("known.missed", { count: missed }),
        late > 0 && t("known.late", { count: late }),
      ]
        .filter(Boolean)
        .join(" · ")}
    </Text>
  );
}
