"""A place names its city by any name or by id; zone and point are the city's where nothing is said (M38)."""

from typing import Any

import pytest

from seance.cloud import keys
from seance.events.store import EventItem
from tests.component.gateway import Person, World, at, event_body
from tests.component.pump import Pump
from tests.component.storage import refused

MISSOURI, MASSACHUSETTS = "4409896", "4951788"  # Springfields
INNSBRUCK = "2775220"


@pytest.fixture
def seeker(world: World) -> Person:
    """Somebody who looks for something to go to."""
    return world.person("Vera")


def home(**more: Any) -> dict[str, Any]:
    return {"kind": "home", **more}


@pytest.mark.parametrize(
    ("place", "city", "city_id"),
    [
        ({"city_id": "saintpetersburg"}, "Санкт-Петербург", "saintpetersburg"),
        ({"city": "Питер", "city_id": "saintpetersburg"}, "Питер", "saintpetersburg"),
        ({"city": "spb"}, "spb", None),
        ({"city": "Saint Petersburg"}, "Saint Petersburg", "saintpetersburg"),
        ({"city_id": INNSBRUCK}, "Инсбрук", INNSBRUCK),
        ({"city": "Innsbruck"}, "Innsbruck", INNSBRUCK),
        ({"city": "Springfield"}, "Springfield", None),
        ({"city": "Springfield", "city_id": MISSOURI}, "Springfield", MISSOURI),
        ({"city": "Тридевятое"}, "Тридевятое", None),
    ],
    ids=str,
)
def test_m38_a_place_answers_with_the_name_and_the_id_of_its_city(
    host: Person, seeker: Person, place: dict[str, Any], city: str, city_id: str | None
) -> None:
    event = host.announce(place=home(**place))
    (found,) = seeker.get("/events").body["items"]
    for seen in (event, host.sees(event), seeker.sees(event), found):
        assert (seen["place"]["city"], seen["place"]["city_id"]) == (city, city_id)


@pytest.mark.parametrize(
    "place",
    [
        {"city_id": "nowhere"},
        {"city_id": "999999999"},
        {"city_id": ""},
        {"city_id": 524901},
        {"city_id": "mos\tcow"},
        {"city": "Москва", "city_id": "kazan"},
        {"city": "Тридевятое", "city_id": "kazan"},
    ],
    ids=str,
)
def test_m38_an_unknown_city_or_two_at_once_are_refused(
    host: Person, place: dict[str, Any]
) -> None:
    body = event_body(place=home(**place))
    problem = refused(lambda: host.post("/events", body), 422, "validation_failed")
    assert all(each["field"].startswith("place") for each in problem.body["errors"])


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ({"city": "Владивосток"}, "Asia/Vladivostok"),
        ({"city_id": MISSOURI}, "America/Chicago"),
        ({"city": "Springfield", "city_id": MASSACHUSETTS}, "America/New_York"),
        ({"city": "Инсбрук"}, "Europe/Vienna"),
    ],
    ids=str,
)
def test_m38_the_zone_is_the_citys_where_none_is_given(
    host: Person, place: dict[str, Any], zone: str
) -> None:
    assert host.announce(place=home(**place), time_zone=None)["time_zone"] == zone
    assert host.announce(place=home(**place), starts_at=at(days=9))["time_zone"] == "Europe/Moscow"


@pytest.mark.parametrize(
    "place",
    [home(city="Тридевятое"), home(city="Springfield"), {"kind": "online"}],
    ids=str,
)
def test_m38_the_zone_is_asked_for_where_the_city_does_not_tell_it(
    host: Person, place: dict[str, Any]
) -> None:
    body = event_body(place=place, time_zone=None)
    problem = refused(lambda: host.post("/events", body), 422, "validation_failed")
    assert [each["field"] for each in problem.body["errors"]] == ["time_zone"]


def test_m38_an_event_without_a_point_is_found_near_its_city(host: Person, seeker: Person) -> None:
    there = host.announce(place=home(city_id=MASSACHUSETTS), time_zone=None)
    host.announce(place=home(city_id=MISSOURI), time_zone=None, starts_at=at(days=9))
    assert seeker.finds(near="42.1,-72.5") == [there["id"]]
    assert there["place"]["latitude"] is None  # nobody gave one


@pytest.mark.parametrize("more", [{}, {"query": "солярис"}, {"film_id": "solaris-1972"}], ids=str)
def test_m38_cities_of_one_name_are_searched_together_or_each_by_its_id(
    host: Person, seeker: Person, pump: Pump, more: dict[str, str]
) -> None:
    missouri = host.announce(place=home(city_id=MISSOURI), time_zone=None)["id"]
    massachusetts = host.announce(
        place=home(city="Springfield", city_id=MASSACHUSETTS), time_zone=None, starts_at=at(days=9)
    )["id"]
    by_name = host.announce(place=home(city="Springfield"), starts_at=at(days=12))["id"]
    pump.run()

    assert seeker.finds(city="Springfield", **more) == [missouri, massachusetts, by_name]
    assert seeker.finds(city_id=MISSOURI, **more) == [missouri]
    assert seeker.finds(city_id=MASSACHUSETTS, city="спрингфилд", **more) == [massachusetts]


