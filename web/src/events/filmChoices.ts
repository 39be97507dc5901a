import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { films } from "../api/queries";
import { filmTitle } from "../format";

export interface FilmChoice {
  id: string;
  name: string;
}

/** The films that what is typed may mean, each by a name that tells it from others. */
export function useFilmChoices(typed: string): FilmChoice[] {
  const query = typed.trim();
  const found = useInfiniteQuery({
    ...films({ query }),
    enabled: Boolean(query),
    placeholderData: keepPreviousData,
  });
  return (found.data?.pages[0]?.items ?? []).map((film) => ({ id: film.id, name: `${filmTitle(film)}, ${film.year}` }));
}
