"""Saved searches that tell (M41): of what the search for events finds, from when it was saved, each event once."""

from typing import Any

import pytest

from seance import cities
from seance.events.model import Place
from seance.wishes import fitting, searches
from tests.component.clock import Clock
from tests.component.gateway import Person, World, at
from tests.component.pump import Pump
from tests.component.test_wishes import told, wish

FILM = "solaris-1972"
PRICE = {"amount": "5", "currency": "EUR"}
KAZAN = {"kind": "home", "city": "Казань"}


def keep(person: Person, **filters: Any) -> dict[str, Any]:
    """A saved search."""
    answer = person.post("/me/searches", filters)
    assert answer.status == 201, answer.body
    made: dict[str, Any] = answer.body
    return made


def matches(person: Person) -> list[str]:
    """The events that searches told of."""
    return [each["event_id"] for each in told(person, "search_match")]


def test_m41_searches_are_kept_listed_and_deleted(guest: Person, host: Person) -> None:
    made = keep(guest, name="Казань", city="Казань", **{"from": "2030-01-01T00:00:00Z"})
    other = keep(guest, query="Тарковский")
    listed = guest.get("/me/searches").body["items"]
    assert {each["id"] for each in listed} == {made["id"], other["id"]}
    mine = next(each for each in listed if each["id"] == made["id"])
    assert (mine["name"], mine["city"], mine["from"]) == (
        "Казань",
        "Казань",
        "2030-01-01T00:00:00Z",
    )
    assert host.delete(f"/me/searches/{made['id']}").status == 404
    assert guest.delete(f"/me/searches/{made['id']}").status == 204
    assert guest.delete(f"/me/searches/{made['id']}").status == 404
    assert [each["id"] for each in guest.get("/me/searches").body["items"]] == [other["id"]]


@pytest.mark.parametrize(
    "wrong", [{}, {"radius_km": 5}, {"near": "x"}, {"limit": 5}, {"city_id": "no"}]
)
def test_m41_a_search_is_for_something(guest: Person, wrong: dict[str, Any]) -> None:
    assert guest.post("/me/searches", wrong).status == 422


def test_m41_twenty_are_the_most(guest: Person) -> None:
    made = [keep(guest, query=f"word{number}") for number in range(20)]
    assert guest.post("/me/searches", {"query": "more"}).status == 429
    assert guest.delete(f"/me/searches/{made[7]['id']}").status == 204
    keep(guest, query="more")


FITTING: list[dict[str, Any]] = [
    {"film_id": FILM},
    {"city": "Москва"},
    {"city_id": "moscow"},
    {"city": "Моск"},
    {"near": "55.75,37.59", "radius_km": 5},
    {"near": "55.75,37.59", "radius_km": 500},
    {"near": "55.5,37.0", "radius_km": 49},
    {"query": "Тарковский"},
    {"query": "арбатские", "city": "Москва"},
    {"admission": "free"},
    {"from": at(days=1), "to": at(days=5)},
    {"visibility": "public"},
    {"has_seats": True},
    {"film_id": FILM, "city": "Москва", "has_seats": True, "admission": "free"},
]
NOT_FITTING: list[dict[str, Any]] = [
    {"film_id": "stalker-1979"},
    {"city": "Казань"},
    {"near": "55.75,30.59", "radius_km": 40},
    {"query": "Феллини"},
    {"admission": "paid"},
    {"to": at(days=1)},
    {"from": at(days=5)},
    {"min_host_rating": 4},
    {"has_seats": False},
    {"film_id": FILM, "city": "Казань"},
]


@pytest.mark.parametrize("filters", FITTING + NOT_FITTING)
def test_m41_it_tells_what_the_search_finds_and_nothing_else(
    guest: Person, host: Person, pump: Pump, filters: dict[str, Any]
) -> None:
    keep(guest, **filters)
    event = host.announce(film_id=FILM, description="Собираемся на Арбатские посиделки")
    for times in (1, 2):
        pump.run(times)
    found = guest.finds(**{name: str(value).lower() if isinstance(value, bool) else value for name, value in filters.items()})  # fmt: skip
    assert matches(guest) == found == ([event["id"]] if filters in FITTING else [])


