import { Switch } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, body } from "../api/client";
import { me } from "../api/queries";
import type { Me } from "../api/types";
import { useAct } from "../ui/useAct";
import { Part } from "./Part";

/** Whether anybody may read one's public events as a calendar (M42). */
export function PublicCalendarPart() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const mine = useQuery(me).data;
  const change = useAct<boolean, Me>({
    run: (public_calendar) => body(api.PATCH("/api/v1/me", { body: { public_calendar } })),
    done: (changed) => cache.setQueryData(["me"], changed),
  });
  return (
    <Part title={t("settings_pages.calendar")}>
      <Switch
        label={t("settings_pages.public_calendar")}
        description={t("settings_pages.public_calendar_hint")}
        disabled={!mine || change.isPending}
        checked={change.isPending ? change.variables : Boolean(mine?.public_calendar)}
        onChange={(event) => change.mutate(event.currentTarget.checked)}
      />
    </Part>
  );
}
