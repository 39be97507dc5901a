"""P7 and P8: write units of a booking, read units of a page."""

from tests.budgets.units import counting, project
from tests.component.gateway import Person, World, at
from tests.component.storage import dump
from tests.memory.limits import size

CONFIRM = 6


def test_confirming_and_freeing_write_three_items_once(host: Person, guest: Person) -> None:
    event = host.announce()
    guest.ask(event)
    with counting() as confirming:
        assert host.act("approve", event, guest).status == 200
    assert confirming.write_units() <= CONFIRM
    with counting() as freeing:
        assert guest.act("withdraw", event).status == 200
    assert freeing.write_units() <= CONFIRM


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


def test_a_page_of_twenty_events_costs_one_read_unit(world: World, guest: Person) -> None:
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
    assert counted.read_units() <= 1


def test_the_event_page_costs_two_read_units(host: Person, guest: Person) -> None:
    event = host.announce(description="Смотрим, потом говорим за чаем.")
    guest.ask(event)
    with counting() as counted:
        guest.sees(event)
    assert counted.read_units() <= 2


def test_what_an_index_keeps_of_an_event_is_slim(host: Person) -> None:
    event = host.announce()
    item = dump("main")[f"EVENT#{event['id']}", "EVENT"]
    assert size(project(item, "by_time")) < size(item) / 3
