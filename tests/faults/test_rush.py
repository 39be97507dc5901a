"""P9 (R1): a rush on an event through conflicts and lost answers sells exactly its seats.

A seed takes one of the three times that a transaction holds its items, in turn. `make test` tries 20
seeds of 200 guests (4 s of CPU each) and 20 of 1,000 (12 s each); `make soak` tries 100 of both.
"""

import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from benchmarks.report import BUDGETS
from seance.cloud import config
from tests.component.gateway import Person
from tests.faults import rush
from tests.faults.ledger import Ledger
from tests.faults.rush import HOLDS, Ask, percentile
from tests.faults.town import Town

SEEDS = range(int(os.environ.get("RUSH_SEEDS", "20")))
LEAST = {0.008: 500, 0.020: 500, 0.050: 300}  # seats a second that shards sell
UNITS_OF_A_CONFIRMATION = 6  # seats, booking and agenda, each twice; a failed one costs them too
SOON = 3.0  # seconds within which 95 of 100 who get a seat hear of it
LATE = 5.0  # and 95 of 100 of all who ask


@pytest.fixture
def quickly(town: Town) -> Iterator[Ask]:
    """The operation itself, on the short way to the tables."""
    with rush.quickly(town) as ask:
        yield ask


def two_hundred(
    town: Town, monkeypatch: pytest.MonkeyPatch, seed: int, ask: Ask = Person.ask
) -> None:
    """Who want fifty seats of one shard."""
    hold = HOLDS[seed % len(HOLDS)]
    monkeypatch.setenv("SEATS_PER_SHARD", "50")
    config.settings.cache_clear()

    rush.run(town, seed, hold, 200, 50, ask)


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

    came = rush.run(town, seed, hold, 1000, 500, quickly)

    assert came.seats_a_second >= LEAST[hold]
    assert percentile(came.winners, 95) <= SOON
    assert percentile(came.everybody, 95) <= LATE


def invited(host: Person, guests: list[Person], capacity: int) -> dict[str, Any]:
    """An event to which more are invited than there are seats."""
    event = host.announce(capacity=capacity)
    for guest in guests:
        guest.follow(host)
        assert host.invite(event, guest).status == 201
    return event


def come_too_late(town: Town, seed: int, hold: float, seconds: float) -> tuple[int, int, int]:
    """Two hundred accept fifty seats within so many seconds: who was refused, counted and lost a race."""
    town.tables.clear()
    town.calm()
    host, *guests = town.people(201)
    event = invited(host, guests, capacity=50)
    town.wire.seen.clear()
    town.trouble(seed, hold=hold, lost=0.0, deaf=0.0)

    jobs = [partial(guest.act, "accept", event) for guest in guests]
    answers = town.at_once(*jobs, over=seconds)

    codes = [answer.body.get("code") for answer in answers]
    assert (codes.count(None), codes.count("sold_out")) == (50, 150)
    Ledger.of(town.tables, event["id"]).check()
    counted = town.wire.seen["UpdateItem"] - codes.count(None)
    return codes.count("sold_out"), counted, town.wire.seen["ConditionalCheckFailed"]


@pytest.mark.usefixtures("short_way")
def test_refusing_in_a_rush_costs_a_tenth_of_a_write_unit_at_most(
    town: Town, record_property: Callable[[str, object], None]
) -> None:
    """P7: who comes too late is refused by a read, and not even counted; only who lost a race has written."""
    refused, counted, failed = come_too_late(town, 1, 0.020, seconds=20)

    units = (failed * UNITS_OF_A_CONFIRMATION + counted) / refused
    record_property("P7.refuse", units)
    assert BUDGETS["P7.refuse"].holds(units)


@pytest.mark.usefixtures("short_way")
def test_who_all_began_while_there_were_seats_are_refused_by_reads_too(town: Town) -> None:
    """P7, but for the count: each of them was about to write."""
    came = [come_too_late(town, seed, hold, seconds=0) for seed, hold in enumerate(HOLDS)]
    refused, _, failed = map(sum, zip(*came, strict=True))

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


@pytest.mark.usefixtures("short_way")
@pytest.mark.parametrize("seed", SEEDS)
def test_r21_a_rush_of_parties_sells_whole_parties_and_no_seat_that_there_is_not(
    town: Town, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """All or none over shards of three; who waits asked for more than is left in the end."""
    monkeypatch.setenv("SEATS_PER_SHARD", "3")
    config.settings.cache_clear()
    host, *guests = town.people(61)
    event = host.announce(approval="automatic", capacity=60, max_party=4)
    town.trouble(seed, hold=HOLDS[seed % len(HOLDS)])

    path, sizes = f"/events/{event['id']}/bookings", [1 + place % 4 for place in range(60)]
    answers = town.at_once(
        *(
            partial(guest.post, path, {"seats": size})
            for guest, size in zip(guests, sizes, strict=True)
        )
    )

    assert {answer.status for answer in answers} == {201}
    ledger = Ledger.of(town.tables, event["id"])
    ledger.check()
    assert (ledger.capacity, ledger.taken + ledger.left) == (60, 60)
    waiting = [each for each in ledger.bookings.values() if each["status"] == "waitlisted"]
    assert waiting
    assert all(each["seats"] > ledger.left for each in waiting)
    assert any(len(set(each["held"])) > 1 for each in ledger.bookings.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_r21_lowered_and_withdrawn_at_once_a_party_frees_its_seats_once(
    town: Town, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setenv("SEATS_PER_SHARD", "1")
    config.settings.cache_clear()
    host, guest, other = town.people(3)
    event = host.announce(approval="automatic", capacity=8, max_party=4)
    for each in (guest, other):
        assert each.post(f"/events/{event['id']}/bookings", {"seats": 4}).status == 201
    town.trouble(seed, hold=0.02, lost=0.3, deaf=0.2)
    lower = partial(guest.put, f"/events/{event['id']}/bookings/me/seats", {"seats": 2})

    withdraw = partial(other.act, "withdraw", event)
    answers = town.at_once(lower, lower, withdraw, lower)
    assert {answer.status for answer in answers} <= {200, 503}
    town.calm()
    assert [answer.status for answer in (lower(), withdraw())] == [200, 200]

    ledger = Ledger.of(town.tables, event["id"])
    assert (ledger.left, ledger.taken) == (6, 2)
    ledger.check()