@pytest.mark.parametrize("asked", [{"city": "Инсбрук"}, {"city": "innsbr"}, {"city_id": INNSBRUCK}])
@pytest.mark.parametrize("more", [{}, {"query": "солярис"}], ids=str)
def test_m38_a_city_is_found_by_any_name_and_by_id(
    host: Person, seeker: Person, pump: Pump, asked: dict[str, str], more: dict[str, str]
) -> None:
    event = host.announce(place=home(city="Innsbruck"))
    host.announce(place=home(city="Вена"), starts_at=at(days=9))
    pump.run()
    assert seeker.finds(**asked, **more) == [event["id"]]


@pytest.mark.parametrize("asked", [{"city": "Инсбрук"}, {"city_id": INNSBRUCK}], ids=str)
@pytest.mark.parametrize("key", ["CITY#innsbruck"])
def test_an_event_of_a_release_before_is_found_where_that_put_it(
    host: Person, seeker: Person, asked: dict[str, str], key: str
) -> None:
    event = host.announce(place=home(city="Innsbruck"))
    item = EventItem.of(keys.event(event["id"]))
    place = {name: value for name, value in event["place"].items() if name != "city_id"}
    item.update(actions=[EventItem.city_key.set(key), EventItem.place.set(place)])
    assert seeker.finds(**asked) == [event["id"]]
    assert seeker.sees(event)["place"]["city_id"] is None


def test_r9_that_an_event_of_before_gets_its_id_is_no_change(
    host: Person, guest: Person, pump: Pump
) -> None:
    event = host.announce(place=home(city="Innsbruck", address="Innstrasse 1"))
    item = EventItem.of(keys.event(event["id"]))
    item.refresh()
    item.update(actions=[EventItem.place.set({**item.place, "city_id": None})])
    same = host.edit(event, place=home(city="Innsbruck", address="Innstrasse 1"))
    assert same.body["version"] == event["version"]
    moved = host.edit(event, place=home(city_id="vienna"))
    assert moved.body["version"] == event["version"] + 1


def test_m38_an_edit_that_only_names_the_city_again_stays_in_it(host: Person) -> None:
    event = host.announce(place=home(city="Springfield", city_id=MISSOURI))
    moved = host.edit(event, place=home(city="Springfield", address="Elm Street 1")).body
    assert (moved["place"]["city_id"], moved["place"]["address"]) == (MISSOURI, "Elm Street 1")
    elsewhere = host.edit(event, place=home(city="Springfield", city_id=MASSACHUSETTS)).body
    assert elsewhere["place"]["city_id"] == MASSACHUSETTS
    assert host.edit(event, place=home(city="Тула")).body["place"]["city_id"] == "tula"


def test_m38_a_wrong_id_is_refused_by_the_search(seeker: Person) -> None:
    refused(lambda: seeker.get("/events", city_id="nowhere"), 422, "validation_failed")


def suggested(world: World, **asked: Any) -> list[tuple[str, str, str | None]]:
    answer = world.nobody.get("/public/cities", **asked)
    assert answer.status == 200
    return [(each["name"], each["country"], each["region"]) for each in answer.body["items"]]


def test_m38_a_suggestion_says_all_of_its_city(world: World) -> None:
    answer = world.nobody.get("/public/cities", query="екатеринб")
    assert answer.body["items"] == [
        {
            "id": "yekaterinburg",
            "name": "Екатеринбург",
            "name_en": "Yekaterinburg",
            "country": "RU",
            "region": "Свердловская область",
            "region_en": "Sverdlovsk Oblast",
            "latitude": 56.84,
            "longitude": 60.61,
            "time_zone": "Asia/Yekaterinburg",
            "has_events": False,
        }
    ]


def test_m38_the_bigger_come_first_and_the_nearer(world: World) -> None:
    springfield = "Спрингфилд"
    assert suggested(world, query="springfield")[0] == (springfield, "US", "Миссури")
    near_boston = suggested(world, query="springfield", near="42.36,-71.06")
    assert near_boston[0] == (springfield, "US", "Массачусетс")
    assert suggested(world, query="рос")[0][0] == "Ростов-на-Дону"
    near_yaroslavl = suggested(world, query="ростов", near="57.63,39.87")
    assert near_yaroslavl[0][0] == "Ростов Великий"
    assert suggested(world, near="55.79,49.12")[0][0] == "Казань"


def test_m38_an_event_in_one_city_makes_none_in_another_of_its_name(
    world: World, host: Person
) -> None:
    host.announce(place=home(city_id=MASSACHUSETTS), time_zone=None)
    answer = world.nobody.get("/public/cities", query="springfield")
    events = {each["id"]: each["has_events"] for each in answer.body["items"]}
    assert answer.body["items"][0]["id"] == MASSACHUSETTS
    assert (events[MASSACHUSETTS], events[MISSOURI]) == (True, False)
