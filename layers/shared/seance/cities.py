"""Cities by all their names in Russian and English: where they lie, and which one a name means.

`cities.tsv` has those where people of this page live, by hand; `geonames.tsv` all others of 15,000 people
and more, of GeoNames (https://www.geonames.org, CC BY 4.0). `make cities` makes both of `local/cities`:
the zones in one line, then a city a line, the biggest first, which ends with the folded names. So they
are searched as they lie in the file, and nothing is read of a city before it is found. A city that is in
neither is a city all the same, by the name that it is given.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from seance.spelling import city_key, words

BY_HAND = Path(__file__).with_name("cities.tsv")
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
    also: tuple[str, ...]
    country: str
    region: str
    time_zone: str
    point: tuple[float, float]
    population: int
    starts: str = field(repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Those that are told; a city of GeoNames has more by which it is found."""
        return (self.name, self.name_en, *self.also)

    @property
    def is_by_hand(self) -> bool:
        """Whether it is in the table by hand, so that its events have lain under its Russian name since 2026-11-27."""
        return not self.id.isdigit()

    def is_called(self, name: str) -> bool:
        """Whether this is one of its names."""
        return f" {city_key(name)} " in self.starts.replace("=", "")


def get(city_id: str) -> City | None:
    """The city with this id."""
    return _with(f"\n{city_id}\t", BY_HAND, GEONAMES)


def find(name: str) -> City | None:
    """The city that is called so: where several are, one that is much bigger than the others."""
    return _with(f" {city_key(name)}=", BY_HAND, GEONAMES)


def find_by_hand(name: str) -> City | None:
    """The one in the table by hand."""
    return _with(f" {city_key(name)}=", BY_HAND)


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
    return list(islice(chain(_begun(asked, BY_HAND), _begun(asked, GEONAMES)), most))


def meant(name: str) -> Sequence[str]:
    """The names to search for: of the city, or while it is perhaps only begun, of those that it may mean."""
    return [name] if find_by_hand(name) else [name, *(each.name for each in begun(name, SEARCHED))]


@lru_cache(maxsize=1)
def table() -> tuple[City, ...]:
    """Every city by hand, the biggest first where people of this page live."""
    return tuple(_read(line, BY_HAND) for line in _text(BY_HAND).decode().splitlines()[1:])


def region(city: City) -> tuple[str, str] | None:
    """What the part of the country that it lies in is called, in Russian (if that is known) and in English."""
    line = next(_lines(f"\n{city.country}.{city.region}\t", REGIONS), None)
    if line is None:
        return None
    _, name, name_en = line.split("\t")
    return name or name_en, name_en


@lru_cache(maxsize=REMEMBERED)
def _with(text: str, *files: Path) -> City | None:
    return next((_read(line, file) for file in files for line in _lines(text, file)), None)


def _begun(asked: Sequence[str], file: Path) -> Iterator[City]:
    """A line ends with how each name is typed: `rostovondon=`, `ondon`, `don`.

    The whole, with a sign behind it where it means this city alone, and what is left from each word on.
    """
    for line in _lines(f" {max(asked, key=len)}", file):
        starts = line.rpartition("\t")[2]
        if all(f" {each}" in starts for each in asked):
            yield _read(line, file)


def _lines(text: str, file: Path) -> Iterator[str]:
    """The lines in which the text is; as it may begin with the end of the line before."""
    whole, wanted, end = _text(file), text.encode(), 0
    while (at := whole.find(wanted, end)) >= 0:
        at += wanted.startswith(b"\n")
        end = whole.index(b"\n", at)
        yield whole[whole.rfind(b"\n", 0, at) + 1 : end].decode()


def _read(line: str, file: Path) -> City:
    values = line.split("\t")
    number, name, name_en, also, country, part, zone, latitude, longitude, people, starts = values
    return City(
        id=number,
        name=name,
        name_en=name_en or name,
        also=tuple(also.split(",")) if also else (),
        country=country,
        region=part,
        time_zone=_zones(file)[int(zone)],
        point=(float(latitude), float(longitude)),
        population=int(people),
        starts=starts,
    )


@lru_cache(maxsize=3)
def _text(file: Path) -> bytes:
    return file.read_bytes()


@lru_cache(maxsize=2)
def _zones(file: Path) -> list[str]:
    return _text(file).partition(b"\n")[0].decode().split()
