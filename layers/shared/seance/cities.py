"""Cities by all their names in Russian and English: where they lie, and which one a name means.

`cities.tsv` has a city a line by hand, the biggest first where people of this page live. All others of
15,000 people and more are of GeoNames (https://www.geonames.org, CC BY 4.0), in `geonames.tsv`, which
`make cities` makes: the biggest first, each with the folded beginnings of all its names, so that it is
searched as it lies in the file. A city that is in neither is a city all the same, by the name that it
is given.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from seance.spelling import Searched, city_key, words

TABLE = Path(__file__).with_name("cities.tsv")
GEONAMES = Path(__file__).with_name("geonames.tsv")
REGIONS = Path(__file__).with_name("regions.tsv")
REMEMBERED = 4096  # names and ids that were asked for
SHORTEST = 2  # letters of a name that is only begun
SUGGESTED, SEARCHED = 8, 4  # cities that it may mean, to choose from and to search in


@dataclass(frozen=True, slots=True)
class City:
    """A city; its point is (latitude, longitude) in degrees, good for about a kilometre.

    `id` is the folded English name, of a city of GeoNames its number there. `country` is an ISO 3166-1
    code, `region` the code of GeoNames for what is next below it (admin1), `time_zone` IANA's.
    """

    id: str
    name: str
    name_en: str
    country: str
    region: str
    time_zone: str
    point: tuple[float, float]
    population: int
    also: tuple[str, ...] = ()
    geonames: str = ""
    starts: str = field(default="", repr=False)  # of GeoNames: see `_begun`

    @property
    def names(self) -> tuple[str, ...]:
        """Those that are told; a city of GeoNames has more by which it is found."""
        return (self.name, self.name_en, *self.also)

    @property
    def is_by_hand(self) -> bool:
        """Whether it is in the table by hand."""
        return not self.starts

    def is_called(self, name: str) -> bool:
        """Whether this is one of its names."""
        key = city_key(name)
        return key in map(city_key, self.names) or f" {key} " in self.starts.replace("=", "")


def find(name: str) -> City | None:
    """The city that is called so: where several are, one that is much bigger than the others."""
    return _named(city_key(name))


def known(name: str | None, city_id: str | None = None) -> City | None:
    """The city of a place: by its id, else by its name."""
    found = get(city_id) if city_id else None
    return found or (find(name) if name else None)


def key_of(name: str, city_id: str | None = None) -> str:
    """One key for all names of a city, so that its events lie together in whichever language."""
    found = known(name, city_id)
    return city_key(found.name if found else name)


def begun(query: str, most: int = SUGGESTED) -> list[City]:
    """Which cities the begin of a name may mean, as one types: each word begins one of it."""
    asked = words(query)
    if len("".join(asked)) < SHORTEST:
        return []
    by_hand = (city for city, names in _searched() if names.has(asked, begun=True))
    return list(islice(chain(by_hand, _begun(asked)), most))


def meant(name: str) -> Sequence[str]:
    """The names to search for: of the city, or while it is only begun, of those that it may mean."""
    return [name] if find(name) else [name, *(each.name for each in begun(name, SEARCHED))]


@lru_cache(maxsize=1)
def table() -> tuple[City, ...]:
    """Every city by hand."""
    return tuple(_read(line) for line in TABLE.read_text(encoding="utf-8").splitlines())


def region(city: City) -> tuple[str, str] | None:
    """What the part of the country that it lies in is called, in Russian and in English."""
    lines = REGIONS.read_text(encoding="utf-8")
    _, _, rest = f"\n{lines}".partition(f"\n{city.country}.{city.region}\t")
    name, _, name_en = rest.partition("\n")[0].partition("\t")
    return (name or name_en, name_en) if name_en else None


def _read(line: str) -> City:
    name, name_en, zone, latitude, longitude, country, part, people, also, number = line.split("\t")
    return City(
        id=city_key(name_en),
        name=name,
        name_en=name_en,
        country=country,
        region=part,
        time_zone=zone,
        point=(float(latitude), float(longitude)),
        population=int(people),
        also=tuple(also.split(",")) if also else (),
        geonames=number,
    )


@lru_cache(maxsize=1)
def _by_id() -> dict[str, City]:
    return {city.id: city for city in table()}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, City]:
    return {city_key(name): city for city in reversed(table()) for name in city.names}


@lru_cache(maxsize=1)
def _searched() -> list[tuple[City, Searched]]:
    return [(city, Searched(city.names)) for city in table()]


@lru_cache(maxsize=1)
def _geonames() -> bytes:
    return GEONAMES.read_bytes()


@lru_cache(maxsize=1)
def _zones() -> list[str]:
    return _geonames().partition(b"\n")[0].decode().split()


@lru_cache(maxsize=REMEMBERED)
def get(city_id: str) -> City | None:
    """The city with this id."""
    if found := _by_id().get(city_id):
        return found
    return _line_with(f"\n{city_id}\t") if city_id.isdigit() else None


@lru_cache(maxsize=REMEMBERED)
def _named(key: str) -> City | None:
    return _by_name().get(key) or _line_with(f" {key}=")


def _line_with(text: str) -> City | None:
    return next((_read_geonames(line) for line in _lines_with(text)), None)


def _begun(asked: Sequence[str]) -> Iterator[City]:
    """Of GeoNames, the biggest first. A line ends with where its names begin to be typed, folded.

    `ростовнадону=`, `надону`, `дону`: the whole name, with a sign behind it where it means this city alone, and from each of its words on.
    """
    longest = max(asked, key=len)
    for line in _lines_with(f" {longest}"):
        starts = line.rpartition("\t")[2]
        if all(f" {each}" in starts for each in asked):
            yield _read_geonames(line)


def _lines_with(text: str) -> Iterator[str]:
    catalogue, wanted, end = _geonames(), text.encode(), 0
    while (at := catalogue.find(wanted, end)) >= 0:
        at += wanted.startswith(b"\n")
        end = catalogue.index(b"\n", at)
        yield catalogue[catalogue.rfind(b"\n", 0, at) + 1 : end].decode()


def _read_geonames(line: str) -> City:
    number, name, name_en, country, part, zone, latitude, longitude, people, starts = line.split(
        "\t"
    )
    return City(
        id=number,
        name=name,
        name_en=name_en or name,
        country=country,
        region=part,
        time_zone=_zones()[int(zone)],
        point=(float(latitude), float(longitude)),
        population=int(people),
        geonames=number,
        starts=starts,
    )
