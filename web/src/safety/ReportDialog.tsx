import { Button, Group, Radio, Stack, Text, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, body } from "../api/client";
import type { Reason } from "../api/types";
import { Dialog } from "../ui/Dialog";
import { Draft } from "../ui/Draft";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { useDraft } from "../ui/useDraft";

const REASONS: Reason[] = ["spam", "fraud", "harassment", "illegal", "other"];
interface Said {
  reason: Reason | "";
  text: string;
}

/** What is reported; a message and a review with their event. */
export interface Target {
  kind: "event" | "user" | "message" | "review";
  id: string;
  eventId?: string;
}

export default function ReportDialog({ kind, id, eventId, onClose }: Target & { onClose: () => void }) {
  const { t } = useTranslation();
  const { fields, change, ...draft } = useDraft<Said>(`report.${kind}.${id}`, { reason: "", text: "" });
  const report = useAct<Reason>({
    run: (reason) =>
      body(
        api.POST("/api/v1/reports", {
          body: { kind, id, event_id: eventId ?? null, reason, text: fields.text.trim() || null },
        }),
      ),
    said: t("reporting.sent"),
    done: () => {
      draft.clear();
      onClose();
    },
    inPlace: true,
  });
  return (
    <Dialog opened onClose={onClose} title={t(`reporting.${kind}_title`)}>
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (fields.reason) report.mutate(fields.reason);
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {t("reporting.hint")}
          </Text>
          <Draft {...draft} />
          <Radio.Group
            label={t("reporting.why")}
            value={fields.reason}
            onChange={(reason) => change({ reason: reason })}
          >
            <Stack gap="xs" mt="xs">
              {REASONS.map((each) => (
                <Radio key={each} value={each} label={t(`reasons.${each}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label={t("reporting.text")}
            autosize
            minRows={2}
            maxLength={2000}
            value={fields.text}
            onChange={(typed) => change({ text: typed.currentTarget.value })}
          />
          {report.error && <Trouble error={report.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" disabled={!fields.reason} loading={report.isPending}>
              {t("reporting.send")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
