import { Button, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, body } from "../api/client";
import { Dialog } from "../ui/Dialog";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";

/** Gives up some of the party's seats; there is no way to take them back but to ask anew. */
export default function FewerDialog({
  eventId,
  seats,
  onClose,
}: {
  eventId: string;
  seats: number;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [left, setLeft] = useState(seats - 1);
  const lower = useAct<number>({
    run: (wanted) =>
      body(
        api.PUT("/api/v1/events/{event_id}/bookings/me/seats", {
          params: { path: { event_id: eventId } },
          body: { seats: wanted },
        }),
      ),
    said: t("party.fewer_said"),
    done: onClose,
    inPlace: true,
    freshen: [["event", eventId], ["bookings"], ["events"]],
  });
  return (
    <Dialog opened onClose={onClose} title={t("party.fewer_title")}>
      <Stack>
        <SegmentedControl
          aria-label={t("party.fewer_title")}
          value={String(left)}
          onChange={(chosen) => setLeft(Number(chosen))}
          data={Array.from({ length: seats - 1 }, (_, index) => String(index + 1))}
        />
        <Text size="sm" c="dimmed">
          {t("party.fewer_hint")}
        </Text>
        {lower.error && <Trouble error={lower.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button loading={lower.isPending} onClick={() => lower.mutate(left)}>
            {t("party.fewer_save")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
