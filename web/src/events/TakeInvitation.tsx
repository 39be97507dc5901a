import { Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLocation, useSearchParams } from "wouter";
import { api, body } from "../api/client";
import type { Booking, Event } from "../api/types";
import { useWanted } from "../session/wanted";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { over } from "./standing";

/** The invitation by whose link one came: it shows the event, and is taken only by a press. */
export const useInvitation = (): string | null => useSearchParams()[0].get("invitation");

const HAS = new Set<string>(["confirmed", "moved", "invited"]);
export const mayTake = (event: Event): boolean =>
  !over(event) && event.my_role !== "host" && event.my_role !== "moderator" && !HAS.has(event.my_booking?.status ?? "");

export function TakeInvitation({ event, token }: { event: Event; token: string }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const take = useAct<void, Booking>({
    run: () => body(api.POST("/api/v1/invitations/redeem", { body: { token } })),
    said: ({ status }) => t(`invited.${status === "confirmed" || status === "waitlisted" ? status : "requested"}`),
    done: () => go(`/events/${event.id}`, { replace: true }),
    inPlace: true,
    freshen: [["event", event.id], ["bookings"], ["events"]],
  });
  // Pressed before signing in.
  useWanted("take_invitation", true, () => take.mutate());
  return (
    <>
      <Text size="sm" fw={600}>
        {t("invited.by_link")}
      </Text>
      {take.error && <Trouble error={take.error} />}
      <div className="main-action">
        <Button loading={take.isPending} onClick={() => take.mutate()}>
          {t("invited.take")}
        </Button>
      </div>
    </>
  );
}
