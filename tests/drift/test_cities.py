"""The cities of the layer are those of the locked package and of the tables by hand; the names of CLDR agree."""

from collections.abc import Iterator
from functools import lru_cache

import pytest
from babel import Locale

from local.cities import compile as compiled
from seance import cities
from seance.cities import City
from seance.spelling import city_key

AGREED = 0.95  # of the names: `Свифт-Керрент` may be `Суифт-Каррент`, too


@lru_cache(maxsize=1)
def made() -> tuple[str, str]:
    return compiled.catalogue()


def every_city() -> Iterator[City]:
    for path in (cities.BY_HAND, cities.GEONAMES):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            yield cities._read(line, path)


def test_m38_the_cities_are_what_the_script_makes_of_geonames() -> None:
    by_hand, geonames = made()
    assert by_hand == cities.BY_HAND.read_text(encoding="utf-8"), "run: make cities"
    assert geonames == cities.GEONAMES.read_text(encoding="utf-8"), "run: make cities"


def test_m38_a_city_that_geonames_has_no_more_stays_and_leaves_its_name_to_a_bigger_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = compiled.Row("2", "Инсбрук", "Innsbruck", "", "AT", "07", "Europe/Vienna", "47.26", "11.39", 130_000, {"инсбрук": []})  # fmt: skip
    monkeypatch.setattr(compiled, "_geonames", lambda but: iter([row]))
    before = "1\tБывший\tFormer\t\tRU\t01\t1\t1.00\t2.00\t20000\t бывший= former= инсбрук= \n"
    _, text = compiled.catalogue(f"Europe/Kirov Europe/Moscow\n{before}")
    assert text == (
        "Europe/Moscow Europe/Vienna\n"
        "2\tИнсбрук\tInnsbruck\t\tAT\t07\t1\t47.26\t11.39\t130000\t инсбрук= \n"
        "1\tБывший\tFormer\t\tRU\t01\t0\t1.00\t2.00\t20000\t бывший= former= инсбрук \n"
    )


def test_m38_a_russian_name_by_hand_is_one_that_is_told() -> None:
    told = {city.id: city.name for city in every_city()}
    by_hand = {number: name for number, _, name in compiled._lines("russian.tsv")}
    assert {number: told[number] for number in by_hand} == by_hand


def test_m38_every_region_is_of_a_city_and_every_city_of_russia_has_one_in_both_languages() -> None:
    regions = [line.split("\t") for line in cities.REGIONS.read_text(encoding="utf-8").splitlines()]
    named = {code: (name, name_en) for code, name, name_en in regions}
    assert len(named) == len(regions)
    codes = {f"{city.country}.{city.region}" for city in every_city()}
    assert len(codes & set(named)) > len(codes) * AGREED
    assert {code for code in codes if code.startswith("RU.") and not all(named[code])} == set()


def test_m38_the_russian_names_are_mostly_those_of_cldr() -> None:
    """An independent source: CLDR names a city for each zone (`exemplarCity`), as Babel has it."""
    by_zone: dict[str, list[City]] = {}
    for city in every_city():
        by_zone.setdefault(city.time_zone, []).append(city)
    compared = [
        city_key(name) in {city_key(city.name) for city in found}
        for zone, told in Locale("ru").time_zones.items()
        if (name := told.get("city"))
        if (
            found := [
                city
                for city in by_zone.get(zone, ())
                if city_key(city.name_en) == city_key(zone.rpartition("/")[2].replace("_", " "))
            ]
        )
    ]
    assert len(compared) > 200
    assert sum(compared) >= len(compared) * AGREED
