import { Text, type TextProps } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { dateAndTime, ownZone, sameClock, sameDay, time, zoneName } from "../format";

/** A time as the clocks of the place show it, and as the reader's where they differ. */
export function When({ at, zone, ...text }: { at: string; zone: string } & TextProps) {
  const { t } = useTranslation();
  const own = ownZone();
  return (
    <Text component="span" {...text}>
      <time dateTime={at}>{dateAndTime(at, zone)}</time>
      {!sameClock(at, zone, own) && (
        <Text component="span" c="dimmed" size="sm" fw={400}>
          {" "}
          {zoneName(at, zone)} ·{" "}
          {t("event.your_time", {
            time: sameDay(at, zone, own) ? time(at, own) : dateAndTime(at, own),
            zone: zoneName(at, own),
          })}
        </Text>
      )}
    </Text>
  );
}
