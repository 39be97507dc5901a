"""Shelves: films that go together, by rules. Pure.

A shelf is there where it has enough films. Which ones are shown changes by the week, so that there is
something to look at; all are found by their ids.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from seance.films.model import Film, countries, directors
from seance.spelling import normalise

Kind = Literal["director", "genre", "decade", "country", "length"]
# How many of each are shown in a week.
SHOWN: Mapping[Kind, int] = {"director": 3, "genre": 3, "decade": 2, "country": 2, "length": 1}
LEAST = 5  # films
SHORT, LONG = 90, 180  # minutes


@dataclass(frozen=True, slots=True)
class Shelf:
    """Films, the newest first, and what they have in common.

    `of` is the director's names as `directors` tells them, the genre, the decade's first year, the
    country's code, `short` or `long`.
    """

    id: str
    kind: Kind
    of: tuple[str, ...]
    films: tuple[Film, ...]


def made(films: Iterable[Film]) -> dict[str, Shelf]:
    """Every shelf by its id, which is its kind and what the films have in common."""
    found: dict[tuple[Kind, tuple[str, ...]], list[Film]] = defaultdict(list)
    for film in sorted(films, key=lambda each: (-each.year, each.id)):
        for place in _places(film):
            found[place].append(film)
    shelves = (
        Shelf(f"{kind}-{normalise(of[0]).replace(' ', '-')}", kind, of, tuple(films))
        for (kind, of), films in sorted(found.items(), key=lambda each: each[0])
        if len(films) >= LEAST
    )
    return {shelf.id: shelf for shelf in shelves}


def of_the_week(shelves: Iterable[Shelf], day: date) -> list[Shelf]:
    """Those that are shown in the week of a day; each has its turn."""
    week = day.toordinal() // 7
    there = list(shelves)
    chosen: list[Shelf] = []
    for kind, number in SHOWN.items():
        own = [shelf for shelf in there if shelf.kind == kind]
        chosen += [
            own[(week * number + place) % len(own)] for place in range(min(number, len(own)))
        ]
    return chosen


def most_shown(films: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Each film once, of one for each showing, by start: what is shown most often first, then soonest."""
    by_id = {film["id"]: film for film in reversed(films)}
    return [by_id[film_id] for film_id, _ in Counter(film["id"] for film in films).most_common()]


def _places(film: Film) -> Iterator[tuple[Kind, tuple[str, ...]]]:
    facts = film.facts()
    yield from (("director", tuple(names)) for names in directors(facts))
    yield from (("genre", (genre,)) for genre in film.genres)
    yield "decade", (f"{film.year // 10 * 10}",)
    yield from (("country", (code,)) for code in countries(facts))
    if 0 < film.runtime_minutes <= SHORT:
        yield "length", ("short",)
    elif film.runtime_minutes >= LONG:
        yield "length", ("long",)
