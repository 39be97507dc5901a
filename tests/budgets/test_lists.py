"""P13: what a page of a list asks for and reads, however many events there are."""

import os
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.report import BUDGETS
from seance.listings import search
from tests.budgets.test_searching import Read, reading
from tests.component.gateway import Person
from tests.component.pump import Pump
from tests.component.test_crowds import known, multiply

FEW = 1_000
MANY = int(os.environ.get("EVENTS", "5000"))  # `make bench` takes 100,000
PAGE = 20
LISTS: dict[str, tuple[str, dict[str, Any]]] = {
    "upcoming": ("/events", {"visibility": "public"}),
    "upcoming in a city": ("/events", {"visibility": "public", "city": "Москва"}),
    "near a place": (
        "/events",
        {"visibility": "public", "near": "55.75,37.59", "radius_km": 20},
    ),
    "my bookings": ("/me/bookings", {}),
    "a host's events": ("/me/events", {"role": "host", "when": "upcoming"}),
}


def pages(host: Person, guest: Person, monkeypatch: pytest.MonkeyPatch) -> dict[str, Read]:
    """What a full page of each costs."""
    found = {}
    for name, (path, query) in LISTS.items():
        person = host if path == "/me/events" else guest
        with reading(monkeypatch) as read:
            page = person.get(path, limit=PAGE, **query)
        assert page.status == 200, page.body
        assert len(page.body["items"]) == PAGE, name
        found[name] = read
    return found


def test_p13_a_page_costs_the_same_among_a_thousand_and_many_times_as_many(
    host: Person,
    guest: Person,
    pump: Pump,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    """All of one host, in one city and asked for by one guest: more than anybody may have, and the worst."""
    monkeypatch.setattr(search, "LONGEST_SECONDS", 1000.0)  # tables in memory sort for longer
    event = host.announce()
    guest.ask(event)
    pump.run()
    multiply(event["id"], FEW, "main")
    known(pump)
    few = pages(host, guest, monkeypatch)
    multiply(event["id"], MANY, "main")
    many = pages(host, guest, monkeypatch)

    for name in LISTS:
        for number, each in ((FEW, few[name]), (MANY, many[name])):
            record_property("list", (name, number, each.trips, each.units))
        for budget, growth in (
            ("P13.requests", many[name].trips / few[name].trips),
            ("P13.units", many[name].units / few[name].units),
        ):
            record_property(budget, growth)
            assert BUDGETS[budget].holds(growth), name
