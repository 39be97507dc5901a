"""P6: round trips to DynamoDB."""

from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.report import BUDGETS
from tests.budgets.units import counting
from tests.component.clock import Clock
from tests.component.gateway import Answer, Person, World
from tests.component.reviewing import review

Record = Callable[[str, object], None]
Ask = Callable[[World, Person, Person], Callable[[], Answer]]


def asking(world: World, host: Person, guest: Person) -> Callable[[], Answer]:
    """A request for a manual event."""
    event = host.announce()
    return lambda: guest.ask(event)


def asking_as_follower(world: World, host: Person, guest: Person) -> Callable[[], Answer]:
    """A request for an event for followers."""
    guest.follow(host)
    event = host.announce(visibility="followers")
    return lambda: guest.ask(event)


def approving(world: World, host: Person, guest: Person) -> Callable[[], Answer]:
    """An approval by the host."""
    event = host.announce()
    guest.ask(event)
    return lambda: host.act("approve", event, guest)


def reading(world: World, host: Person, guest: Person) -> Callable[[], Answer]:
    """The event page."""
    event = host.announce()
    return lambda: guest.get(f"/events/{event['id']}")


def reading_in_shards(world: World, host: Person, guest: Person) -> Callable[[], Answer]:
    """The event page of an event that may be stormed."""
    event = host.announce(approval="automatic", capacity=60)
    return lambda: guest.get(f"/events/{event['id']}")


def searching(world: World, host: Person, guest: Person) -> Callable[[], Answer]:
    """A page of events."""
    host.announce()
    return lambda: guest.get("/events")


def listing(world: World, host: Person, guest: Person) -> Callable[[], Answer]:
    """My bookings."""
    guest.ask(host.announce())
    return lambda: guest.get("/me/bookings")


@pytest.mark.parametrize(
    ("prepare", "budget"),
    [
        (asking, "P6.ask"),
        (asking_as_follower, "P6.ask"),
        (approving, "P6.approve"),
        (reading, "P6.read"),
        (reading_in_shards, "P6.read"),
        (searching, "P6.search"),
        (listing, "P6.bookings"),
    ],
)
def test_an_operation_asks_dynamodb_at_most(
    world: World,
    host: Person,
    guest: Person,
    record_property: Record,
    prepare: Any,
    budget: str,
) -> None:
    call = prepare(world, host, guest)
    with counting() as counted:
        assert call().status < 300
    record_property(budget, counted.requests)
    assert BUDGETS[budget].holds(counted.requests), [name for name, _ in counted.calls]


@pytest.mark.parametrize(("prepare", "most"), [(asking, 3), (approving, 3)])
def test_the_count_of_a_users_writes_is_one_request_within_the_budget(
    world: World, host: Person, guest: Person, prepare: Any, most: int
) -> None:
    call = prepare(world, host, guest)
    with counting() as counted:
        assert call().status < 300
    assert counted.admissions == 1
    assert counted.requests + counted.admissions <= most


@pytest.mark.parametrize("prepare", [reading, searching, listing])
def test_who_reads_is_not_counted(world: World, host: Person, guest: Person, prepare: Any) -> None:
    call = prepare(world, host, guest)
    with counting() as counted:
        assert call().status == 200
    assert counted.admissions == 0


def test_a_review_that_reveals_both_is_read_and_written_in_two_requests(
    world: World, host: Person, guest: Person, clock: Clock
) -> None:
    event = host.announce(approval="automatic")
    guest.ask(event)
    clock.to(event["ends_at"])
    assert review(guest, host, event).status == 201
    with counting() as counted:
        assert review(host, guest, event).status == 201
    assert counted.requests <= 2, [name for name, _ in counted.calls]
