import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, body } from "../api/client";
import type { Booking, Notice } from "../api/types";
import { useEnding } from "../events/useEnding";
import { YesNo } from "../events/YesNo";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";

interface Props {
  notice: Notice & { event_id: string };
  onAnswer: () => void;
}

/** What a notice asks for, answered where it is read. */
export function Answers({ notice, onAnswer }: Props) {
  const { t } = useTranslation();
  const { event_id: id, actions, actor } = notice;
  const { stays, leaves } = useEnding(id);
  if (actions.includes("approve") && actor) {
    const asking = { guest: actor, status: "requested" as const };
    if (stays(asking)) return <YesNo eventId={id} asking={asking} onAnswer={onAnswer} />;
    return <Going>{t("status.declined")}</Going>;
  }
  if (leaves && actions.length) return <Going>{t(actions.includes("refuse") ? "act.refused" : "answers.freed")}</Going>;
  return <Own notice={notice} onAnswer={onAnswer} />;
}

function Going({ children }: { children: string }) {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  );
}

/** About one's own seat. */
function Own({ notice: { event_id: id, actions }, onAnswer }: Props) {
  const { t } = useTranslation();
  const { leave } = useEnding(id);
  const yes = useAct<"accept" | "confirm", Booking>({
    run: (how) =>
      body(
        api.POST(`/api/v1/events/{event_id}/bookings/{guest_id}/${how}`, {
          params: { path: { event_id: id, guest_id: "me" } },
        }),
      ),
    said: (_booking, how) => t(how === "accept" ? "act.accepted" : "act.confirmed"),
    done: onAnswer,
    inPlace: true,
    freshen: [["event", id], ["bookings"], ["notices"], ["reminders"]],
  });
  const no = (how: "refuse" | "withdraw") => {
    leave(how, t(how === "refuse" ? "act.refused" : "answers.freed"));
    onAnswer();
  };
  const comes = actions.find((each) => each === "accept" || each === "confirm");
  const refuses = actions.find((each) => each === "refuse" || each === "withdraw");
  if (!comes && !refuses) return null;
  return (
    <>
      <Group gap="xs" className="answers">
        {comes && (
          <Button size="xs" loading={yes.isPending} onClick={() => yes.mutate(comes)}>
            {t(comes === "accept" ? "answers.come" : "answers.come_anyway")}
          </Button>
        )}
        {refuses && (
          <Button size="xs" variant="default" onClick={() => no(refuses)}>
            {t(refuses === "refuse" ? "answers.cannot" : "answers.free")}
          </Button>
        )}
      </Group>
      {yes.error && <Trouble error={yes.error} />}
    </>
  );
}
