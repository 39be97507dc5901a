"""P9 (R1): a rush on an event through conflicts and lost answers sells exactly its seats.

A seed takes one of the three times that a transaction holds its items, in turn. `make test` tries 20
seeds of 200 guests (4 s of CPU each) and 20 of 1,000 (12 s each); `make soak` tries 100 of both.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from seance.bookings import store
from seance.cloud import config, tables
from tests.component.gateway import Answer, Person
from tests.faults import quick
from tests.faults.conftest import Town
from tests.faults.ledger import Ledger

Ask = Callable[[Person, dict[str, Any]], Answer]
SEEDS = range(int(os.environ.get("RUSH_SEEDS", "20")))
HOLDS = (0.008, 0.020, 0.050)  # seconds that a transaction keeps its items
LEAST = {0.008: 500, 0.020: 500, 0.050: 300}  # seats a second that shards sell
UNITS_OF_A_CONFIRMATION = 6  # seats, booking and agenda, each twice; a failed one costs them too


def rush(
    town: Town, seed: int, hold: float, bookers: int, seats: int, ask: Ask = Person.ask
) -> float:
    """All ask at once, and exactly the seats are sold; how many a second."""
    host, *guests = town.people(bookers + 1)
    event = host.announce(approval="automatic", capacity=seats)
    town.trouble(seed, hold=hold)
    began = town.turns.now(UTC)

    answers = town.at_once(*(partial(ask, guest, event) for guest in guests))

    statuses = [answer.status for answer in answers]
    assert set(statuses) <= {201, 503}  # whose answers were lost for twenty seconds is told so
    assert statuses.count(503) <= bookers // 100
    ledger = Ledger.of(town.tables, event["id"])
    assert (ledger.left, len(ledger.holders)) == (0, seats)
    for guest, answer in zip(guests, answers, strict=True):
        if answer.status == 201:
            assert answer.body["status"] == ledger.bookings[guest.id]["status"]
    ledger.check()
    sold = max(ledger.bookings[each]["requested_at"] for each in ledger.holders)
    return seats / ((datetime.fromisoformat(sold) - began).total_seconds() + hold)


@pytest.fixture
def quickly(short_way: None, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """The operation itself, on the short way to the tables."""
    reading = quick.remembering(tables.MainItem.from_raw_data)
    monkeypatch.setattr(tables.MainItem, "from_raw_data", reading)
    monkeypatch.setattr(store, "waiting_before", lambda _: 0)  # the answer's only; takes a query
    return quick.ask


def two_hundred(
    town: Town, monkeypatch: pytest.MonkeyPatch, seed: int, ask: Ask = Person.ask
) -> None:
    """Who want fifty seats of one shard."""
    hold = HOLDS[seed % len(HOLDS)]
    monkeypatch.setenv("SEATS_PER_SHARD", "50")
    config.settings.cache_clear()

    sold = rush(town, seed, hold, 200, 50, ask)

    print(f"{sold:.0f} seats/s at {hold} s, seed {seed}")  # noqa: T201 # pytest -s shows it


@pytest.mark.parametrize("seed", SEEDS)
def test_two_hundred_who_want_fifty_seats_get_exactly_fifty(
    town: Town, monkeypatch: pytest.MonkeyPatch, quickly: Ask, seed: int
) -> None:
    two_hundred(town, monkeypatch, seed, quickly)


@pytest.mark.parametrize("seed", SEEDS[: len(HOLDS)])
def test_over_the_whole_api_two_hundred_get_exactly_fifty_seats_too(
    town: Town, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    two_hundred(town, monkeypatch, seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_thousand_who_want_five_hundred_seats_get_exactly_those_and_soon(
    town: Town, quickly: Ask, seed: int
) -> None:
    hold = HOLDS[seed % len(HOLDS)]

    sold = rush(town, seed, hold, 1000, 500, quickly)

    print(f"{sold:.0f} seats/s at {hold} s, seed {seed}")  # noqa: T201 # pytest -s shows it
    assert sold >= LEAST[hold]


def invited(host: Person, guests: list[Person], capacity: int) -> dict[str, Any]:
    """An event to which more are invited than there are seats."""
    event = host.announce(capacity=capacity)
    for guest in guests:
        guest.follow(host)
        assert host.invite(event, guest).status == 201
    return event


@pytest.mark.usefixtures("short_way")
def test_refusing_in_a_rush_costs_a_tenth_of_a_write_unit_at_most(town: Town) -> None:
    """P7: who comes too late is refused by a read; only who lost the very last race has written."""
    refused = failed = 0
    for seed, hold in enumerate(HOLDS):
        town.tables.clear()
        town.calm()
        host, *guests = town.people(201)
        event = invited(host, guests, capacity=50)
        town.wire.seen.clear()
        town.trouble(seed, hold=hold, lost=0.0, deaf=0.0)

        answers = town.at_once(*(partial(guest.act, "accept", event) for guest in guests))

        codes = [answer.body.get("code") for answer in answers]
        assert (codes.count(None), codes.count("sold_out")) == (50, 150)
        refused += codes.count("sold_out")
        failed += town.wire.seen["ConditionalCheckFailed"]
        Ledger.of(town.tables, event["id"]).check()

    assert failed * UNITS_OF_A_CONFIRMATION / refused <= 0.1


def test_a_rush_on_shards_sells_every_seat_of_every_shard(town: Town) -> None:
    host, *guests = town.people(161)
    event = host.announce(approval="automatic", capacity=100)
    town.trouble(1, hold=0.02)

    answers = town.at_once(*(partial(guest.ask, event) for guest in guests))

    told = [answer.body["status"] for answer in answers]
    assert (told.count("confirmed"), told.count("waitlisted")) == (100, 60)
    ledger = Ledger.of(town.tables, event["id"])
    assert {shard["left"] for shard in ledger.shards.values()} == {0}
    assert len(ledger.shards) == 6
    ledger.check()
