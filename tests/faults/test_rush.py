"""P9 (R1): a rush on an event through conflicts and lost answers sells exactly its seats."""

from functools import partial
from typing import Any

import pytest

from tests.component.gateway import Person
from tests.faults.conftest import Town
from tests.faults.ledger import Ledger

SEEDS = range(20)
HOLDS = (0.008, 0.020, 0.050)  # seconds that a transaction keeps its items
BOOKERS, SEATS = 200, 50
UNITS_OF_A_CONFIRMATION = 6  # seats, booking and agenda, each twice; a failed one costs them too


@pytest.mark.parametrize("seed", SEEDS)
def test_two_hundred_who_want_fifty_seats_get_exactly_fifty(town: Town, seed: int) -> None:
    host, *guests = town.people(BOOKERS + 1)
    event = host.announce(approval="automatic", capacity=SEATS)
    town.trouble(seed, hold=HOLDS[seed % len(HOLDS)])

    answers = town.at_once(*(partial(guest.ask, event) for guest in guests))

    assert {answer.status for answer in answers} == {201}
    told = [answer.body["status"] for answer in answers]
    assert told.count("confirmed") == SEATS
    assert told.count("waitlisted") == BOOKERS - SEATS
    ledger = Ledger.of(town.tables, event["id"])
    assert ledger.left == 0
    ledger.check()


def invited(host: Person, guests: list[Person], capacity: int) -> dict[str, Any]:
    """An event to which more are invited than there are seats."""
    event = host.announce(capacity=capacity)
    for guest in guests:
        guest.follow(host)
        assert host.invite(event, guest).status == 201
    return event


def test_refusing_in_a_rush_costs_a_tenth_of_a_write_unit_at_most(town: Town) -> None:
    """P7: who comes too late is refused by a read; only who lost the very last race has written."""
    refused = failed = 0
    for seed, hold in enumerate(HOLDS):
        town.tables.clear()
        town.calm()
        host, *guests = town.people(101)
        event = invited(host, guests, capacity=25)
        town.wire.seen.clear()
        town.trouble(seed, hold=hold, lost=0.0, deaf=0.0)

        answers = town.at_once(*(partial(guest.act, "accept", event) for guest in guests))

        codes = [answer.body.get("code") for answer in answers]
        assert (codes.count(None), codes.count("sold_out")) == (25, 75)
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
    assert len(ledger.shards) == 2
    ledger.check()
