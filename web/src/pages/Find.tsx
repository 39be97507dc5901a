import {
  Button,
  Checkbox,
  CloseButton,
  Collapse,
  Group,
  NativeSelect,
  Paper,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { IconAdjustments, IconCurrentLocation, IconList, IconMap2, IconSearch } from "@tabler/icons-react";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "wouter";
import { film, searchEvents } from "../api/queries";
import type { EventSummary } from "../api/types";
import { CityField } from "../events/CityField";
import { EventCard } from "../events/EventCard";
import { asSearch, RADII, USUAL_RADIUS } from "../events/search";
import { dateAndTime, eventTitle, filmTitle } from "../format";
import { Empty } from "../ui/Empty";
import { CARDS } from "../ui/columns";
import { Endless } from "../ui/Endless";
import type { Point } from "../ui/pins";
import { PlaceMap } from "../ui/PlaceMap";
import { tell } from "../ui/Trouble";

/** Others' events; what is looked for stands in the address, so it can be kept and shared. */
export default function Find() {
  const { t } = useTranslation();
  const [asked, setAsked] = useSearchParams();
  const onMap = asked.get("view") === "map";
  // A map of the first twenty would be a map of a few days.
  const list = useInfiniteQuery({
    ...searchEvents(asSearch(asked), onMap ? 100 : 20),
    placeholderData: keepPreviousData,
  });
  const set = (name: string, value: string) =>
    setAsked(
      (old) => {
        if (value) old.set(name, value);
        else old.delete(name);
        return old;
      },
      { replace: true },
    );
  return (
    <Stack>
      <title>{`${t("find.title")} · Seance`}</title>
      <Group justify="space-between">
        <Title order={1} size="h2">
          {t("find.title")}
        </Title>
        <SegmentedControl
          aria-label={t("find.map")}
          value={onMap ? "map" : "list"}
          onChange={(view) => set("view", view === "map" ? view : "")}
          data={[
            {
              value: "list",
              label: (
                <Group gap={6} wrap="nowrap">
                  <IconList size={16} aria-hidden />
                  {t("find.list")}
                </Group>
              ),
            },
            {
              value: "map",
              label: (
                <Group gap={6} wrap="nowrap">
                  <IconMap2 size={16} aria-hidden />
                  {t("find.map")}
                </Group>
              ),
            },
          ]}
        />
      </Group>
      <Filters asked={asked} set={set} clear={() => setAsked({}, { replace: true })} />
      <Endless
        list={list}
        height={152}
        cols={CARDS}
        draw={(events) =>
          onMap ? (
            <OnMap events={events} />
          ) : (
            <SimpleGrid cols={CARDS} spacing="sm">
              {events.map((event) => (
                <EventCard key={event.id} event={event} />
              ))}
            </SimpleGrid>
          )
        }
        empty={
          <Empty title={t("find.empty")} hint={t("find.empty_hint")}>
            <Group justify="center">
              <Button variant="default" onClick={() => setAsked({}, { replace: true })}>
                {t("find.clear")}
              </Button>
              <Button component={Link} href="/films">
                {t("films.plan")}
              </Button>
            </Group>
          </Empty>
        }
      />
    </Stack>
  );
}

function OnMap({ events }: { events: EventSummary[] }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const points = pointsOf(events);
  const nowhere = events.filter((event) => event.place.latitude === null).length;
  return (
    <Stack>
      {points.length > 0 && <PlaceMap points={points} label={t("find.map")} onOpen={go} />}
      {nowhere > 0 && (
        <Text role="status" size="sm">
          {points.length ? t("find.without_point", { count: nowhere }) : t("find.no_points")}
        </Text>
      )}
      <SimpleGrid cols={CARDS} spacing="sm">
        {events.map((event) => (
          <EventCard key={event.id} event={event} />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

function pointsOf(events: EventSummary[]): Point[] {
  return events.flatMap((event) => {
    const { latitude, longitude } = event.place;
    if (latitude === null || longitude === null) return [];
    const label = `${eventTitle(event)}, ${dateAndTime(event.starts_at, event.time_zone)}`;
    return [{ latitude, longitude, links: [{ href: `/events/${event.id}`, label }] }];
  });
}

const VISIBILITIES = ["public", "followers", "invite_only"] as const;
const RARE = ["from", "to", "admission", "visibility", "rating", "seats", "film"];

function Filters({
  asked,
  set,
  clear,
}: {
  asked: URLSearchParams;
  set: (name: string, value: string) => void;
  clear: () => void;
}) {
  const { t } = useTranslation();
  const chosen = RARE.filter((name) => asked.has(name)).length;
  const [opened, setOpened] = useState(chosen > 0);
  const of = (name: string) => asked.get(name) ?? "";
  const near = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => set("near", `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`),
      () => tell(t("find.near_failed")),
    );
  return (
    <Paper component="form" role="search" withBorder p="sm" onSubmit={(submitted) => submitted.preventDefault()}>
      <Group align="flex-end" gap="sm">
        <Settling value={of("query")} onSettle={(value) => set("query", value)}>
          {(text, setText) => (
            <TextInput
              flex="2 1 180px"
              label={t("find.query")}
              maxLength={120}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              leftSection={<IconSearch size={16} aria-hidden />}
            />
          )}
        </Settling>
        <Settling value={of("city")} onSettle={(value) => set("city", value)}>
          {(text, setText) => (
            <CityField
              flex="1 1 120px"
              label={t("find.city")}
              value={text}
              onChange={setText}
              onChoose={(city) => set("city", city)}
            />
          )}
        </Settling>
        {asked.has("near") && (
          <NativeSelect
            flex="0 1 110px"
            label={t("find.radius")}
            value={of("radius") || String(USUAL_RADIUS)}
            onChange={(event) => set("radius", event.currentTarget.value)}
            data={RADII.map((km) => ({ value: String(km), label: t("find.km", { km }) }))}
          />
        )}
        <Button
          variant={asked.has("near") ? "light" : "default"}
          aria-pressed={asked.has("near")}
          leftSection={<IconCurrentLocation size={16} aria-hidden />}
          onClick={() => (asked.has("near") ? set("near", "") : near())}
        >
          {t("find.near")}
        </Button>
        <Button
          variant="default"
          aria-expanded={opened}
          leftSection={<IconAdjustments size={16} aria-hidden />}
          onClick={() => setOpened(!opened)}
        >
          {chosen ? t("find.filters_on", { number: chosen }) : t("find.filters")}
        </Button>
      </Group>
      <Collapse expanded={opened}>
        <SimpleGrid cols={{ base: 2, sm: 3, md: 5 }} mt="sm" spacing="sm">
          <TextInput
            type="date"
            label={t("find.from")}
            value={of("from")}
            onChange={(event) => set("from", event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t("find.to")}
            value={of("to")}
            onChange={(event) => set("to", event.currentTarget.value)}
          />
          <NativeSelect
            label={t("find.admission")}
            value={of("admission")}
            onChange={(event) => set("admission", event.currentTarget.value)}
            data={[
              { value: "", label: t("common.any") },
              { value: "free", label: t("admission.free") },
              { value: "paid", label: t("admission.paid") },
            ]}
          />
          <NativeSelect
            label={t("find.visibility")}
            value={of("visibility")}
            onChange={(event) => set("visibility", event.currentTarget.value)}
            data={[
              { value: "", label: t("common.any") },
              ...VISIBILITIES.map((value) => ({ value, label: t(`visibility.${value}`) })),
            ]}
          />
          <NativeSelect
            label={t("find.rating")}
            value={of("rating")}
            onChange={(event) => set("rating", event.currentTarget.value)}
            data={[{ value: "", label: t("common.any") }, "3", "4", "4.5"]}
          />
        </SimpleGrid>
        {asked.has("film") && <OfFilm id={of("film")} leave={() => set("film", "")} />}
        <Group justify="space-between" mt="sm">
          <Checkbox
            label={t("find.seats")}
            checked={asked.has("seats")}
            onChange={(event) => set("seats", event.currentTarget.checked ? "1" : "")}
          />
          <Button variant="subtle" size="compact-sm" onClick={clear}>
            {t("find.clear")}
          </Button>
        </Group>
      </Collapse>
    </Paper>
  );
}

/** Only this film is shown; `?film=` comes from its page. */
function OfFilm({ id, leave }: { id: string; leave: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(film(id));
  return (
    <Group gap="xs" mt="sm">
      <Text size="sm">{t("find.film", { title: data ? filmTitle(data) : "…" })}</Text>
      <CloseButton size="sm" aria-label={t("find.no_film")} onClick={leave} />
    </Group>
  );
}

/** Around a text field: tells its words when typing rests. */
function Settling({
  value,
  onSettle,
  children,
}: {
  value: string;
  onSettle: (value: string) => void;
  children: (text: string, setText: (text: string) => void) => ReactNode;
}) {
  const [text, setText] = useState(value);
  const [before, setBefore] = useState(value);
  if (value !== before) {
    setBefore(value);
    if (value !== text.trim()) setText(value);
  }
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onSettle(text.trim()), 350);
    return () => clearTimeout(timer);
  });
  return children(text, setText);
}
