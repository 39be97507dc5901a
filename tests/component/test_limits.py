"""Limits that a user meets (the contract's last line)."""

from datetime import UTC, datetime

import pytest

from seance.cloud import config, limits
from tests.component.clock import Clock
from tests.component.gateway import Person, World
from tests.component.storage import refused

FEW = 3


@pytest.fixture
def few_writes(world: World, host: Person, guest: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """People who are there already may write three times a minute."""
    monkeypatch.setenv("WRITES_PER_MINUTE", str(FEW))
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
