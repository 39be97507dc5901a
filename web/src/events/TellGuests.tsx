import { Button, Group, Radio, Stack, Text, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, body } from "../api/client";
import type { Event } from "../api/types";
import { Dialog } from "../ui/Dialog";
import { Draft } from "../ui/Draft";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { useDraft } from "../ui/useDraft";

const MOST = 500;
type To = "confirmed" | "everybody";
interface Told {
  text: string;
  to: To;
  /** The text that was sent to oneself. */
  tried: string;
}

/** A word of the host's to all: what goes out has been read in one's own inbox before. */
export default function TellGuests({ event, onClose }: { event: Event; onClose: () => void }) {
  const { t } = useTranslation();
  const { fields, change, ...draft } = useDraft<Told>(`tell.${event.id}`, { text: "", to: "confirmed", tried: "" });
  const text = fields.text.trim();
  const send = useAct<To | "me">({
    run: (to) =>
      body(
        api.POST("/api/v1/events/{event_id}/announcements", {
          params: { path: { event_id: event.id } },
          body: { text, to },
        }),
      ),
    said: (_sent, to) => t(to === "me" ? "desk.trial_said" : "desk.sent"),
    done: (_sent, to) => {
      if (to === "me") return change({ tried: text });
      draft.clear();
      onClose();
    },
    inPlace: true,
    freshen: [["notices"]],
  });
  const tried = text !== "" && fields.tried === text;
  const pending = (trial: boolean) => send.isPending && (send.variables === "me") === trial;
  return (
    <Dialog opened onClose={onClose} title={t("desk.tell")}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t("desk.tell_hint")}
        </Text>
        <Draft {...draft} />
        <Textarea
          label={t("desk.text")}
          description={t("desk.length", { count: fields.text.length, most: MOST })}
          inputWrapperOrder={["label", "input", "description", "error"]}
          autosize
          minRows={3}
          maxLength={MOST}
          data-autofocus
          value={fields.text}
          onChange={(typed) => change({ text: typed.currentTarget.value })}
        />
        <Radio.Group label={t("desk.to")} value={fields.to} onChange={(to) => change({ to: to })}>
          <Stack gap="xs" mt="xs">
            <Radio value="confirmed" label={t("desk.to_confirmed")} />
            <Radio value="everybody" label={t("desk.to_everybody")} />
          </Stack>
        </Radio.Group>
        {send.error && <Trouble error={send.error} />}
        <Text size="sm" c="dimmed" id="trial-wanted">
          {!tried && t("desk.trial_wanted")}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button
            variant={tried ? "default" : "filled"}
            disabled={!text}
            loading={pending(true)}
            onClick={() => send.mutate("me")}
          >
            {t("desk.trial")}
          </Button>
          <Button
            variant={tried ? "filled" : "default"}
            disabled={!tried}
            aria-describedby="trial-wanted"
            loading={pending(false)}
            onClick={() => send.mutate(fields.to)}
          >
            {t("desk.send")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
