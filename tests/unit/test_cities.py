"""Cities by all their names, and what a name that is only begun may mean."""

import gc
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from seance import cities, zones
from seance.cloud import keys
from seance.events.model import Place
from seance.events.places import standing
from seance.listings.search import Filters

RELEASED = Path(__file__).parents[1] / "releases" / "cities.tsv"
SPRINGFIELDS = ("4409896", "4951788", "4250542")  # the biggest first


def every_line() -> list[list[str]]:
    texts = (path.read_text(encoding="utf-8") for path in (cities.BY_HAND, cities.GEONAMES))
    return [line.split("\t") for text in texts for line in text.splitlines()[1:]]


def test_m38_every_city_lies_somewhere_and_has_a_name_a_zone_and_a_country() -> None:
    found = [
        cities._read(line, path)
        for path in (cities.BY_HAND, cities.GEONAMES)
        for line in path.read_text(encoding="utf-8").splitlines()[1:]
    ]
    assert len({city.id for city in found}) == len(found) > 30_000
    for city in found:
        assert city.name
        assert -60 < city.point[0] < 80
        assert -180 <= city.point[1] <= 180
        assert city.time_zone in zones.names()
        assert len(city.country) == 2
        assert city.is_called(city.name)
        assert city.is_called(city.name_en)


def test_m38_a_name_means_one_city_at_most() -> None:
    alone = Counter(key for line in every_line() for key in line[-1].split() if key.endswith("="))
    assert [key for key, times in alone.items() if times > 1] == []


def test_m38_what_was_released_keeps_its_id_its_names_and_where_its_events_lie() -> None:
    for line in RELEASED.read_text(encoding="utf-8").splitlines():
        number, key, names = line.split("\t")
        for name in names.split(","):
            found = cities.find(name)
            assert found
            assert (found.id, keys.city(name), found.is_by_hand) == (number, f"CITY#{key}", True)


@pytest.mark.parametrize(
    "name",
    ["Питер", "спб", "г. Санкт-Петербург", "Saint Petersburg", "St. Petersburg", "САНКТ ПЕТЕРБУРГ"],
)
def test_m38_a_city_is_found_by_any_name(name: str) -> None:
    assert cities.key_of(name) == "санктпетербург"


@pytest.mark.parametrize(
    ("name", "name_en"),
    [
        ("Орел", "Oryol"),
        ("вена", "Vienna"),
        ("WIEN", "Vienna"),
        ("koln", "Cologne"),
        ("Йошкар ола", "Yoshkar-Ola"),
        ("ростов на дону", "Rostov-on-Don"),
        ("Инсбрук", "Innsbruck"),
        ("l’aquila", "L'Aquila"),
        ("пятигорск", "Pyatigorsk"),
        ("orekhovo zuyevo", "Orekhovo-Zuyevo"),
    ],
)
def test_m38_case_accents_and_signs_do_not_matter(name: str, name_en: str) -> None:
    found = cities.find(name)
    assert found
    assert found.name_en == name_en


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Моск", ["Москва"]),
        ("санкт-пет", ["Санкт-Петербург"]),
        ("нижн", ["Нижний Новгород", "Нижний Тагил", "Нижневартовск", "Нижнекамск"]),
        ("новг", ["Нижний Новгород", "Великий Новгород"]),
        ("new yo", ["Нью-Йорк"]),
        ("на дону ростов", ["Ростов-на-Дону"]),
        ("м", []),
        ("Тридевятое", []),
        ("=", []),
    ],
)
def test_m38_a_begun_name_may_mean_several_the_bigger_first(query: str, first: list[str]) -> None:
    found = [each.name for each in cities.begun(query)]
    assert found[: len(first)] == first
    assert bool(found) == bool(first)
    assert len(found) <= cities.SUGGESTED


def test_m38_cities_of_one_name_are_told_apart() -> None:
    found = {city.id: city for city in cities.begun("Springfield")}
    missouri, massachusetts, illinois = (found[number] for number in SPRINGFIELDS)
    assert {city.region for city in (missouri, massachusetts, illinois)} == {"MO", "MA", "IL"}
    assert cities.region(illinois) == ("Иллинойс", "Illinois")
    assert cities.get(SPRINGFIELDS[2]) == illinois
    assert illinois.time_zone != massachusetts.time_zone
    assert cities.find("Springfield") is None  # it may be any of them


@pytest.mark.parametrize(
    ("name", "country"),
    [("Владимир", "RU"), ("Москва", "RU"), ("Cambridge", None), ("Ростов", "RU"), ("Paris", "FR")],
)
def test_m38_a_name_alone_means_a_city_that_is_much_bigger(name: str, country: str | None) -> None:
    found = cities.find(name)
    assert (found.country if found else None) == country


def test_a_whole_name_means_its_city_alone() -> None:
    assert cities.meant("Пермь") == ["Пермь"]


def test_a_small_city_hides_no_big_one_that_one_begins_to_type() -> None:
    assert cities.find("Тул")  # Toul
    assert "Тула" in cities.meant("Тул")


def test_a_city_that_is_not_listed_is_one_all_the_same() -> None:
    assert cities.key_of("Ёлкино") == "елкино"
    assert cities.key_of("Ёлкино", "no such id") == "елкино"


def test_events_of_before_are_looked_for_where_they_were_put_by_what_was_typed() -> None:
    now, town = datetime(2026, 12, 1, tzinfo=UTC), cities.find("Орехово-Зуево")
    assert town
    before = {"CITY#ореховозуево", "CITY#orekhovozuyevo"}
    for name in ("Орехово-Зуево", "orekhovo zuyevo"):
        assert before <= set(keys.spellings(name))
        assert before <= Filters(since=now, city=name).cities
    assert before <= Filters(since=now, city_id=town.id).cities
    assert keys.cities_of_before("Москва") == []


def test_m38_an_event_without_a_point_stands_at_its_city_of_two_of_one_name() -> None:
    for number in SPRINGFIELDS:
        city = cities.get(number)
        assert city
        place = standing(Place("home", "Springfield", city_id=number))
        assert (place.latitude, place.longitude) == city.point
    assert standing(Place("home", "Springfield")).latitude is None
    assert standing(Place("online", "Springfield", city_id=number)).latitude is None


def seconds(done: Callable[[], object], times: int) -> float:
    """CPU seconds of one, the best of several rounds."""
    rounds = []
    gc.disable()
    for _ in range(7):
        began = time.process_time()
        for _ in range(times):
            done()
        rounds.append((time.process_time() - began) / times)
    gc.enable()
    return min(rounds)


@pytest.mark.parametrize("query", ["са", "ростов", "zz"])
def test_m38_a_suggestion_takes_a_fraction_of_reading_the_whole_catalogue(query: str) -> None:
    whole = seconds(every_line, 1)
    assert seconds(lambda: cities.begun(query), 5) < whole / 8


def test_m38_a_city_by_hand_is_found_without_reading_geonames() -> None:
    cities._text.cache_clear()
    cities._with.cache_clear()
    for name in ("Казань", "Питер", "berlin"):
        assert cities.find(name)
    assert cities._text.cache_info().currsize == 1
