"""The front door (M27): public events without a token, and nothing else."""

from typing import Any

import pytest

from seance.listings import search
from tests.component.clock import Clock
from tests.component.gateway import Answer, Person, World, at
from tests.component.pump import Pump
from tests.component.storage import refused

PRICE = {"amount": "5", "currency": "EUR"}
PLACE = {
    "kind": "home",
    "city": "Казань",
    "area": "Центр",
    "name": "Квартира с кодом 77",
    "address": "Секретная, 1",
    "latitude": 55.7901234,
    "longitude": 49.1145678,
}


def asked(world: World, **filters: Any) -> Answer:
    answer = world.nobody.get("/public/events", **filters)
    assert answer.status == 200, answer.body
    return answer


def found(world: World, **filters: Any) -> list[str]:
    return [each["id"] for each in asked(world, **filters).body["items"]]


def test_m27_whoever_has_no_account_finds_public_events_as_who_is_signed_in_does(
    world: World, host: Person, guest: Person, pump: Pump
) -> None:
    event = host.announce(place=PLACE, starts_at=at(days=9))
    other = guest.announce(film_id="alien-1979", admission="paid", price=PRICE, starts_at=at(days=4))  # fmt: skip
    pump.run()

    assert found(world) == [other["id"], event["id"]]
    for filters in (
        {"city": "казань"},
        {"city_id": "kazan"},
        {"near": "55.79,49.11", "radius_km": 5},
        {"from": at(days=5)},
        {"admission": "free"},
        {"film_id": "solaris-1972"},
        {"query": "солярис"},
        {"query": "солярис казань", "city": "Казань", "limit": 5},
    ):
        mine = guest.get("/events", visibility="public", **filters).body["items"]
        assert asked(world, **filters).body["items"] == mine
        assert found(world, **filters) == [event["id"]]
    assert found(world, to=at(days=5)) == [other["id"]]


@pytest.mark.parametrize("visibility", ["followers", "invite_only"])
def test_r6_what_is_not_public_is_not_found_without_a_token(
    world: World, host: Person, pump: Pump, visibility: str
) -> None:
    event = host.announce(place=PLACE)
    pump.run()
    assert found(world) == [event["id"]]
    host.edit(event, visibility=visibility)

    for filters in ({}, {"city": "Казань"}, {"query": "солярис"}, {"visibility": visibility}):
        assert found(world, **filters) == []
    pump.run()
    assert found(world, film_id="solaris-1972") == []


def test_r7_the_front_door_shows_no_address_and_no_guest(world: World, host: Person) -> None:
    event = host.announce(place=PLACE)
    guest = world.confirmed(event, host, "Qlara")

    (shown,) = asked(world).body["items"]

    assert shown["place"] == {
        "kind": "home",
        "city": "Казань",
        "city_id": "kazan",
        "area": "Центр",
        "latitude": 55.79,
        "longitude": 49.11,
    }
    assert shown["host"]["name"] == host.name
    told = str(shown)
    assert not any(
        word in told for word in ("Секретная", "кодом 77", "790123", guest.name, guest.id)
    )
    alone = world.nobody.get(f"/public/events/{event['id']}").body
    assert {name: alone[name] for name in shown} == shown | {
        "film": alone["film"],  # a list shows no overview
        "seats_taken": 1,
        "seats_left": 4,
    }


def test_r17_the_door_knows_nobody_so_it_leaves_nobody_out(
    world: World, host: Person, guest: Person, pump: Pump
) -> None:
    event = host.announce()
    guest.block(host)
    pump.run()
    assert guest.finds() == []
    assert found(world) == [event["id"]]


def test_what_has_begun_or_is_called_off_is_no_more_at_the_door(
    world: World, host: Person, guest: Person, clock: Clock
) -> None:
    off, on = host.announce(), guest.announce(film_id="alien-1979")
    host.cancel(off)
    assert found(world) == [on["id"]]
    clock.to(on["starts_at"], seconds=1)
    assert found(world, **{"from": at(days=-1)}) == []


def test_anybody_turns_pages_of_the_same_question_only(
    world: World, host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = [
        host.announce(film_id=film, starts_at=at(days=day))
        for day, film in enumerate(("alien-1979", "stalker-1979", "solaris-1972"), 2)
    ]
    first = asked(world, limit=2).body
    rest = asked(world, limit=2, cursor=first["next_cursor"]).body
    ids = [each["id"] for each in first["items"] + rest["items"]]
    assert ids == [each["id"] for each in events]
    assert rest["next_cursor"] is None
    cursor = first["next_cursor"]
    for path, query in (("/public/events", {"admission": "free"}), ("/events", {})):
        answer = host.get(path, limit=2, cursor=cursor, **query)
        assert (answer.status, answer.code) == (400, "bad_cursor")

    monkeypatch.setattr(search, "MOST_UNITS", 0.0)
    spent = asked(world, limit=2).body
    assert (spent["items"], spent["next_cursor"]) == ([], None)


def test_an_answer_may_be_kept_for_half_a_minute_and_a_refusal_not(world: World) -> None:
    assert asked(world).headers["cache-control"] == "public, max-age=30"
    refusal = world.nobody.get("/public/events", near="north")
    assert refusal.status == 422
    assert "cache-control" not in refusal.headers


@pytest.mark.parametrize(
    "query",
    [{"near": "1"}, {"radius_km": 0}, {"from": "today"}, {"admission": "dear"}, {"limit": 101}],
)
def test_a_wrong_filter_is_refused_at_the_door_too(world: World, query: dict[str, Any]) -> None:
    refused(lambda: world.nobody.get("/public/events", **query), 422, "validation_failed")
