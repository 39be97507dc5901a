import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import type { Booking } from "../api/types";
import { later, useGone } from "../ui/later";
import { tellTrouble } from "../ui/Trouble";
import { dropDraft, keepDraft } from "../ui/useDraft";
import { useStays } from "./counted";
import { leavingKey } from "./leaving";

export type Ending = "decline" | "remove" | "revoke";
/** Who is told that they don't come. */
export type Leaving = Pick<Booking, "status"> & { guest: Pick<Booking["guest"], "id" | "name"> };
/** An event's own counts are copies that follow within seconds. */
const COPIED_WITHIN = 3_000;
const ENDED = { decline: "declined", remove: "removed", revoke: "declined" } as const;

/** What a draft of the words to a guest is kept by. */
export const aboutWords = (eventId: string, guestId: string) => `words.${eventId}.${guestId}`;

/** Tells guests that they don't come, or the host that one doesn't, in a while in which it can be taken back; until then they are as good as gone. */
export function useEnding(eventId: string) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const stays = useStays(eventId);
  const gone = useGone();
  const key = ({ guest, status }: Leaving) => leavingKey(eventId, status, guest.id);
  const own = `${eventId}/me`;
  const freshen = () =>
    Promise.all(
      [["event", eventId], ["hosting"], ["bookings"], ["notices"]].map((queryKey) =>
        cache.invalidateQueries({ queryKey }),
      ),
    );
  const send = async (work: () => Promise<unknown>) => {
    await work().catch(tellTrouble);
    await freshen();
    setTimeout(() => void freshen(), COPIED_WITHIN);
  };
  return {
    stays,
    /** Whether I am leaving myself. */
    leaves: gone.has(own),
    end: (booking: Leaving, how: Ending, message: string | null = null) => {
      const { guest } = booking;
      later([key(booking)], `${guest.name}: ${t(`status.${ENDED[how]}`)}`, () =>
        send(async () => {
          const about = aboutWords(eventId, guest.id);
          dropDraft(about);
          await api
            .POST(`/api/v1/events/{event_id}/bookings/{guest_id}/${how}`, {
              params: { path: { event_id: eventId, guest_id: guest.id } },
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
    declineAll: (bookings: Leaving[], work: () => Promise<unknown>) =>
      later(bookings.map(key), t("requests.declined", { count: bookings.length }), () => send(work)),
    leave: (how: "refuse" | "withdraw", said: string) =>
      later([own], said, () =>
        send(() =>
          api.POST(`/api/v1/events/{event_id}/bookings/{guest_id}/${how}`, {
            params: { path: { event_id: eventId, guest_id: "me" } },
            keepalive: true,
          }),
        ),
      ),
  };
}
