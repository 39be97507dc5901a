import { SimpleGrid, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Notice } from "../api/types";
import { Trouble } from "../ui/Trouble";
import { Part } from "./Part";
import { useNoticeSettings } from "./useNoticeSettings";

const KINDS: Notice["kind"][] = [
  "booking_requested",
  "guests_coming",
  "booking_approved",
  "booking_declined",
  "booking_removed",
  "booking_withdrawn",
  "booking_moved",
  "seat_from_waitlist",
  "invited",
  "invitation_accepted",
  "invitation_refused",
  "invitation_revoked",
  "moderator_added",
  "moderator_removed",
  "event_announced",
  "event_changed",
  "event_cancelled",
  "event_restored",
  "reminder_day",
  "reminder_hour",
  "review_requested",
  "review_received",
  "attendance_recorded",
  "host_message",
  "wish_announced",
  "search_match",
  "proposal_opened",
  "proposal_voted",
  "proposal_fixed",
  "report_resolved",
  "channel_disconnected",
];

/** What I want to hear of outside the inbox. */
export function KindsPart() {
  const { t } = useTranslation();
  const { data, error, refetch, change } = useNoticeSettings();
  const mute = (kind: Notice["kind"], on: boolean) =>
    data && change({ ...data, muted: on ? data.muted.filter((each) => each !== kind) : [...data.muted, kind] });
  return (
    <Part title={t("settings.kinds")} hint={t("settings.kinds_hint")}>
      {error && !data && <Trouble error={error} retry={refetch} />}
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
        {KINDS.map((kind) => (
          <Switch
            key={kind}
            label={t(`kinds.${kind}`)}
            disabled={!data}
            checked={data ? !data.muted.includes(kind) : false}
            onChange={(event) => mute(kind, event.currentTarget.checked)}
          />
        ))}
      </SimpleGrid>
    </Part>
  );
}
