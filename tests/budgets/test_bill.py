"""What one booking asks of AWS, with all that leads to it and follows from it: `make costs` reckons with it."""

from collections.abc import Callable
from typing import Any

from local.costs import BOOKING, read_prices
from seance.web.app import Handler
from tests.budgets.bill import billed
from tests.component.gateway import Person, World
from tests.component.pump import Pump

GUESTS = 10
CLOSE = 0.1  # by how much a count may differ before it is written down anew


def an_evening(host: Person, guests: list[Person], pump: Pump) -> None:
    """Announced, found, asked for and approved, one seat given back, everybody reminded."""
    event = host.announce(capacity=GUESTS)
    pump.run()
    for guest in guests:
        for _ in range(3):
            assert guest.get("/events").status == 200
            assert guest.get(f"/events/{event['id']}").status == 200
        assert guest.ask(event).status == 201
        pump.run()
        assert host.get(f"/events/{event['id']}/bookings").status == 200
        assert host.act("approve", event, guest).status == 200
        pump.run()
        for _ in range(2):
            assert guest.get("/me/notices").status == 200
            assert guest.get("/me/bookings").status == 200
    assert guests[0].act("withdraw", event).status == 200
    for which in ("day", "hour", "finish"):
        pump.run()
        pump.fire(event, which)
        pump.run()


def test_a_booking_costs_what_is_written_down(
    world: World, host: Person, pump: Pump, record_property: Callable[[str, object], None]
) -> None:
    guests = world.people(GUESTS)
    pump.forget()
    requests: list[Any] = []
    for person in (host, *guests):

        def counted(event: Any, context: Any, api: Handler = person.api) -> Any:
            requests.append(event)
            return api(event, context)

        person.api = counted
    with billed(pump) as bill:
        an_evening(host, guests, pump)

    bill["lambda_call"] += len(requests)
    measured = {name: round(number / GUESTS, 1) for name, number in bill.items()}
    measured["api_request"] = len(requests) / GUESTS
    record_property(BOOKING, measured)
    known = read_prices()[BOOKING]
    assert measured.keys() == known.keys(), f"benchmarks/prices.yaml, booking: {measured}"
    assert all(abs(measured[name] - known[name]) <= CLOSE * known[name] for name in known), (
        f"benchmarks/prices.yaml, booking: {measured}"
    )


def test_what_a_booking_asks_for_from_the_request_to_the_last_reminder_without_mails(
    world: World, host: Person, pump: Pump, record_property: Callable[[str, object], None]
) -> None:
    """P14, of a whole batch of a stream each: a host answers, guests come, everybody is told in the app alone."""
    guests = [Person(world.api, f"Guest{place}") for place in range(GUESTS)]
    for person in (host, *guests):
        wishes = person.get("/me/notice-settings").body | {"channels": {"email": False}}
        assert person.put("/me/notice-settings", wishes).status == 200
    event = host.announce(capacity=GUESTS)
    pump.forget()
    with billed(pump) as bill:
        for guest in guests:
            assert guest.ask(event).status == 201
            pump.run()
            assert host.act("approve", event, guest).status == 200
            pump.run()
        for which in ("day", "hour"):
            pump.fire(event, which)
            pump.run()

    assert not bill["mail"]
    assert not bill["schedule"]
    bill["api_request"] = 2 * GUESTS
    bill["lambda_call"] += 2 * GUESTS
    record_property("P14", {name: number / GUESTS for name, number in bill.items()})
