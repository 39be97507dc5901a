"""P12: what a change told to many writes, keeps in memory and says, when everything is delivered twice."""

import os
import tracemalloc
from collections import Counter
from collections.abc import Callable
from statistics import median
from typing import Any

import pytest

from benchmarks.report import BUDGETS
from queues import notify
from seance.notices.model import Message
from streams import deliver
from tests.component.gateway import CONTEXT, Person, World, at
from tests.component.pump import Pump, batch, filters, fits
from tests.component.storage import CLOUD, dump
from tests.component.test_crowds import known, multiply
from tests.memory.cloud import Asked

WRITES = ("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems")
FEW = 1_000
MANY = int(os.environ.get("GUESTS", "2000"))  # `make bench` takes 10,000
BATCH = 100  # records of a stream at once
LOOKED_AT = 5  # every fifth page: to trace memory takes ten times the time
Record = Callable[[str, object], None]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Items that were written, refused ones too, by table."""
    counted: Counter[str] = Counter()
    perform = CLOUD.perform

    def noted(asked: Asked) -> tuple[int, dict[str, Any]]:
        for table, *_ in CLOUD.tables.written(asked.operation, asked.body):
            counted[table] += 1
        return perform(asked)

    monkeypatch.setattr(CLOUD, "perform", noted)
    return counted


def told(pump: Pump, message: Message, times: int) -> list[int]:
    """Every message and record is delivered so many times; the most bytes that calls of NotifyAudience held."""
    peaks, page = [], 0
    pump.send("https://sqs/notices", [message.body()])
    while due := [each for each in pump.waiting if each.queue == "notices"]:
        pump.waiting = [each for each in pump.waiting if each.queue != "notices"]
        # The twin of a page asks for the page behind it once more: each is delivered `times` in all.
        for each in due[:1]:
            page += 1
            for _ in range(times):
                if page % LOOKED_AT == 0:
                    tracemalloc.start()
                assert notify.handler(batch(each.body), CONTEXT) == {"batchItemFailures": []}
                if tracemalloc.is_tracing():
                    peaks.append(tracemalloc.get_traced_memory()[1])
                    tracemalloc.stop()
    records = [each for each in pump.changes("feed") if fits(each, filters("DeliverNotices"))]
    for place in range(0, len(records), BATCH):
        for _ in range(times):
            part = {"Records": records[place : place + BATCH]}
            assert deliver.handler(part, CONTEXT) == {"batchItemFailures": []}
    return peaks


def crowd(world: World, host: Person, pump: Pump, guests: int) -> Message:
    """An event with so many guests, and what they are to be told."""
    starts_at = at(days=3 + guests // FEW)  # nobody hosts two at once
    event = host.announce(capacity=guests, approval="automatic", starts_at=starts_at)
    guest = world.person(f"Olga{guests}")
    assert guest.ask(event).status == 201
    pump.run()
    multiply(guest.id, guests - 1, "main")
    known(pump)
    assert (
        host.get(f"/events/{event['id']}/bookings").status == 200
    )  # the index in memory is sorted
    return Message("event_cancelled", event["id"], 2, event["created_at"], "guests")


def test_p12_a_change_is_written_once_a_guest_and_once_where_it_goes(
    world: World, host: Person, pump: Pump, written: Counter[str], record_property: Record
) -> None:
    message = crowd(world, host, pump, FEW)
    written.clear()

    told(pump, message, times=1)

    writes = written.total() / FEW
    record_property("P12.writes", writes)
    assert BUDGETS["P12.writes"].holds(writes), written


def test_p12_many_are_told_once_in_the_memory_of_a_thousand_though_all_comes_twice(
    world: World, host: Person, pump: Pump, record_property: Record
) -> None:
    few = told(pump, crowd(world, host, pump, FEW), times=2)
    many = told(pump, crowd(world, host, pump, MANY), times=2)

    notices = Counter(
        pk
        for (pk, _), item in dump("feed").items()
        if item["item"]["S"] == "notice" and item["kind"]["S"] == "event_cancelled"
    )
    record_property("P12.twice", max(notices.values()))
    assert BUDGETS["P12.twice"].holds(max(notices.values()))
    assert notices.total() == FEW + MANY
    # The median: tables in memory grow by leaps, in whichever call fills them.
    growth = median(many) / median(few)
    record_property("P12.memory", round(growth, 2))
    assert BUDGETS["P12.memory"].holds(growth)
