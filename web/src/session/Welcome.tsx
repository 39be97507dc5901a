import { useQuery } from "@tanstack/react-query";
import i18next from "i18next";
import { useEffect } from "react";
import { api } from "../api/client";
import { me, queries } from "../api/queries";
import { changeLanguage, isUntold, told, type Language } from "../i18n";
import { isNew, ownZone } from "../format";

/** One language for page and profile: the last that was chosen. And a new profile takes the page's zone. */
export function Welcome() {
  const { data } = useQuery(me);
  const language = data?.language;
  useEffect(() => {
    if (!language) return;
    if (isUntold()) void speak(i18next.language as Language);
    else if (language !== i18next.language) void changeLanguage(language).then(freshen);
  }, [language]);
  const unknown = data && data.time_zone === "UTC" && isNew(data.created_at) && ownZone() !== "UTC";
  useEffect(() => {
    if (unknown) void change({ time_zone: ownZone() });
  }, [unknown]);
  return null;
}

/** Chosen on the page: the profile, and so inbox and mails, speak it, too; at the next start, if not now. */
export async function speak(language: Language): Promise<void> {
  if (await change({ language })) told();
  freshen();
}

/** What the API put into words is asked for anew. */
function freshen(): void {
  void queries.invalidateQueries({ queryKey: ["notices"] });
  void queries.invalidateQueries({ queryKey: ["notice-settings"] });
}

async function change(body: { language?: Language; time_zone?: string }): Promise<boolean> {
  const answer = await api.PATCH("/api/v1/me", { body }).catch(() => undefined);
  if (answer?.data) queries.setQueryData(me.queryKey, answer.data);
  return Boolean(answer?.data);
}
