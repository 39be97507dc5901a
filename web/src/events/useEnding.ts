import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import type { Booking, Event } from "../api/types";
import { later } from "../ui/later";
import { tellTrouble } from "../ui/Trouble";
import { dropDraft, keepDraft } from "../ui/useDraft";
import { useStays } from "./counted";
import { leavingKey } from "./leaving";

export type Ending = "decline" | "remove" | "revoke";
/** An event's own counts are copies that follow within seconds. */
const COPIED_WITHIN = 3_000;
const ENDED = { decline: "declined", remove: "removed", revoke: "declined" } as const;

/** What a draft of the words to a guest is kept by. */
export const aboutWords = (eventId: string, guestId: string) => `words.${eventId}.${guestId}`;

/** Tells guests that they don't come, in a while in which it can be taken back; until then they are as good as gone. */
export function useEnding(event: Event) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const stays = useStays(event.id);
  const key = ({ guest, status }: Booking) => leavingKey(event.id, status, guest.id);
  const freshen = () =>
    Promise.all([["event", event.id], ["hosting"]].map((queryKey) => cache.invalidateQueries({ queryKey })));
  const send = async (work: () => Promise<unknown>) => {
    await work().catch(tellTrouble);
    await freshen();
    setTimeout(() => void freshen(), COPIED_WITHIN);
  };
  return {
    stays,
    end: (booking: Booking, how: Ending, message: string | null = null) => {
      const { guest } = booking;
      later([key(booking)], `${guest.name}: ${t(`status.${ENDED[how]}`)}`, () =>
        send(async () => {
          const about = aboutWords(event.id, guest.id);
          dropDraft(about);
          await api
            .POST(`/api/v1/events/{event_id}/bookings/{guest_id}/${how}`, {
              params: { path: { event_id: event.id, guest_id: guest.id } },
              body: { message },
              // Also when the page is being left.
              keepalive: true,
            })
            .catch((error: unknown) => {
              if (message) keepDraft(about, { text: message });
              throw error;
            });
        }),
      );
    },
    declineAll: (bookings: Booking[], work: () => Promise<unknown>) =>
      later(bookings.map(key), t("requests.declined", { count: bookings.length }), () => send(work)),
  };
}
