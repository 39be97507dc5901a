"""A rush on one event, and what it came to: for P9, P10 and the choice of how to try again."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from statistics import quantiles
from typing import Any

import pytest

from seance.bookings import lists
from seance.cloud import tables
from tests.component.gateway import Answer, Person
from tests.faults import quick
from tests.faults.ledger import Ledger
from tests.faults.town import Town, short_way

HOLDS = (0.008, 0.020, 0.050)  # seconds that a transaction keeps its items
Ask = Callable[[Person, dict[str, Any]], Answer]


@dataclass(frozen=True)
class Rush:
    """`seats_a_second` were sold; how long who got one waited for the answer, and how long everybody did.

    Waits in seconds. `in_vain` are transactions that failed, for each seat.
    """

    seats_a_second: float
    winners: list[float]
    everybody: list[float]
    in_vain: float


def percentile(waits: Sequence[float], part: int) -> float:
    """What so many in a hundred do not exceed."""
    return quantiles(waits, n=100, method="inclusive")[part - 1]


def run(
    town: Town, seed: int, hold: float, bookers: int, seats: int, ask: Ask = Person.ask
) -> Rush:
    """All ask at once, and exactly the seats are sold (P9)."""
    host, *guests = town.people(bookers + 1)
    event = host.announce(approval="automatic", capacity=seats)
    town.trouble(seed, hold=hold)
    town.wire.seen.clear()
    began, start = town.turns.now(UTC), town.turns.seconds
    heard: dict[str, float] = {}

    def asked(guest: Person) -> Answer:
        answer = ask(guest, event)
        heard[guest.id] = town.turns.seconds - start
        return answer

    answers = town.at_once(*(partial(asked, guest) for guest in guests))

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
    seconds = (datetime.fromisoformat(sold) - began).total_seconds() + hold
    failed = town.wire.seen["TransactionConflict"] + town.wire.seen["ConditionalCheckFailed"]
    winners = [heard[each] for each in ledger.holders]
    return Rush(seats / seconds, winners, list(heard.values()), failed / seats)


@contextmanager
def quickly(town: Town) -> Iterator[Ask]:
    """The operation itself, on the short way to the tables."""
    with short_way(town), pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            tables.MainItem, "from_raw_data", quick.remembering(tables.MainItem.from_raw_data)
        )
        patch.setattr(lists, "waiting_before", lambda _: 0)  # the answer's only; takes a query
        yield quick.ask
