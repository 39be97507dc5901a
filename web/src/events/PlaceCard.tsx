import { Anchor, Button, Card, Stack, Text, Title } from "@mantine/core";
import { IconMap2 } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Event, Place, PublicEvent } from "../api/types";
import { PlaceMap } from "../ui/PlaceMap";
import { StillMap } from "../ui/StillMap";
import { isExact, routeTo, where } from "./place";
import { ticketCode } from "./standing";

const HOLDS = new Set<string>(["confirmed", "moved"]);

/** Where it is: exactly for who may know it, else the area (R7). The map that moves is loaded when asked for. */
export function PlaceCard({ event }: { event: Event | PublicEvent }) {
  const { t } = useTranslation();
  const [onMap, setOnMap] = useState(false);
  const place: Place = event.place;
  const host = "my_role" in event && event.my_role === "host";
  const inside =
    host || ("my_role" in event && (event.my_role === "moderator" || HOLDS.has(event.my_booking?.status ?? "")));
  const told = isExact(place);
  const exact = told || inside; // a point is exact for who is in, also without an address
  const point =
    place.latitude !== null && place.longitude !== null
      ? { latitude: place.latitude, longitude: place.longitude, vague: !exact }
      : null;
  return (
    <Card withBorder>
      <Stack gap="xs">
        <Title order={2} size="h5">
          {t("event.place")}
        </Title>
        <Text>{where(place, !host)}</Text>
        {place.address && <Text fw={600}>{place.address}</Text>}
        {place.url?.startsWith("https://") && (
          <Anchor href={place.url} target="_blank" rel="noopener noreferrer">
            {t("event.online_link")}
          </Anchor>
        )}
        {!told && (
          <Text size="sm" c="dimmed">
            {t(host ? "event.no_address_yours" : inside ? "event.no_address" : "event.exact_later")}{" "}
            {host && event.actions.includes("edit") && (
              <Anchor component={Link} href={`/events/${event.id}/edit`} inherit underline="always">
                {t("event.add_address")}
              </Anchor>
            )}
          </Text>
        )}
        {point && (
          <>
            {onMap ? (
              <PlaceMap points={[point]} label={t("event.map_of")} />
            ) : (
              <>
                <StillMap point={point} label={t("event.map_of")} />
                <Button
                  variant="default"
                  size="xs"
                  leftSection={<IconMap2 size={16} aria-hidden />}
                  onClick={() => setOnMap(true)}
                >
                  {t("event.show_map")}
                </Button>
              </>
            )}
            {exact ? (
              !ticketCode(event) && (
                <Anchor size="sm" href={routeTo(point) ?? undefined} target="_blank" rel="noopener noreferrer">
                  {t("event.directions")}
                </Anchor>
              )
            ) : (
              <Text size="sm" c="dimmed">
                {t("event.area_only")}
              </Text>
            )}
          </>
        )}
      </Stack>
    </Card>
  );
}
