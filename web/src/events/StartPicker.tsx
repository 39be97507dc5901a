import { Chip, Group, InputBase, Input, Stack } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { dateAndTime, shortDay, instantOf, isZone, localOf } from "../format";
import type { StartProps } from "./StartDialog";

const StartDialog = lazy(() => import("./StartDialog"));

/** Hours at which films are shown. */
const EVENINGS = ["18:00", "19:00", "20:00", "21:00"];
const USUAL = "19:00";
const DAY = 86_400_000;

/** When an event starts: a day of the next seven and an hour of the evening in a tap each, any other in a dialog. */
export function StartPicker({ value, zone, error, onChange, id = "starts", label }: StartProps & { zone: string }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const [now] = useState(Date.now);
  const known = isZone(zone) ? zone : "UTC";
  const days = Array.from({ length: 7 }, (_, ahead) =>
    localOf(new Date(now + ahead * DAY).toISOString(), known).slice(0, 10),
  );
  const [day = "", hour = ""] = [value.slice(0, 10), value.slice(11, 16)];
  const late = (each: string, at: string) => new Date(instantOf(`${each} ${at}`, known)).getTime() <= now;
  const open = days[0] && EVENINGS.every((at) => late(days[0] ?? "", at)) ? days.slice(1) : days;
  const choose = (each: string, at: string) => {
    const next = late(each, at) ? (EVENINGS.find((evening) => !late(each, evening)) ?? at) : at;
    onChange(`${each} ${next}:00`);
  };
  const field = { value, error, onChange, id, label: label ?? t("plan.starts") };
  const button = (
    <InputBase
      component="button"
      type="button"
      id={id}
      required
      pointer
      label={field.label}
      error={error}
      aria-haspopup="dialog"
      onClick={() => setAsked(true)}
    >
      {value ? (
        dateAndTime(instantOf(value, known), known)
      ) : (
        <Input.Placeholder>{t("planning.other_time")}</Input.Placeholder>
      )}
    </InputBase>
  );
  return (
    <Stack gap="sm">
      <Chip.Group value={day} onChange={(each) => choose(each, hour || USUAL)}>
        <Group gap="xs" role="radiogroup" aria-label={t("planning.day")}>
          {open.map((each) => (
            <Chip key={each} value={each}>
              {shortDay(each, days.indexOf(each))}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Chip.Group value={hour} onChange={(at) => choose(day || (open[0] ?? ""), at)}>
        <Group gap="xs" role="radiogroup" aria-label={t("planning.hour")}>
          {EVENINGS.map((at) => (
            <Chip key={at} value={at} disabled={Boolean(day) && late(day, at)}>
              {at}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {asked ? (
        <Suspense fallback={button}>
          <StartDialog {...field} />
        </Suspense>
      ) : (
        button
      )}
    </Stack>
  );
}
