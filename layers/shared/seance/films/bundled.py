"""The films that Seance brings along: files of one film a line, searched in memory."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from seance.films.model import Film, directors, english_title
from seance.spelling import Searched, key, normalise, words

CATALOGUE = Path(__file__).with_name("catalogue")
EXACT, PREFIX, OTHER = range(3)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A film as it is searched."""

    film: Film
    sort: str
    names: tuple[str, ...]  # Russian, original and English, as keys
    dated: tuple[str, ...]  # the same with the year behind
    searched: Searched  # all of them, and the directors

    @classmethod
    def of(cls, film: Film) -> "_Entry":
        """By all its titles, and its directors' names."""
        year, english = str(film.year), english_title(film.id, film.year)
        titles = dict.fromkeys((film.title, film.original_title, english))
        names = tuple(key(title) for title in titles if title)
        dated = tuple(f"{name}{year}" for name in names)
        people = [name for director in directors({"id": film.id}) for name in director]
        return cls(film, normalise(film.title), names, dated, Searched((*titles, year, *people)))

    def rank(self, query: str) -> int:
        """How near the whole query, as a key, is to a whole title."""
        if query in self.names or query in self.dated:
            return EXACT
        return PREFIX if any(name.startswith(query) for name in self.dated) else OTHER


class BundledFilms:
    """Facts only: no overviews, posters or ratings."""

    def __init__(self, films: Iterable[Film]) -> None:
        self._films = {film.id: film for film in films}

    @classmethod
    def load(cls) -> "BundledFilms":
        """Every part of the catalogue."""
        return cls(film for part in sorted(CATALOGUE.glob("*.jsonl")) for film in read(part))

    @property
    def films(self) -> Collection[Film]:
        """All of them."""
        return self._films.values()

    @cached_property
    def _by_title(self) -> list[_Entry]:
        """Made by the first search; who only gets a film does without."""
        entries = (_Entry.of(film) for film in self._films.values())
        return sorted(entries, key=lambda each: (each.sort, each.film.year, each.film.id))

    def search(
        self, query: str, limit: int, after: int | None = None
    ) -> tuple[list[Film], int | None]:
        """The films in whose titles, year and directors' names every word of the query begins a word.

        First those titled so, then those whose title begins so, then the others; each by title.
        """
        asked = words(query)
        found = self._by_title
        if asked:
            for word in asked:
                found = [each for each in found if word in each.searched.whole]
            found = [each for each in found if each.searched.has(asked, begun=True)]
            whole = "".join(asked)
            found.sort(key=lambda each: each.rank(whole))
        first = after or 0
        last = first + limit
        return [each.film for each in found[first:last]], last if last < len(found) else None

    def get(self, film_id: str) -> Film | None:
        """One film."""
        return self._films.get(film_id)


def read(part: Path) -> Iterator[Film]:
    """The films of one file."""
    for line in part.read_text(encoding="utf-8").splitlines():
        yield Film.of(json.loads(line))
