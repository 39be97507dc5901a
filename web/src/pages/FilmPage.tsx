import { Anchor, Button, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "wouter";
import { film as readFilm, searchEvents, wishers } from "../api/queries";
import { EventCard } from "../events/EventCard";
import { genres } from "../events/genres";
import { WishButton, Wishes } from "../films/WishButton";
import { countryName, duration, filmTitle, number } from "../format";
import { useSignedIn } from "../session/store";
import { HALVES } from "../ui/columns";
import { Endless, Waiting } from "../ui/Endless";
import { Poster } from "../ui/Poster";
import { Trouble } from "../ui/Trouble";

/** A film: its next showings, who wishes to see it, and the way to an evening of one's own. */
export default function FilmPage() {
  const { t } = useTranslation();
  const signedIn = useSignedIn();
  const id = decodeURIComponent(useParams<{ id: string }>().id);
  const { data: film, error, refetch } = useQuery(readFilm(id));
  const showings = useInfiniteQuery(searchEvents({ film_id: id }));
  const followed = useInfiniteQuery({ ...wishers(id), enabled: signedIn });
  if (!film) return error ? <Trouble error={error} retry={refetch} /> : <Waiting height={200} times={2} />;
  const people = followed.data?.pages.flatMap((page) => page.items.map((each) => each.name)) ?? [];
  const title = filmTitle(film);
  const others = [...new Set([film.title_en, film.title, film.original_title])].filter(
    (each) => each && each !== title,
  );
  const plan = `/films/${encodeURIComponent(film.id)}/plan`;
  const shown = showings.data?.pages.some((page) => page.items.length);
  return (
    <Stack gap="lg">
      <title>{`${title} · Seance`}</title>
      <div className="film">
        <div className="film-poster">
          <Poster film={film} named />
        </div>
        <Stack gap="xs" className="film-head">
          <div>
            <Title order={1} size="h2">
              {title}
            </Title>
            {others.length > 0 && <Text c="dimmed">{others.join(" · ")}</Text>}
          </div>
          {film.directors.length > 0 && (
            <Text fw={600}>
              {t("films.directed", { names: new Intl.ListFormat(i18next.language).format(film.directors) })}
            </Text>
          )}
          <Text size="sm">
            {[
              film.countries.map(countryName).join(", "),
              film.year,
              film.runtime_minutes && duration(film.runtime_minutes),
              genres(film.genres),
              film.rating !== null && t("films.rating", { rating: number(film.rating) }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </Text>
        </Stack>
        <Stack className="film-rest">
          {film.hook && <Text size="lg">{film.hook}</Text>}
          {film.overview && <Text className="words">{film.overview}</Text>}
          <Group gap="xs">
            <Button
              component={Link}
              href={signedIn ? plan : `/sign-in?to=${encodeURIComponent(plan)}`}
              variant={shown ? "default" : "filled"}
            >
              {t("films.plan")}
            </Button>
            <WishButton film={film} />
          </Group>
          <Wishes film={film} people={people} />
          <Group justify="space-between">
            <Title order={2} size="h3">
              {t("films.showings")}
            </Title>
            {shown && (
              <Anchor component={Link} href={`/?view=map&film=${encodeURIComponent(film.id)}`}>
                {t("find.map")}
              </Anchor>
            )}
          </Group>
          <Endless
            list={showings}
            height={152}
            cols={HALVES}
            draw={(events) => (
              <SimpleGrid cols={HALVES} spacing="sm">
                {events.map((event) => (
                  <EventCard key={event.id} event={event} />
                ))}
              </SimpleGrid>
            )}
            empty={<Text c="dimmed">{t("films.no_showings")}</Text>}
          />
        </Stack>
      </div>
      {film.attribution && (
        <Text size="xs" c="dimmed">
          {film.attribution}
        </Text>
      )}
    </Stack>
  );
}
