import { Card, Text, Title } from "@mantine/core";
import { Link } from "wouter";
import type { Film } from "../api/types";
import { filmTitle, number } from "../format";
import { Poster } from "../ui/Poster";

/** A film in a grid or on a shelf; with `event` it is chosen for that one. */
export function FilmCard({ film, event, order }: { film: Film; event: string | null; order: 2 | 3 }) {
  const id = encodeURIComponent(film.id);
  return (
    <Card component="article" padding="xs" withBorder className="card" pos="relative">
      <Poster film={film} />
      <Title order={order} size="h6" mt="xs" lineClamp={2}>
        <Link
          href={event ? `/events/${event}/edit?film=${id}` : `/films/${id}`}
          replace={Boolean(event)}
          className="bare whole"
        >
          {filmTitle(film)}
        </Link>
      </Title>
      <Text size="sm" c="dimmed" lineClamp={1}>
        {[film.year, film.directors[0], film.rating !== null && `★ ${number(film.rating)}`].filter(Boolean).join(" · ")}
      </Text>
    </Card>
  );
}
