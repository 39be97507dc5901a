"""P7 and P8: write units of a booking, read units of a page."""

from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.report import BUDGETS
from seance.cloud.config import settings
from seance.events import announcing
from tests.budgets.units import counting, project
from tests.component.gateway import Answer, Person, World, at
from tests.component.storage import CLOUD, dump
from tests.memory.limits import size

Record = Callable[[str, object], None]


def test_confirming_and_freeing_write_three_items_once(
    host: Person, guest: Person, record_property: Record
) -> None:
    event = host.announce()
    guest.ask(event)
    with counting() as confirming:
        assert host.act("approve", event, guest).status == 200
    record_property("P7.confirm", confirming.write_units())
    assert BUDGETS["P7.confirm"].holds(confirming.write_units())
    with counting() as freeing:
        assert guest.act("withdraw", event).status == 200
    record_property("P7.free", freeing.write_units())
    assert BUDGETS["P7.free"].holds(freeing.write_units())


def test_confirming_costs_no_more_where_a_film_has_much_to_say(
    host: Person, guest: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {**announcing.film("solaris-1972"), "overview": "и" * 2000, "rating": 8.1}
    monkeypatch.setattr(announcing, "film", lambda _: told)
    event = host.announce(approval="automatic")
    guest.ask(event)
    assert guest.act("withdraw", event).status == 200
    with counting() as confirming:
        assert guest.ask(event).body["status"] == "confirmed"
    assert BUDGETS["P7.confirm"].holds(confirming.write_units())
    (booking,) = guest.get("/me/bookings").body["items"]
    assert (booking["event"]["film"]["overview"], booking["event"]["film"]["rating"]) == (None, 8.1)


def test_no_index_is_written_for_the_seats(host: Person, guest: Person) -> None:
    event = host.announce()
    guest.ask(event)
    with counting() as confirming:
        assert host.act("approve", event, guest).status == 200
    indexed = {"user_key", "time_key", "city_key", "cell_key"}
    kinds = {item["item"]["S"] for item in confirming.written() if indexed & set(item)}
    assert kinds == {"booking"}


def test_who_comes_to_a_sold_out_event_again_writes_nothing(world: World, host: Person) -> None:
    event = host.announce(capacity=1)
    first, second = world.people(2)
    for person in (first, second):
        person.ask(event)
    assert host.act("approve", event, first).status == 200
    with counting() as refused:
        for _ in range(10):
            assert host.act("approve", event, second).code == "sold_out"
    assert refused.writes == []


def full_for(world: World, host: Person) -> tuple[dict[str, Any], Person, Person]:
    """An event whose one seat somebody has, and who else is invited to it."""
    event = host.announce(capacity=1)
    first, second = world.follower(host), world.follower(host, "Late")
    for person in (first, second):
        assert host.invite(event, person).status == 201
    assert first.act("accept", event).status == 200
    return event, first, second


def accept(person: Person, event: dict[str, Any], key: str, body: Any = None) -> Answer:
    """With a key."""
    path = f"/events/{event['id']}/bookings/me/accept"
    return person.post(path, body, headers={"Idempotency-Key": key})


def test_who_comes_too_late_writes_nothing_neither_a_count_nor_an_answer(
    world: World, host: Person
) -> None:
    event, first, second = full_for(world, host)
    written = len(CLOUD.tables.stream)

    codes = {accept(second, event, f"try-{number}").code for number in range(10)}

    assert (codes, len(CLOUD.tables.stream)) == ({"sold_out"}, written)
    assert first.act("withdraw", event).status == 200
    assert accept(second, event, "try-0").body["status"] == "confirmed", "open again at once"


def test_who_comes_too_late_with_a_key_of_before_hears_what_was_said_then(
    world: World, host: Person
) -> None:
    event, first, second = full_for(world, host)
    assert first.act("withdraw", event).status == 200
    was = accept(second, event, "k")
    assert was.status == 200
    assert second.act("withdraw", event).status == 200
    for person in (first, second):
        assert host.invite(event, person).status == 201
    assert first.act("accept", event).status == 200

    assert accept(second, event, "k").body == was.body
    assert accept(second, event, "k", {"message": "x"}).code == "idempotency_key_reused"
    assert accept(second, event, "another").code == "sold_out"


def test_a_page_of_twenty_events_costs_one_read_unit(
    world: World, guest: Person, record_property: Record
) -> None:
    hosts = [world.person(name) for name in ("Александра Лебедева", "Константин Орлов")]
    for place in range(24):
        answer = hosts[place % 2].post(
            "/events",
            {
                "film_id": "solaris-1972",
                "title": None if place % 4 else "Ночной сеанс под открытым небом",
                "place": {
                    "kind": "outdoor",
                    "city": "Санкт-Петербург",
                    "area": "Петроградская сторона",
                    "address": "Каменноостровский проспект, 42",
                    "latitude": 59.9659,
                    "longitude": 30.3115,
                },
                "starts_at": at(days=2 + place),
                "time_zone": "Europe/Moscow",
                "admission": "paid",
                "price": {"amount": "450.00", "currency": "RUB"},
                "capacity": 40,
            },
        )
        assert answer.status == 201, answer.body
    with counting() as counted:
        page = guest.get("/events", visibility="public").body
    assert len(page["items"]) == 20
    assert page["next_cursor"]
    assert counted.requests == 1
    record_property("P8.search", counted.read_units())
    assert BUDGETS["P8.search"].holds(counted.read_units())


def test_the_event_page_costs_two_read_units(
    host: Person, guest: Person, record_property: Record
) -> None:
    event = host.announce(description="Смотрим, потом говорим за чаем.")
    guest.ask(event)
    with counting() as counted:
        guest.sees(event)
    record_property("P8.event", counted.read_units())
    assert BUDGETS["P8.event"].holds(counted.read_units())


def test_the_page_of_a_stormed_event_costs_half_a_unit_more_for_each_shard(
    host: Person, guest: Person
) -> None:
    event = host.announce(approval="automatic", capacity=60)
    guest.ask(event)
    with counting() as counted:
        guest.sees(event)
    assert counted.read_units() <= 2 + 0.5 * (60 // settings().seats_per_shard - 1)


def test_what_an_index_keeps_of_an_event_is_slim(host: Person) -> None:
    event = host.announce()
    item = dump("main")[f"EVENT#{event['id']}", "EVENT"]
    assert size(project(item, "by_time")) < size(item) / 3
