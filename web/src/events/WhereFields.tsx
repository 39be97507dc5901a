import { Chip, Fieldset, Group, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { cities } from "../api/queries";
import { cityName } from "../format";
import { AddressField } from "./AddressField";
import { CityField } from "./CityField";
import type { Found } from "./geocoder";
import { KnownPlaces, type PlaceFields } from "./PlanFields";
import { PointOnMap } from "./PointOnMap";
import type { Plan } from "./plan";

const KINDS = ["home", "cinema", "outdoor", "online", "other"] as const;

interface Props {
  plan: Plan;
  /** Where the host has shown films. */
  places: PlaceFields[];
  change: (typed: Partial<Plan>) => void;
  wrong: (name: keyof Plan) => string | undefined;
}

/** Where it is: a known place, or its kind and as much of the address as the host wants to tell. */
export function WhereFields({ plan, places, change, wrong }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const field = (name: "name" | "url") => ({
    name,
    value: plan[name],
    error: wrong(name),
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  /** The city's clock and name are ours, so that others find it by them. */
  const takeAddress = async ({ address, area, city, latitude, longitude }: Found) => {
    change({ address, area, latitude, longitude, ...(city && { city }) });
    const found = city ? await cache.fetchQuery(cities(city)).catch(() => undefined) : undefined;
    const [known] = found?.items ?? [];
    if (known) change({ city: cityName(known), time_zone: known.time_zone });
  };
  return (
    <Fieldset legend={t("plan.where")}>
      <Stack gap="sm">
        {places.length > 0 && <KnownPlaces places={places} onTake={change} />}
        <Chip.Group value={plan.kind} onChange={(kind) => change({ kind })}>
          <Group gap="xs" role="radiogroup" aria-label={t("plan.kind")}>
            {KINDS.map((value) => (
              <Chip key={value} value={value}>
                {t(`kind.${value}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        {plan.kind === "online" ? (
          <TextInput
            type="url"
            label={t("plan.url")}
            description={t("plan.url_hint")}
            maxLength={2000}
            {...field("url")}
          />
        ) : (
          <>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <CityField
                any
                name="city"
                required
                label={t("plan.city")}
                value={plan.city}
                onChange={(city) => change({ city })}
                // Another city has another clock, and no point of the former one.
                onCity={({ time_zone }) => change({ time_zone, latitude: "", longitude: "" })}
                error={wrong("city")}
              />
              {plan.kind !== "home" && <TextInput label={t("plan.name")} maxLength={120} {...field("name")} />}
              <AddressField
                label={t("plan.address")}
                value={plan.address}
                near={plan.city}
                onChange={(address) => change({ address })}
                onFound={(found) => void takeAddress(found)}
                error={wrong("address")}
              />
            </SimpleGrid>
            <PointOnMap plan={plan} change={change} wrong={wrong} />
          </>
        )}
      </Stack>
    </Fieldset>
  );
}
