"""The films that Seance brings along: files of one film a line, searched in memory."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from seance.films.model import Film, normalise

CATALOGUE = Path(__file__).with_name("catalogue")
EXACT, PREFIX, OTHER = range(3)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A film as it is searched; every text is normalised."""

    film: Film
    names: tuple[str, ...]  # Russian, original and English
    dated: tuple[str, ...]  # the same with the year behind
    words: str  # all of them, each with a space before it

    @classmethod
    def of(cls, film: Film) -> "_Entry":
        """The English title is the film's id without the year."""
        year = str(film.year)
        english = film.id.removesuffix(f"-{year}")
        names = tuple(normalise(name) for name in (film.title, film.original_title, english))
        words = dict.fromkeys(word for name in (*names, year) for word in name.split())
        return cls(film, names, tuple(f"{name} {year}" for name in names), f" {' '.join(words)}")

    def rank(self, query: str) -> int:
        """How near the whole query is to a whole title."""
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

    @cached_property
    def _by_title(self) -> list[_Entry]:
        """Made by the first search; who only gets a film does without."""
        entries = (_Entry.of(film) for film in self._films.values())
        return sorted(entries, key=lambda each: (each.names[0], each.film.year, each.film.id))

    def search(
        self, query: str, limit: int, after: int | None = None
    ) -> tuple[list[Film], int | None]:
        """The films in whose titles and year every word of the query begins a word.

        First those titled so, then those whose title begins so, then the others; each by title.
        """
        text = normalise(query)
        found = self._by_title
        if text:
            for word in text.split():
                found = [each for each in found if f" {word}" in each.words]
            found.sort(key=lambda each: each.rank(text))
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
