"""R1, R8: the shards of the seats follow what the event is now, whoever asks and leaves meanwhile."""

from functools import partial

import pytest

from seance.cloud import config
from tests.faults.ledger import Ledger
from tests.faults.town import Town


@pytest.fixture(autouse=True)
def small_shards(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two seats make a shard."""
    monkeypatch.setenv("SEATS_PER_SHARD", "2")
    config.settings.cache_clear()


@pytest.mark.parametrize("seed", range(5))
def test_more_room_and_more_shards_while_a_crowd_asks_sell_every_seat_once(
    town: Town, seed: int
) -> None:
    host, *guests = town.people(17)
    event = host.announce(approval="automatic", capacity=3)
    town.trouble(seed, hold=0.02)

    edited, *asked = town.at_once(
        partial(host.edit, event, capacity=10), *(partial(guest.ask, event) for guest in guests)
    )

    assert {answer.status for answer in (edited, *asked)} == {200, 201}
    ledger = Ledger.of(town.tables, event["id"])
    assert (len(ledger.shards), ledger.capacity) == (5, 10)
    assert len(ledger.holders) == 10 - ledger.left
    assert sum(answer.body["status"] == "confirmed" for answer in asked) == len(ledger.holders)
    ledger.check()


@pytest.mark.parametrize("seed", range(5))
def test_fewer_shards_while_guests_leave_and_come_keep_every_seat(town: Town, seed: int) -> None:
    host, *guests = town.people(13)
    event = host.announce(approval="automatic", capacity=12)
    for guest in guests[:8]:
        assert guest.ask(event).body["status"] == "confirmed"
    town.trouble(seed, hold=0.02)

    edited, *answers = town.at_once(
        partial(host.edit, event, approval="manual"),
        *(partial(guest.act, "withdraw", event) for guest in guests[:4]),
        *(partial(guest.ask, event) for guest in guests[8:]),
    )

    assert {answer.status for answer in (edited, *answers)} <= {200, 201}
    ledger = Ledger.of(town.tables, event["id"])
    assert (len(ledger.shards), ledger.capacity) == (1, 12)
    assert len(ledger.holders) == 12 - ledger.left
    ledger.check()
    town.calm()
    for guest in guests[4:8]:
        assert guest.act("withdraw", event).status == 200
    assert host.edit(event, approval="automatic", capacity=11).status == 200
    ledger = Ledger.of(town.tables, event["id"])
    assert (len(ledger.shards), ledger.capacity) == (5, 11)
    assert len(ledger.holders) == 11 - ledger.left
    ledger.check()


def test_who_sat_in_a_shard_that_is_gone_frees_one_seat(town: Town) -> None:
    host, *guests = town.people(9)
    event = host.announce(approval="automatic", capacity=8)
    for guest in guests:
        guest.ask(event)
    for changes in ({"approval": "manual"}, {"approval": "automatic", "capacity": 10}):
        assert host.edit(event, **changes).status == 200
    left = host.sees(event)["seats_left"]

    for guest in guests:
        assert guest.act("withdraw", event).status == 200

    assert left == 2
    assert (host.sees(event)["seats_left"], host.sees(event)["capacity"]) == (10, 10)
    Ledger.of(town.tables, event["id"]).check()


def test_shards_go_and_come_with_the_capacity(town: Town) -> None:
    (host,) = town.people(1)
    event = host.announce(approval="automatic", capacity=1)
    found = []
    for capacity in (60, 7, 1, 4):
        assert host.edit(event, capacity=capacity).body["seats_left"] == capacity
        ledger = Ledger.of(town.tables, event["id"])
        ledger.check()
        found.append((len(ledger.shards), ledger.left))

    assert found == [(30, 60), (3, 7), (1, 1), (2, 4)]
