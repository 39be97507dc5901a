import { useQuery, useQueryClient } from "@tanstack/react-query";
import i18next from "i18next";
import { api, body } from "../api/client";
import { noticeSettings } from "../api/queries";
import type { NoticeSettings } from "../api/types";
import type { Language } from "../i18n";
import { useAct } from "../ui/useAct";

/** How I am told; a change shows at once, and is taken back where the API refuses it. */
export function useNoticeSettings() {
  const cache = useQueryClient();
  const read = useQuery(noticeSettings);
  const change = useAct<NoticeSettings>({
    run: (settings) =>
      body(
        // The language may have been changed on the page since the settings were read.
        api.PUT("/api/v1/me/notice-settings", { body: { ...settings, language: i18next.language as Language } }),
      ),
    hope: (settings) => {
      const before = cache.getQueryData<NoticeSettings>(["notice-settings"]);
      cache.setQueryData(["notice-settings"], settings);
      return () => cache.setQueryData(["notice-settings"], before);
    },
    freshen: [["notice-settings"]],
  });
  return { ...read, change: change.mutate };
}
