import { Group, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Trouble } from "../ui/Trouble";
import { Part } from "./Part";
import { PushSwitch } from "./Push";
import { useNoticeSettings } from "./useNoticeSettings";

const NIGHT = { from: "22:00", to: "08:00" };
const SIDES = ["from", "to"] as const;

/** When I am told: quiet hours, one message a day, and whether on this device. */
export function CalmPart() {
  const { t } = useTranslation();
  const { data, error, refetch, change } = useNoticeSettings();
  const quiet = data?.quiet;
  return (
    <Part title={t("settings.calm")} hint={t("settings.calm_hint")}>
      {error && !data && <Trouble error={error} retry={refetch} />}
      <Switch
        label={t("settings.quiet")}
        disabled={!data}
        checked={Boolean(quiet)}
        onChange={(event) => data && change({ ...data, quiet: event.currentTarget.checked ? NIGHT : null })}
      />
      {data && quiet && (
        <Group gap="sm" grow>
          {SIDES.map((side) => (
            <TextInput
              key={`${side} ${quiet[side]}`}
              type="time"
              label={t(`settings.quiet_${side}`)}
              defaultValue={quiet[side]}
              onBlur={({ currentTarget: { value } }) => {
                const hours = { ...quiet, [side]: value };
                if (value && value !== quiet[side] && hours.from !== hours.to) change({ ...data, quiet: hours });
              }}
            />
          ))}
        </Group>
      )}
      <Switch
        label={t("settings.digest")}
        description={t("settings.digest_hint")}
        disabled={!data}
        checked={data?.digest === "daily"}
        onChange={(event) => data && change({ ...data, digest: event.currentTarget.checked ? "daily" : "off" })}
      />
      <PushSwitch />
    </Part>
  );
}
