"""Cities by all their names, and what a name that is only begun may mean."""

from collections import Counter

import pytest

from seance import cities, zones
from seance.spelling import city_key


def test_every_city_lies_somewhere_and_has_names_of_its_own() -> None:
    names = Counter(city_key(name) for city in cities.table() for name in city.names)

    assert [name for name, times in names.items() if times > 1] == []
    for city in cities.table():
        latitude, longitude = city.point
        assert -60 < latitude < 75
        assert -180 <= longitude <= 180
        assert city.time_zone in zones.names()


@pytest.mark.parametrize("name", ["Питер", "спб", "г. Санкт-Петербург", "saint petersburg"])
def test_a_city_is_found_by_any_name(name: str) -> None:
    assert cities.key_of(name) == "санктпетербург"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Моск", ["Москва"]),
        ("санкт-пет", ["Санкт-Петербург"]),
        ("нижн", ["Нижний Новгород", "Нижний Тагил", "Нижневартовск"]),
        ("м", []),
        ("Нигде", []),
    ],
)
def test_a_begun_name_may_mean_several(query: str, found: list[str]) -> None:
    assert [each.name for each in cities.begun(query)] == found
    assert cities.meant(query) == [query, *found]


def test_a_whole_name_means_its_city_alone() -> None:
    assert cities.meant("Пермь") == ["Пермь"]


def test_a_city_that_is_not_listed_is_one_all_the_same() -> None:
    assert cities.key_of("Ёлкино") == "елкино"
