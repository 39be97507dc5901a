"""R1: a freed seat is freed once and lets the waitlist in (situations 3 and 5)."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from tests.stack.cloud import Cloud
from tests.stack.conftest import MakeCrowd, MakePerson
from tests.stack.people import Event, Person, codes, moment, seats, soon
from tests.stack.waiting import at_once, eventually


@dataclass(frozen=True)
class Full:
    """An automatic event with one seat: who has it, and who waits for one."""

    host: Person
    event: Event
    keeper: Person
    waiter: Person

    def lets_the_waiter_in(self) -> None:
        self.waiter.is_told(self.event, "seat_from_waitlist")
        assert self.waiter.status(self.event) == "confirmed"


def fill(host: Person, keeper: Person, waiter: Person, **fields: Any) -> Full:
    event = host.announce(capacity=1, approval="automatic", **fields)
    assert keeper.ask(event).json()["status"] == "confirmed"
    assert waiter.ask(event).json()["status"] == "waitlisted"
    return Full(host, event, keeper, waiter)


@pytest.fixture
def full(host: Person, gather: MakeCrowd) -> Full:
    return fill(host, *gather(2))


@pytest.fixture(scope="module")
def unanswered(make: MakePerson, gather: MakeCrowd) -> Full:
    """Moved to a time at which the keeper is promised elsewhere; made early, for it takes a while."""
    other = make("Olga").announce(soon(minutes=30), approval="automatic")
    found = fill(make("Anna"), *gather(2))
    assert found.keeper.ask(other).json()["status"] == "confirmed"
    found.host.begin(found.event, seconds=180)  # an answer has half of it, the waitlist the rest
    return found


@pytest.fixture(scope="module", autouse=True)
def _early(unanswered: Full) -> None:
    """Time runs for it while the other tests of this file do."""


def test_s3_a_seat_withdrawn_twice_comes_back_once(host: Person, guest: Person) -> None:
    event = host.announce(capacity=2)
    guest.ask(event)
    host.approve(event, guest)
    assert seats(host.event(event)) == (1, 1)
    answers = at_once(*[partial(guest.do, "withdraw", event)] * 4)
    assert codes([*answers, guest.do("withdraw", event)]) == [200] * 5
    assert seats(host.event(event)) == (0, 2)


def test_s3_withdrawn_and_removed_at_once_the_seat_comes_back_once(
    host: Person, moderator: Person, gather: MakeCrowd
) -> None:
    event = host.announce(capacity=8)
    host.make_moderator(event, moderator)
    guests = gather(6)
    for guest in guests:
        guest.ask(event)
    host.approve(event, *guests)
    assert seats(host.event(event)) == (6, 2)
    for guest in guests:
        answers = at_once(
            partial(guest.do, "withdraw", event),
            partial(host.decide, "remove", event, guest),
            partial(moderator.decide, "remove", event, guest),
        )
        assert 200 in codes(answers)
        assert set(codes(answers)) <= {200, "wrong_status"}
        assert guest.status(event) in {"withdrawn", "removed"}
    assert seats(host.event(event)) == (0, 8)


def test_s3_declined_after_withdrawing_the_seat_comes_back_once(
    host: Person, guest: Person
) -> None:
    event = host.announce(capacity=2)
    guest.ask(event)
    host.approve(event, guest)
    assert guest.do("withdraw", event).status_code == 200
    assert codes([host.decide("decline", event, guest)]) == ["wrong_status"]
    assert codes([host.decide("remove", event, guest)]) == ["wrong_status"]
    assert seats(host.event(event)) == (0, 2)


def test_s5_a_guest_who_withdraws_lets_the_waitlist_in_and_is_not_let_in_again(
    full: Full,
) -> None:
    assert full.keeper.do("withdraw", full.event).status_code == 200
    full.lets_the_waiter_in()
    assert full.keeper.status(full.event) == "withdrawn"
    assert full.waiter.do("withdraw", full.event).status_code == 200
    eventually(lambda: full.host.event(full.event)["seats_left"], lambda left: left == 1)
    assert full.keeper.status(full.event) == "withdrawn"


def test_s5_who_left_the_waitlist_is_passed_over(full: Full, guest: Person) -> None:
    assert guest.ask(full.event).json()["waitlist_position"] == 2
    assert full.waiter.do("withdraw", full.event).status_code == 200
    assert full.keeper.do("withdraw", full.event).status_code == 200
    guest.is_told(full.event, "seat_from_waitlist")
    assert full.waiter.status(full.event) == "withdrawn"


def test_s5_a_guest_who_is_removed_lets_the_waitlist_in(full: Full) -> None:
    assert full.host.decide("remove", full.event, full.keeper).status_code == 200
    full.lets_the_waiter_in()
    assert full.keeper.status(full.event) == "removed"


def test_s5_more_seats_let_the_waitlist_in(full: Full) -> None:
    full.host.change(full.event, capacity=2)
    full.lets_the_waiter_in()
    assert seats(full.host.event(full.event)) == (2, 0)


def test_s5_a_moved_guest_who_withdraws_lets_the_waitlist_in(full: Full, make: MakePerson) -> None:
    clash = make("Olga").announce(soon(days=20), approval="automatic")
    assert full.keeper.ask(clash).json()["status"] == "confirmed"
    full.host.change(full.event, starts_at=clash["starts_at"])
    eventually(partial(full.keeper.status, full.event), lambda status: status == "moved")
    assert seats(full.host.event(full.event)) == (1, 0)
    assert full.waiter.status(full.event) == "waitlisted"
    assert full.keeper.do("withdraw", full.event).status_code == 200
    full.lets_the_waiter_in()


def test_s5_nobody_is_let_in_after_the_start(
    cloud: Cloud, gather: MakeCrowd, host: Person, make: MakePerson
) -> None:
    keeper, waiter = gather(2)
    later = make("Olga").announce(soon(minutes=30), approval="automatic")
    assert waiter.ask(later).json()["status"] == "confirmed"
    full = fill(host, keeper, waiter, starts_at=soon(minutes=30))
    assert keeper.do("withdraw", full.event).status_code == 200  # the waiter is busy, so skipped
    starts_at = moment(host.begin(full.event, seconds=5)["starts_at"])
    eventually(soon, lambda now: now > starts_at, what="The start")
    assert waiter.do("withdraw", later).status_code == 200
    cloud.send("WaitlistQueue", {"event_id": full.event["id"]})
    cloud.await_empty_queues()
    assert waiter.status(full.event) == "waitlisted"
    assert seats(host.event(full.event)) == (0, 1)
    assert codes([keeper.ask(full.event)]) == ["event_started"]
    assert codes([host.decide("approve", full.event, waiter)]) == ["event_started"]
    assert waiter.do("withdraw", full.event).status_code == 200


def test_s5_a_moved_guest_who_does_not_answer_in_time_lets_the_waitlist_in(
    unanswered: Full,
) -> None:
    unanswered.keeper.is_told(unanswered.event, "booking_moved")
    unanswered.lets_the_waiter_in()
    assert unanswered.keeper.status(unanswered.event) == "withdrawn"
    unanswered.keeper.is_told(unanswered.event, "booking_withdrawn")
