"""P9 (R1): a rush on an event through conflicts and lost answers sells exactly its seats."""

from functools import partial

import pytest

from tests.faults.conftest import Town
from tests.faults.ledger import Ledger

SEEDS = range(20)
HOLDS = (0.008, 0.020, 0.050)  # seconds that a transaction keeps its items
BOOKERS, SEATS = 200, 50


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
