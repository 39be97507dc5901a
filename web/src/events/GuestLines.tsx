import { Button, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, body } from "../api/client";
import * as read from "../api/queries";
import type { Booking, Event, Status } from "../api/types";
import { Endless } from "../ui/Endless";
import { Sure } from "../ui/Sure";
import { useAct } from "../ui/useAct";
import { useKeepFocus } from "../ui/useKeepFocus";
import { GuestLine } from "./GuestLine";

/** Who is confirmed or invited, with the way to end it; or who was here once. */
export function GuestLines({ event, status, silent }: { event: Event; status: Status; silent?: boolean }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(read.guests(event.id, status));
  const [removing, setRemoving] = useState<Booking | null>(null);
  const end = useAct<Booking, Booking>({
    run: ({ guest, status: now }) =>
      body(
        api.POST(`/api/v1/events/{event_id}/bookings/{guest_id}/${now === "invited" ? "revoke" : "remove"}`, {
          params: { path: { event_id: event.id, guest_id: guest.id } },
        }),
      ),
    done: () => setRemoving(null),
    said: ({ status: now, guest }) => `${guest.name}: ${t(`status.${now}`)}`,
    freshen: [["event", event.id]],
  });
  const invited = status === "invited";
  const here = invited || status === "confirmed" || status === "moved";
  const may = here && event.actions.includes("decline");
  const frame = useKeepFocus<HTMLDivElement>();
  return (
    <div {...frame}>
      <Endless
        list={list}
        draw={(bookings) => (
          <Stack gap="xs">
            {bookings.map((booking) => (
              <GuestLine key={booking.guest.id} booking={booking}>
                {may && (
                  <Button
                    size="xs"
                    variant="default"
                    onClick={() => (invited ? end.mutate(booking) : setRemoving(booking))}
                  >
                    {t(invited ? "act.revoke" : "act.remove")}
                  </Button>
                )}
              </GuestLine>
            ))}
          </Stack>
        )}
        empty={silent ? null : <Text c="dimmed">{t("requests.none")}</Text>}
      />
      {removing && (
        <Sure
          opened
          danger
          title={t("act.remove")}
          question={t("act.sure_remove", { name: removing.guest.name })}
          action={t("act.remove")}
          loading={end.isPending}
          onClose={() => setRemoving(null)}
          onYes={() => end.mutate(removing)}
        />
      )}
    </div>
  );
}
