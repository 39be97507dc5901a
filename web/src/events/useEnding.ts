import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import type { Booking, Event } from "../api/types";
import { later, useGone } from "../ui/later";
import { tellTrouble } from "../ui/Trouble";
import { dropDraft, keepDraft } from "../ui/useDraft";

export type Ending = "decline" | "remove" | "revoke";
const ENDED = { decline: "declined", remove: "removed", revoke: "declined" } as const;

/** What a draft of the words to a guest is kept by. */
export const aboutWords = (eventId: string, guestId: string) => `words.${eventId}.${guestId}`;

/** Tells guests that they don't come, in a while in which it can be taken back; until then they are as good as gone. */
export function useEnding(event: Event) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const gone = useGone();
  const key = (id: string) => `${event.id}/${id}`;
  const freshen = () => cache.invalidateQueries({ queryKey: ["event", event.id] });
  const send = async (work: () => Promise<unknown>) => {
    await work().catch(tellTrouble);
    await freshen();
  };
  return {
    stays: ({ guest }: Booking) => !gone.has(key(guest.id)),
    end: ({ guest }: Booking, how: Ending, message: string | null = null) =>
      later([key(guest.id)], `${guest.name}: ${t(`status.${ENDED[how]}`)}`, () =>
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
      ),
    declineAll: (ids: string[], work: () => Promise<unknown>) =>
      later(ids.map(key), t("requests.declined", { count: ids.length }), () => send(work)),
  };
}
