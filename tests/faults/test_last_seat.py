"""R1 through conflicts and lost answers: the last seat goes once and comes back once."""

from functools import partial
from typing import Any

import pytest

from tests.component.gateway import Person
from tests.faults.ledger import Ledger
from tests.faults.town import Town

SEEDS = range(20)


def requested(town: Town, guests: list[Person], **changes: Any) -> tuple[Person, dict[str, Any]]:
    """A host, and an event that these guests asked for."""
    (host,) = town.people(1)
    event = host.announce(**changes)
    for guest in guests:
        assert guest.ask(event).status == 201
    return host, event


@pytest.mark.parametrize("seed", SEEDS)
def test_two_approvals_of_the_last_seat_confirm_one_and_refuse_one(town: Town, seed: int) -> None:
    first, second, moderator = town.people(3)
    host, event = requested(town, [first, second], capacity=1)
    host.appoint(event, moderator)
    town.trouble(seed, hold=0.05)

    answers = town.at_once(
        partial(host.act, "approve", event, first), partial(moderator.act, "approve", event, second)
    )

    assert sorted(answer.status for answer in answers) == [200, 409]
    assert {answer.body.get("code") for answer in answers} == {None, "sold_out"}
    ledger = Ledger.of(town.tables, event["id"])
    assert (ledger.left, len(ledger.confirmed)) == (0, 1)
    ledger.check()


@pytest.mark.parametrize("seed", SEEDS)
def test_withdrawn_and_removed_at_once_the_seat_comes_back_once(town: Town, seed: int) -> None:
    guest, other = town.people(2)
    host, event = requested(town, [guest, other], capacity=2)
    for each in (guest, other):
        assert host.act("approve", event, each).status == 200
    town.trouble(seed, hold=0.02, lost=0.3, deaf=0.2)

    answers = town.at_once(
        partial(guest.act, "withdraw", event),
        partial(guest.act, "withdraw", event),
        partial(host.act, "remove", event, guest),
    )

    assert {answer.status for answer in answers} <= {200, 409}
    ledger = Ledger.of(town.tables, event["id"])
    assert (ledger.left, ledger.confirmed) == (1, {other.id})
    assert guest.id not in ledger.busy
    ledger.check()


@pytest.mark.parametrize("seed", SEEDS)
def test_one_guest_who_asks_for_two_showings_at_once_gets_one(town: Town, seed: int) -> None:
    (guest,) = town.people(1)
    events = [host.announce(approval="automatic", capacity=3) for host in town.people(2)]
    town.trouble(seed, hold=0.02)

    answers = town.at_once(*(partial(guest.ask, event) for event in events))

    assert sorted(answer.status for answer in answers) == [201, 409]
    assert {answer.body.get("code") for answer in answers} == {None, "time_conflict"}
    ledgers = [Ledger.of(town.tables, event["id"]) for event in events]
    assert sorted(ledger.left for ledger in ledgers) == [2, 3]
    for ledger in ledgers:
        ledger.check()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_request_sent_five_times_at_once_is_one_booking(town: Town, seed: int) -> None:
    host, guest = town.people(2)
    event = host.announce(approval="automatic", capacity=3)
    town.trouble(seed, hold=0.02)

    answers = town.at_once(*[partial(guest.ask, event)] * 5)

    assert {answer.status for answer in answers} <= {200, 201}
    assert {answer.body["status"] for answer in answers} == {"confirmed"}
    ledger = Ledger.of(town.tables, event["id"])
    assert (ledger.left, ledger.confirmed) == (2, {guest.id})
    ledger.check()


@pytest.mark.parametrize("seed", SEEDS)
def test_less_room_and_more_guests_at_once_never_leave_a_guest_without_a_seat(
    town: Town, seed: int
) -> None:
    host, *guests = town.people(9)
    event = host.announce(approval="automatic", capacity=8)
    town.trouble(seed, hold=0.02)

    edited, *asked = town.at_once(
        partial(host.edit, event, capacity=4), *(partial(guest.ask, event) for guest in guests)
    )

    assert edited.status in (200, 409)
    capacity = 4 if edited.status == 200 else 8
    ledger = Ledger.of(town.tables, event["id"])
    assert (ledger.capacity, ledger.left) == (capacity, 0)
    assert [answer.status for answer in asked] == [201] * 8
    ledger.check()