def test_m41_what_was_announced_before_is_not_told_but_by_a_change_into_reach(
    guest: Person, host: Person, pump: Pump, clock: Clock
) -> None:
    event = host.announce(film_id=FILM)
    pump.run()
    clock.forward(minutes=5)
    keep(guest, city="Казань")
    keep(guest, film_id=FILM, name="Солярис")
    host.edit(event, description="Чай будет")
    pump.run()
    assert matches(guest) == []
    host.edit(event, place=KAZAN)
    for times in (1, 2):
        pump.run(times)
    host.edit(event, admission="paid", price=PRICE)
    pump.run()
    assert matches(guest) == [event["id"]]


def test_m41_a_free_seat_tells_whom_seats_matter(
    world: World, host: Person, pump: Pump, clock: Clock
) -> None:
    event = host.announce(film_id=FILM, capacity=1, approval="automatic")
    seated = world.confirmed(event, host)
    pump.run()
    clock.forward(minutes=5)
    wants, any_will_do = world.people(2)
    keep(wants, film_id=FILM, has_seats=True)
    keep(any_will_do, film_id=FILM)
    assert seated.act("withdraw", event).status == 200
    for times in (1, 2):
        pump.run(times)
    assert (matches(wants), matches(any_will_do)) == ([event["id"]], [])
    again = world.confirmed(event, host, "Olga")
    pump.run()
    again.act("withdraw", event)
    pump.run()
    assert matches(wants) == [event["id"]]


def test_m41_only_what_its_reader_may_see(world: World, host: Person, pump: Pump) -> None:
    stranger, blocked, follower = world.person("Olga"), world.person("Boris"), world.follower(host)
    for each in (stranger, blocked, follower, host):
        keep(each, film_id=FILM)
    blocked.block(host)
    event = host.announce(film_id=FILM, visibility="invite_only")
    pump.run()
    host.edit(event, visibility="followers")
    pump.run()
    people = (stranger, blocked, follower, host)
    assert [matches(each) for each in people] == [[], [], [], []]
    assert len(told(follower, "event_announced")) == 1
    host.edit(event, visibility="public")
    pump.run()
    assert [matches(each) for each in people] == [[event["id"]], [], [], []]


def test_r12_of_several_ways_one_tells(world: World, host: Person, pump: Pump) -> None:
    """The follower's, then the wish's, then the search's."""
    follower, wisher, seeker = world.follower(host), *world.people(2)
    for each in (follower, wisher):
        wish(each)
    for each in (follower, wisher, seeker):
        keep(each, film_id=FILM)
        keep(each, city="Москва")
    host.announce(film_id=FILM)
    for times in (1, 2):
        pump.run(times)
    kinds = ("event_announced", "wish_announced", "search_match")
    ways = [[len(told(each, kind)) for kind in kinds] for each in (follower, wisher, seeker)]
    assert ways == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]


def test_r12_who_follows_after_being_told_is_not_told_again(
    guest: Person, host: Person, pump: Pump
) -> None:
    keep(guest, film_id=FILM)
    event = host.announce(film_id=FILM)
    pump.run()
    host.edit(event, visibility="invite_only")
    guest.follow(host)
    host.edit(event, visibility="public")
    for times in (1, 2):
        pump.run(times)
    assert (len(matches(guest)), told(guest, "event_announced")) == (1, [])


def test_m41_a_crowd_is_told_a_page_a_message(
    world: World, host: Person, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "PAGE", 2)
    crowd = world.people(7)
    filters: list[dict[str, Any]] = [{"film_id": FILM}, {"city": "Москва"}, {"query": "Тарковский"}, {"near": "55.7,37.5"}]  # fmt: skip
    for number, person in enumerate(crowd):
        keep(person, **filters[number % 4])
    host.announce(film_id=FILM)
    pump.run()
    assert [len(matches(each)) for each in crowd] == [1] * 7


def test_m41_an_event_looks_into_few_partitions() -> None:
    for city in cities.table():
        card = {"place": Place("home", city=city.name, city_id=city.id), "film": {"id": FILM}}
        assert len(searches.scopes_of(card)) <= 15
