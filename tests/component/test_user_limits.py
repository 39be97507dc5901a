"""Limits that a user meets (the contract's last line)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from seance.cloud import config, limits
from tests.component.clock import Clock
from tests.component.gateway import Person, World, at
from tests.component.pump import Pump
from tests.component.storage import refused

FEW = 3


@pytest.fixture
def few_writes(world: World, host: Person, guest: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """People who are there already may write three times a minute."""
    monkeypatch.setenv("WRITES_PER_MINUTE", str(FEW))
    config.settings.cache_clear()


@pytest.fixture
def few_searches(guest: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody may search three times a minute."""
    monkeypatch.setenv("SEARCHES_PER_MINUTE", str(FEW))
    config.settings.cache_clear()


def at_second(clock: Clock, second: int) -> None:
    """The next minute's second."""
    clock.moment = clock.moment.replace(second=second, microsecond=0)
    clock.forward(minutes=1)


@pytest.mark.usefixtures("few_writes")
def test_one_write_too_many_waits_for_the_next_minute(
    host: Person, guest: Person, clock: Clock
) -> None:
    at_second(clock, 10)
    for _ in range(FEW):
        guest.follow(host)

    answer = refused(
        lambda: guest.put(f"/me/following/{host.id}"), 429, "too_many_requests", "wait"
    )

    assert answer.headers["retry-after"] == "50"
    clock.forward(seconds=50)
    guest.follow(host)


@pytest.mark.usefixtures("few_writes")
def test_everybody_has_a_count_of_their_own_and_reading_is_free(
    host: Person, guest: Person, clock: Clock
) -> None:
    at_second(clock, 0)
    for _ in range(FEW):
        guest.follow(host)

    host.follow(guest)
    for _ in range(FEW * 2):
        assert guest.get("/me").status == 200


@pytest.mark.usefixtures("few_writes")
def test_what_is_refused_counts_too(host: Person, clock: Clock) -> None:
    at_second(clock, 0)
    for _ in range(FEW):
        assert host.put("/me/following/nobody").status == 404

    refused(lambda: host.put("/me/following/nobody"), 429, "too_many_requests", "wait")


@pytest.mark.usefixtures("few_writes")
def test_a_replayed_answer_is_no_write(host: Person, clock: Clock) -> None:
    at_second(clock, 0)
    answers = [
        host.post("/me/notices/read", {"ids": []}, headers={"Idempotency-Key": "k"})
        for _ in range(FEW * 2)
    ]

    assert {answer.status for answer in answers} == {204}


@pytest.mark.usefixtures("few_writes")
def test_a_minute_leaves_no_trace_in_the_ones_after_the_next(
    host: Person, guest: Person, clock: Clock
) -> None:
    for _ in range(10):
        clock.forward(minutes=1)
        guest.follow(host)

    item = limits._connection().get_item("idempotency", limits._key(guest.id))["Item"]
    assert len([name for name in item if name.startswith("m")]) == 1
    assert datetime.fromtimestamp(int(item["expiration"]["N"]), UTC) > clock.moment


@pytest.fixture
def two_bookings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two live bookings are the most."""
    monkeypatch.setenv("MAXIMUM_LIVE_BOOKINGS", "2")
    config.settings.cache_clear()


@pytest.mark.usefixtures("two_bookings")
@pytest.mark.parametrize("approval", ["manual", "automatic"])
def test_a_user_has_a_limited_number_of_live_bookings(
    host: Person, guest: Person, approval: str
) -> None:
    events = [host.announce(starts_at=at(days=day), approval=approval) for day in (1, 2, 3)]
    for event in events[:2]:
        assert guest.ask(event).status == 201

    refused(lambda: guest.ask(events[2]), 429, "too_many_requests", "withdraw_a_booking")

    assert guest.ask(events[0]).status == 200
    assert guest.act("withdraw", events[0]).status == 200
    assert guest.ask(events[2]).status == 201


@pytest.mark.usefixtures("two_bookings")
@pytest.mark.parametrize("end", ["declined", "approved and removed", "over"])
def test_what_came_to_an_end_is_no_live_booking(
    host: Person, guest: Person, clock: Clock, end: str
) -> None:
    events = [host.announce(starts_at=at(days=day)) for day in (1, 2, 30)]
    for event in events[:2]:
        guest.ask(event)
    if end == "declined":
        host.act("decline", events[0], guest)
    elif end == "over":
        clock.to(events[0]["ends_at"])
    else:
        host.act("approve", events[0], guest)
        host.act("remove", events[0], guest)

    assert guest.ask(events[2]).status == 201


@pytest.mark.usefixtures("two_bookings")
def test_an_approval_needs_no_room_and_an_acceptance_does(world: World, host: Person) -> None:
    events = [host.announce(starts_at=at(days=day)) for day in (1, 2, 3)]
    guest = world.follower(host)
    for event in events[:2]:
        guest.ask(event)
    assert host.invite(events[2], guest).status == 201

    assert host.act("approve", events[0], guest).status == 200
    refused(lambda: guest.act("accept", events[2]), 429, "too_many_requests", "withdraw_a_booking")
    guest.act("withdraw", events[1])
    assert guest.act("accept", events[2]).status == 200


@pytest.mark.usefixtures("two_bookings")
def test_a_moved_booking_is_a_live_one(
    host: Person, guest: Person, world: World, pump: Pump
) -> None:
    moving, other = host.announce(starts_at=at(days=4)), world.person("Other")
    busy = other.announce(starts_at=at(days=6), approval="automatic")
    third = other.announce(starts_at=at(days=9))
    guest.ask(moving)
    host.act("approve", moving, guest)
    guest.ask(busy)
    pump.run()
    host.edit(moving, starts_at=busy["starts_at"])
    pump.run()
    assert guest.booking(moving)["status"] == "moved"

    refused(lambda: guest.ask(third), 429, "too_many_requests", "withdraw_a_booking")


@pytest.mark.usefixtures("few_searches")
@pytest.mark.parametrize(
    "filters",
    [
        {"query": "солярис"},
        {"film_id": "solaris-1972"},
        {"near": "55.75,37.6"},
        {"admission": "paid"},
        {"min_host_rating": 5},
        {"has_seats": "false"},
    ],
    ids=str,
)
def test_one_search_too_many_waits_for_the_next_minute(
    host: Person, guest: Person, clock: Clock, filters: dict[str, Any]
) -> None:
    at_second(clock, 20)
    for _ in range(FEW):
        assert guest.get("/events", **filters).status == 200

    answer = refused(lambda: guest.get("/events", **filters), 429, "too_many_requests", "wait")

    assert answer.headers["retry-after"] == "40"
    assert host.get("/events", **filters).status == 200
    guest.follow(host)  # writes have a count of their own
    clock.forward(seconds=40)
    assert guest.get("/events", **filters).status == 200


@pytest.mark.usefixtures("few_searches")
def test_lists_that_are_full_at_once_are_not_counted(guest: Person, clock: Clock) -> None:
    at_second(clock, 0)
    for _ in range(FEW * 2):
        assert guest.get("/events", city="Москва", visibility="public").status == 200
        assert guest.get("/films", query="солярис").status == 200, "the catalogue is at hand"
