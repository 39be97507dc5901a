import { Button, Group, NumberInput, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cities } from "../api/queries";
import { PlaceMap } from "../ui/PlaceMap";
import { tell } from "../ui/Trouble";
import { useInView } from "../ui/useInView";
import type { Plan } from "./plan";

interface Props {
  plan: Plan;
  change: (typed: Partial<Plan>) => void;
  wrong: (name: keyof Plan) => string | undefined;
}

/** A map only for who wants one: a city is enough to be found nearby. It begins at the city. */
export function PointOnMap({ plan, change, wrong }: Props) {
  const { t } = useTranslation();
  const known = plan.latitude !== "" && plan.longitude !== "";
  const [opened, setOpened] = useState(known);
  const [reached, setReached] = useState(false);
  const box = useInView(() => setReached(true));
  const half = Boolean(wrong("latitude") ?? wrong("longitude"));
  const shown = opened || half;
  const named = useQuery({ ...cities(plan.city.trim()), enabled: shown && !known && Boolean(plan.city.trim()) });
  const city = named.data?.items[0];
  const pick = (latitude: number, longitude: number) => change({ latitude, longitude });
  const degrees = (name: "latitude" | "longitude", most: number) => (
    <NumberInput
      name={name}
      label={t(`plan.${name}`)}
      w={130}
      min={-most}
      max={most}
      decimalScale={5}
      hideControls
      value={plan[name]}
      onChange={(value) => change({ [name]: value })}
      error={wrong(name)}
    />
  );
  return (
    <details open={shown} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <Text component="summary" size="sm" fw={500}>
        {t("plan.pick")}
      </Text>
      {shown && (
        <div ref={box}>
          <Text size="xs" c="dimmed" mb={4}>
            {t("plan.pick_hint")}
          </Text>
          {reached ? (
            <PlaceMap
              label={t("plan.pick")}
              points={known ? [{ latitude: Number(plan.latitude), longitude: Number(plan.longitude) }] : []}
              around={city}
              onPick={pick}
            />
          ) : (
            <Skeleton className="map" />
          )}
          <Group mt="xs" align="flex-end">
            {degrees("latitude", 90)}
            {degrees("longitude", 180)}
            <Button
              variant="default"
              onClick={() =>
                navigator.geolocation.getCurrentPosition(
                  ({ coords }) => pick(coords.latitude, coords.longitude),
                  () => tell(t("find.near_failed")),
                )
              }
            >
              {t("plan.find_point")}
            </Button>
          </Group>
        </div>
      )}
    </details>
  );
}
