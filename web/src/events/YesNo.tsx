import { ActionIcon, Button, Group } from "@mantine/core";
import { IconMessage } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, body } from "../api/client";
import type { Booking } from "../api/types";
import { Sure } from "../ui/Sure";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { aboutWords, useEnding, type Leaving } from "./useEnding";

/** To one who asks: a yes is said at once, a no can be taken back for a while, and may have a few words. */
export function YesNo({
  eventId,
  asking,
  quiet,
  onAnswer,
}: {
  eventId: string;
  asking: Leaving;
  quiet?: boolean;
  onAnswer?: () => void;
}) {
  const { t } = useTranslation();
  const { guest } = asking;
  const { end } = useEnding(eventId);
  const [writing, setWriting] = useState(false);
  const yes = useAct<void, Booking>({
    run: () =>
      body(
        api.POST("/api/v1/events/{event_id}/bookings/{guest_id}/approve", {
          params: { path: { event_id: eventId, guest_id: guest.id } },
        }),
      ),
    said: ({ status }) => `${guest.name}: ${t(`status.${status}`)}`,
    done: onAnswer,
    inPlace: true,
    freshen: [["event", eventId], ["hosting"], ["notices"]],
  });
  const no = (words: string | null) => {
    end(asking, "decline", words);
    onAnswer?.();
  };
  return (
    <>
      <Group gap="xs" className="answers">
        <Button
          size="xs"
          variant={quiet ? "default" : "filled"}
          loading={yes.isPending}
          aria-label={t("answers.yes_to", { name: guest.name })}
          onClick={() => yes.mutate()}
        >
          {t("answers.yes")}
        </Button>
        <Button
          size="xs"
          variant="default"
          aria-label={t("answers.no_to", { name: guest.name })}
          onClick={() => no(null)}
        >
          {t("answers.no")}
        </Button>
        <ActionIcon
          variant="default"
          size={30}
          aria-label={t("requests.decline_with_words", { name: guest.name })}
          title={t("requests.decline_with_words", { name: guest.name })}
          onClick={() => setWriting(true)}
        >
          <IconMessage size={16} aria-hidden />
        </ActionIcon>
      </Group>
      {yes.error && <Trouble error={yes.error} />}
      {writing && (
        <Sure
          opened
          title={t("requests.decline_with_words", { name: guest.name })}
          words={t("requests.words_to_guest")}
          about={aboutWords(eventId, guest.id)}
          action={t("act.decline")}
          onClose={() => setWriting(false)}
          onYes={(words) => {
            setWriting(false);
            no(words || null);
          }}
        />
      )}
    </>
  );
}
