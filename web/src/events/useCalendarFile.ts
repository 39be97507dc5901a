import { api } from "../api/client";
import { save } from "../ui/save";
import { useAct } from "../ui/useAct";

/** The event as a file for calendars, as it is for the reader. */
export function useCalendarFile(eventId: string) {
  return useAct({
    run: async () => {
      const { data } = await api.GET("/api/v1/events/{event_id}/calendar.ics", {
        params: { path: { event_id: eventId } },
        parseAs: "blob",
      });
      save(data as unknown as Blob, "seance.ics");
    },
  });
}
