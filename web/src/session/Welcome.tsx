import { useQuery } from "@tanstack/react-query";
import i18next from "i18next";
import { useEffect } from "react";
import { api } from "../api/client";
import { me, queries } from "../api/queries";
import type { Language } from "../i18n";
import { isNew, ownZone } from "../format";

/** A new profile does not know yet in which language and zone its owner reads: those of the page. */
export function Welcome() {
  const { data } = useQuery(me);
  const unknown =
    data &&
    data.time_zone === "UTC" &&
    isNew(data.created_at) &&
    (ownZone() !== "UTC" || data.language !== i18next.language);
  useEffect(() => {
    if (!unknown) return;
    const body = { language: i18next.language as Language, time_zone: ownZone() };
    void api.PATCH("/api/v1/me", { body }).then(
      ({ data: changed }) => queries.setQueryData(me.queryKey, changed),
      () => undefined,
    );
  }, [unknown]);
  return null;
}
