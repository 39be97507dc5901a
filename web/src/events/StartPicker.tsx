import { Chip, Group, InputBase, Input, Stack, VisuallyHidden } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { dateAndTime, shortDay, instantOf, isZone, localOf } from "../format";
import type { StartProps } from "./StartDialog";

const StartDialog = lazy(() => import("./StartDialog"));

/** Hours at which films are shown. */
const EVENINGS = ["18:00", "19:00", "20:00", "21:00"];
const USUAL = "19:00";
const DAY = 86_400_000;

interface Props extends StartProps {
  zone: string;
  /** Whether one has other plans at such a start. */
  busy?: (start: string) => boolean;
  /** Only the field, without what is chosen most. */
  short?: boolean;
}

/** When an event starts: a day of the next seven and an hour of the evening in a tap each, any other in a dialog. */
export function StartPicker({ value, zone, error, onChange, id = "starts", label, busy, short }: Props) {
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
  const startOf = (each: string, at: string) => {
    const next = late(each, at) ? (EVENINGS.find((evening) => !late(each, evening)) ?? at) : at;
    return `${each} ${next}:00`;
  };
  const choose = (each: string, at: string) => onChange(startOf(each, at));
  const words = (said: string, start: string) => (busy?.(start) ? <Taken>{said}</Taken> : said);
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
  const any = asked ? (
    <Suspense fallback={button}>
      <StartDialog {...field} />
    </Suspense>
  ) : (
    button
  );
  if (short) return any;
  return (
    <Stack gap="sm">
      <Chip.Group value={day} onChange={(each) => choose(each, hour || USUAL)}>
        <Group gap="xs" role="radiogroup" aria-label={t("planning.day")}>
          {open.map((each) => (
            <Chip key={each} value={each}>
              {words(shortDay(each, days.indexOf(each)), startOf(each, hour || USUAL))}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Chip.Group value={hour} onChange={(at) => choose(day || (open[0] ?? ""), at)}>
        <Group gap="xs" role="radiogroup" aria-label={t("planning.hour")}>
          {EVENINGS.map((at) => (
            <Chip key={at} value={at} disabled={Boolean(day) && late(day, at)}>
              {day ? words(at, `${day} ${at}:00`) : at}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {any}
    </Stack>
  );
}

/** One can choose it all the same: a time is moved more easily than a wish. */
function Taken({ children }: { children: string }) {
  const { t } = useTranslation();
  return (
    <>
      <s>{children}</s>
      <VisuallyHidden>, {t("proposals.busy")}</VisuallyHidden>
    </>
  );
}
