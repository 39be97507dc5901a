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
import { dropDraft } from "../ui/useDraft";
import { useKeepFocus } from "../ui/useKeepFocus";
import { GuestLine } from "./GuestLine";
import { aboutWords, useEnding } from "./useEnding";

/** Who is confirmed or invited, with the way to end it; or who was here once, with the way back. */
export function GuestLines({
  event,
  status,
  silent,
  called = "",
}: {
  event: Event;
  status: Status;
  silent?: boolean;
  /** Only those with this in their names. */
  called?: string;
}) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(read.guests(event.id, status));
  const [asking, setAsking] = useState<Booking | null>(null);
  const { stays, end } = useEnding(event.id);
  const back = useAct<{ id: string; words: string }, Booking>({
    run: ({ id, words }) =>
      body(
        api.POST("/api/v1/events/{event_id}/invitations", {
          params: { path: { event_id: event.id } },
          body: { guest_id: id, extra_seat: false, seats: 1, message: words || null },
        }),
      ),
    said: ({ guest }) => t("requests.invited_ok", { name: guest.name }),
    done: (_booking, { id }) => {
      dropDraft(`back.${event.id}.${id}`);
      close();
    },
    inPlace: true,
    freshen: [["event", event.id]],
  });
  const close = () => {
    setAsking(null);
    back.reset();
  };
  const invited = status === "invited";
  const here = invited || status === "confirmed" || status === "moved";
  const may = event.actions.includes(here ? "decline" : "invite");
  const frame = useKeepFocus<HTMLDivElement>();
  return (
    <div {...frame}>
      <Endless
        list={list}
        draw={(bookings) => (
          <Stack gap="xs">
            {bookings
              .filter(stays)
              .filter(isCalled(called))
              .map((booking) => (
                <GuestLine key={booking.guest.id} booking={booking}>
                  {may && (
                    <Button
                      size="xs"
                      variant="default"
                      onClick={() => (invited ? end(booking, "revoke") : setAsking(booking))}
                    >
                      {t(invited ? "act.revoke" : here ? "act.remove" : "act.bring_back")}
                    </Button>
                  )}
                </GuestLine>
              ))}
          </Stack>
        )}
        empty={silent ? null : <Text c="dimmed">{t("requests.none")}</Text>}
      />
      {asking && here && (
        <Sure
          opened
          danger
          title={t("act.remove")}
          question={t("act.sure_remove", { name: asking.guest.name })}
          words={t("requests.words_to_guest")}
          about={aboutWords(event.id, asking.guest.id)}
          action={t("act.remove")}
          onClose={close}
          onYes={(words) => {
            close();
            end(asking, "remove", words || null);
          }}
        />
      )}
      {asking && !here && (
        <Sure
          opened
          title={t("act.bring_back")}
          question={t("act.sure_bring_back", { name: asking.guest.name })}
          words={t("requests.words_to_guest")}
          about={`back.${event.id}.${asking.guest.id}`}
          action={t("act.invite")}
          loading={back.isPending}
          error={back.error}
          onClose={close}
          onYes={(words) => back.mutate({ id: asking.guest.id, words })}
        />
      )}
    </div>
  );
}

function isCalled(name: string) {
  const wanted = name.trim().toLocaleLowerCase();
  return ({ guest }: Booking) => guest.name.toLocaleLowerCase().includes(wanted);
}
