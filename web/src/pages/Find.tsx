import { Anchor, Button, Group, SegmentedControl, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { IconBell, IconCalendarPlus } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "wouter";
import { cities, film, searchEvents } from "../api/queries";
import type { EventSummary } from "../api/types";
import { EventCard } from "../events/EventCard";
import { EventDays } from "../events/EventDays";
import { HostYourOwn, Landing } from "../events/Landing";
import { asSearch, rememberCity, rememberedCity } from "../events/search";
import { SearchChips } from "../events/SearchChips";
import { SearchPill } from "../events/SearchPill";
import { cityName, dateAndTime, eventTitle, filmTitle } from "../format";
import { useSignedIn } from "../session/store";
import { useWanted } from "../session/wanted";
import { CARDS } from "../ui/columns";
import { Dialog } from "../ui/Dialog";
import { Empty } from "../ui/Empty";
import { Endless, Waiting } from "../ui/Endless";
import type { Point } from "../ui/pins";
import { PlaceMap } from "../ui/PlaceMap";

const SavedSearches = lazy(() => import("../events/SavedSearches"));

/** Others' events; what is looked for stands in the address, so it can be kept and shared. */
export default function Find() {
  const { t } = useTranslation();
  const signedIn = useSignedIn();
  const [address, setAddress] = useSearchParams();
  const [opened, setOpened] = useState(["from", "to", "rating", "seats"].some((name) => address.has(name)));
  const remembered = rememberedCity();
  const asked = address.size || !remembered ? address : new URLSearchParams({ city: remembered });
  const wide = useMediaQuery("(min-width: 75em)", undefined, { getInitialValueInEffect: false });
  const onMap = !wide && asked.get("view") === "map";
  // A map of the first twenty would be a map of a few days.
  const list = useInfiniteQuery({
    ...searchEvents(asSearch(asked), onMap ? 100 : 20),
    placeholderData: keepPreviousData,
  });
  const set = (changes: Record<string, string>) => {
    if ("city" in changes) rememberCity(changes["city"] ?? "");
    const next = new URLSearchParams(asked);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setAddress(next, { replace: true });
  };
  const clear = () => {
    rememberCity("");
    setAddress({}, { replace: true });
  };
  return (
    <Stack>
      <title>{signedIn ? `${t("find.title")} · Seance` : `Seance · ${t("door.title")}`}</title>
      {!signedIn && <Landing />}
      {(signedIn || !wide) && (
        <Group justify="space-between">
          <Title order={signedIn ? 1 : 2} fz={{ base: "h3", sm: "h2" }}>
            {t(signedIn ? "find.title" : "door.near")}
          </Title>
          {!wide && (
            <SegmentedControl
              size="xs"
              aria-label={t("find.view")}
              value={onMap ? "map" : "list"}
              onChange={(view) => set({ view: view === "map" ? view : "" })}
              data={[
                { value: "list", label: t("find.list") },
                { value: "map", label: t("find.map") },
              ]}
            />
          )}
        </Group>
      )}
      <SearchPill asked={asked} set={set} onDates={() => setOpened(true)} />
      <SearchChips asked={asked} set={set} clear={clear} opened={opened} open={setOpened}>
        <TellMe asked={asked} />
      </SearchChips>
      <Endless
        list={list}
        height={152}
        cols={wide ? 2 : CARDS}
        draw={(events) =>
          wide ? <Beside events={events} /> : onMap ? <OnMap events={events} /> : <EventDays events={events} />
        }
        empty={
          <Empty title={t("find.empty")} hint={t("find.empty_hint")}>
            <Group justify="center">
              <Button variant="default" onClick={clear}>
                {t("find.clear")}
              </Button>
              <Button component={Link} href="/films">
                {t("films.plan")}
              </Button>
            </Group>
          </Empty>
        }
      />
      {asked.get("city") && <CityCalendar city={asked.get("city") ?? ""} />}
      {!signedIn && <HostYourOwn />}
    </Stack>
  );
}

/** The list and its map side by side: what one points at in one is marked in the other. */
function Beside({ events }: { events: EventSummary[] }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const [lit, setLit] = useState<string | null>(null);
  const points = pointsOf(events);
  return (
    <div className={points.length ? "beside" : undefined}>
      <div>
        {points.length > 0 && <Nowhere events={events} />}
        <EventDays events={events} beside={points.length > 0} lit={lit} light={setLit} />
      </div>
      {points.length > 0 && (
        <aside aria-label={t("find.map")}>
          <PlaceMap
            points={points}
            label={t("find.map")}
            onOpen={go}
            lit={lit && `/events/${lit}`}
            onLight={(href) => {
              const id = href?.split("/").pop() ?? null;
              setLit(id);
              if (id) document.getElementById(`card-${id}`)?.scrollIntoView({ block: "nearest" });
            }}
          />
        </aside>
      )}
    </div>
  );
}

function OnMap({ events }: { events: EventSummary[] }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const points = pointsOf(events);
  return (
    <Stack>
      {points.length > 0 && <PlaceMap points={points} label={t("find.map")} onOpen={go} />}
      <Nowhere events={events} />
      <SimpleGrid cols={CARDS} spacing="sm">
        {events.map((event) => (
          <EventCard key={event.id} event={event} />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

/** How many of them the map doesn't show. */
function Nowhere({ events }: { events: EventSummary[] }) {
  const { t } = useTranslation();
  const count = events.filter((event) => event.place.latitude === null).length;
  if (!count) return null;
  return (
    <Text role="status" size="sm">
      {count < events.length ? t("find.without_point", { count }) : t("find.no_points")}
    </Text>
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

/** Tells of what the search finds from now on; signing in is asked for by the press. */
function TellMe({ asked }: { asked: URLSearchParams }) {
  const { t } = useTranslation();
  const signedIn = useSignedIn();
  const [opened, setOpened] = useState(false);
  useWanted("tell_me", signedIn, () => setOpened(true));
  // A day that a word means is another one tomorrow.
  const lasting = new URLSearchParams(asked);
  lasting.delete("when");
  const search = asSearch(lasting);
  const { data } = useQuery({ ...film(search.film_id ?? ""), enabled: Boolean(search.film_id) });
  const name = [
    search.query,
    data && filmTitle(data),
    search.city,
    search.near && t("find.within", { km: search.radius_km }),
    search.admission && t(`admission.${search.admission}`),
    search.visibility && t(`visibility.${search.visibility}`),
    search.has_seats && t("find.seats"),
    search.min_host_rating && `★ ${search.min_host_rating}`,
    lasting.get("from"),
    lasting.get("to"),
  ]
    .filter(Boolean)
    .join(" · ");
  const look = {
    size: "xs",
    radius: "xl",
    variant: "subtle",
    color: "gray",
    c: "var(--mantine-color-text)",
    leftSection: <IconBell size={14} aria-hidden />,
  } as const;
  if (!signedIn) {
    const to = encodeURIComponent(`/?${asked}`);
    return (
      <Button component={Link} href={`/sign-in?to=${to}&act=tell_me`} {...look}>
        {t("searches.title")}
      </Button>
    );
  }
  return (
    <>
      <Button onClick={() => setOpened(true)} {...look}>
        {t("searches.title")}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t("searches.title")}>
        <Suspense fallback={<Waiting height={44} times={2} />}>
          <SavedSearches search={search} name={name.slice(0, 120)} />
        </Suspense>
      </Dialog>
    </>
  );
}

/** All that is on in the city, in one's own calendar. */
function CityCalendar({ city }: { city: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(cities(city));
  const found = data?.items.find((each) => each.name === city || each.name_en === city);
  if (!found) return null;
  return (
    <Anchor href={`webcal://${location.host}/api/v1/public/cities/${found.id}/calendar.ics`} size="sm">
      <IconCalendarPlus size={16} aria-hidden style={{ verticalAlign: "-3px" }} />{" "}
      {t("find.city_calendar", { city: cityName(found) })}
    </Anchor>
  );
}
