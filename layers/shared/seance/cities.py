"""Cities by all their names in Russian and English: where they lie, and which one a name means.

`cities.tsv` has a city a line, the biggest first where people of this page live: names in Russian and
English, IANA zone, the middle in degrees (good for about a kilometre), other names. Facts of public
knowledge; a city that is not there is a city all the same, by the name that it is given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from seance.spelling import Searched, city_key, words

TABLE = Path(__file__).with_name("cities.tsv")
SHORTEST = 2  # letters of a name that is only begun
SUGGESTED, SEARCHED = 8, 4  # cities that it may mean, to choose from and to search in


@dataclass(frozen=True, slots=True)
class City:
    """A city; its point is (latitude, longitude)."""

    id: str
    name: str
    name_en: str
    time_zone: str
    point: tuple[float, float]
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return (self.name, self.name_en, *self.also)


def find(name: str) -> City | None:
    """The city that is called so."""
    return _by_name().get(city_key(name))


def key_of(name: str) -> str:
    """One key for all names of a city, so that its events lie together in whichever language."""
    found = find(name)
    return city_key(found.name if found else name)


def begun(query: str, most: int = SUGGESTED) -> list[City]:
    """Which cities the begin of a name may mean, as one types."""
    asked = words(query)
    if len("".join(asked)) < SHORTEST:
        return []
    return [city for city, names in _searched() if names.has(asked, begun=True)][:most]


def meant(name: str) -> Sequence[str]:
    """The names to search for: of the city, or while it is only begun, of those that it may mean."""
    return [name] if find(name) else [name, *(each.name for each in begun(name, SEARCHED))]


@lru_cache(maxsize=1)
def table() -> tuple[City, ...]:
    """Every city."""
    return tuple(_read(line) for line in TABLE.read_text(encoding="utf-8").splitlines())


def _read(line: str) -> City:
    name, name_en, zone, latitude, longitude, also = line.split("\t")
    others = tuple(also.split(",")) if also else ()
    return City(city_key(name_en), name, name_en, zone, (float(latitude), float(longitude)), others)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, City]:
    return {city_key(name): city for city in reversed(table()) for name in city.names}


@lru_cache(maxsize=1)
def _searched() -> list[tuple[City, Searched]]:
    return [(city, Searched(city.names)) for city in table()]
