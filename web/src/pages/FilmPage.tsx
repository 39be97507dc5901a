import { Anchor, Box, Button, Grid, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "wouter";
import { film as readFilm, searchEvents } from "../api/queries";
import { EventCard } from "../events/EventCard";
import { genres } from "../events/genres";
import { duration, filmTitle, number } from "../format";
import { HALVES } from "../ui/columns";
import { Endless, Waiting } from "../ui/Endless";
import { Poster } from "../ui/Poster";
import { Trouble } from "../ui/Trouble";

export default function FilmPage() {
  const { t } = useTranslation();
  const id = decodeURIComponent(useParams<{ id: string }>().id);
  const { data: film, error, refetch } = useQuery(readFilm(id));
  const showings = useInfiniteQuery(searchEvents({ film_id: id }));
  if (!film) return error ? <Trouble error={error} retry={refetch} /> : <Waiting height={200} times={2} />;
  return (
    <Stack gap="lg">
      <title>{`${filmTitle(film)} · Seance`}</title>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, xs: 4, md: 3 }}>
          <Box maw={{ base: 180, xs: "none" }}>
            <Poster film={film} named />
          </Box>
        </Grid.Col>
        <Grid.Col span={{ base: 12, xs: 8, md: 9 }}>
          <Stack gap="sm">
            <div>
              <Title order={1} size="h2">
                {filmTitle(film)}
              </Title>
              {film.original_title !== filmTitle(film) && <Text c="dimmed">{film.original_title}</Text>}
            </div>
            <Text>
              {[film.year, film.runtime_minutes && duration(film.runtime_minutes), genres(film.genres)]
                .filter(Boolean)
                .join(" · ")}
            </Text>
            {film.rating !== null && <Text>{t("films.rating", { rating: number(film.rating) })}</Text>}
            {film.overview && <Text className="words">{film.overview}</Text>}
            <Group>
              <Button component={Link} href={`/films/${encodeURIComponent(film.id)}/plan`} size="md">
                {t("films.plan")}
              </Button>
            </Group>
            {film.attribution && (
              <Text size="xs" c="dimmed">
                {film.attribution}
              </Text>
            )}
          </Stack>
        </Grid.Col>
      </Grid>
      <Group justify="space-between">
        <Title order={2} size="h3">
          {t("films.showings")}
        </Title>
        <Anchor component={Link} href={`/?view=map&film=${encodeURIComponent(film.id)}`}>
          {t("find.map")}
        </Anchor>
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
  );
}
