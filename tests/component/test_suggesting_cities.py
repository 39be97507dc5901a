"""Cities are suggested by the begin of any of their names, those with events first (M4)."""

import pytest

from tests.budgets.units import counting
from tests.component.clock import Clock
from tests.component.gateway import Person, World


def home(city: str) -> dict[str, str]:
    return {"kind": "home", "city": city}


def names(world: World, query: str) -> list[tuple[str, bool]]:
    """What is suggested to somebody without a token."""
    answer = world.nobody.get("/public/cities", query=query)
    assert (answer.status, answer.headers["cache-control"]) == (200, "public, max-age=30")
    return [(each["name"], each["has_events"]) for each in answer.body["items"]]


@pytest.mark.parametrize("query", ["Моск", "moscow", "МСК"])
def test_m4_a_city_is_suggested_by_any_of_its_names(world: World, host: Person, query: str) -> None:
    host.announce(place=home("Moscow"))

    assert names(world, query)[0] == ("Москва", True)


def test_m4_those_with_events_come_first(world: World, host: Person, clock: Clock) -> None:
    assert names(world, "ново")[:3] == [
        ("Новосибирск", False),
        ("Новокузнецк", False),
        ("Новороссийск", False),
    ]
    host.announce(place=home("Новороссийск"))
    assert names(world, "ново")[0] == ("Новороссийск", True)

    clock.forward(days=4)
    assert names(world, "ново")[0] == ("Новосибирск", False)


def test_r6_an_event_that_is_not_public_makes_no_city(world: World, host: Person) -> None:
    host.announce(place=home("Тверь"), visibility="followers")

    assert names(world, "Тверь")[0] == ("Тверь", False)


def test_m4_where_nothing_is_typed_the_first_are_suggested(world: World, host: Person) -> None:
    host.announce(place=home("Казань"))

    found = names(world, " ")
    assert (len(found), found[0]) == (8, ("Казань", True))
    assert names(world, "Тридевятое") == []


def test_a_suggestion_costs_a_query_for_each_city_and_no_more(world: World) -> None:
    with counting() as counted:
        names(world, "")
    assert [name for name, _ in counted.calls] == ["Query"] * 8
