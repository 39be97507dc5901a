import { ActionIcon, Button, Group, NumberInput } from "@mantine/core";
import { IconHistory, IconHome, IconMinus, IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Plan } from "./plan";

export type PlaceFields = Pick<
  Plan,
  "kind" | "name" | "city" | "area" | "address" | "url" | "latitude" | "longitude" | "show_address" | "time_zone"
>;

/** Places where the host has shown films, each in one tap, the last one first. */
export function KnownPlaces({ places, onTake }: { places: PlaceFields[]; onTake: (place: PlaceFields) => void }) {
  const { t } = useTranslation();
  const words = ({ kind, name, address, city, url }: PlaceFields) => {
    const what = name || t(kind === "home" ? "planning.at_mine" : `kind.${kind}`);
    return [what, kind === "online" ? url : address, city].filter(Boolean).join(", ");
  };
  return (
    <Group gap="xs" role="group" aria-label={t("planning.known_places")}>
      {places.map((place) => (
        <Button
          key={words(place)}
          variant="light"
          leftSection={place.kind === "home" ? <IconHome size={18} /> : <IconHistory size={18} />}
          onClick={() => {
            const { kind, name, city, area, address, url, latitude, longitude, show_address, time_zone } = place;
            onTake({ kind, name, city, area, address, url, latitude, longitude, show_address, time_zone });
          }}
        >
          {words(place)}
        </Button>
      ))}
    </Group>
  );
}

interface StepsProps {
  label: string;
  hint: string;
  value: number | string;
  onChange: (value: number | string) => void;
  error: string | undefined;
}

/** How many seats, by steps or typed. */
export function Steps({ label, hint, value, onChange, error }: StepsProps) {
  const { t } = useTranslation();
  const step = (by: number) => onChange(Math.min(10_000, Math.max(1, Number(value) + by)));
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <ActionIcon variant="default" size={36} aria-label={t("planning.fewer")} onClick={() => step(-1)}>
        <IconMinus size={16} />
      </ActionIcon>
      <NumberInput
        name="capacity"
        required
        label={label}
        description={hint}
        flex={1}
        min={1}
        max={10000}
        hideControls
        allowDecimal={false}
        value={value}
        onChange={onChange}
        error={error}
      />
      <ActionIcon variant="default" size={36} aria-label={t("planning.more_seats")} onClick={() => step(1)}>
        <IconPlus size={16} />
      </ActionIcon>
    </Group>
  );
}
