"""What a crowd costs, counted: calls of a function, messages behind one another, requests and items a call.

What one call asks for stays the same however many there are; docs/scale.md has the figures.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest

from queues.leave import PAGES_AT_ONCE
from seance.accounts import deletion
from seance.cloud.queues import MOST_HOPS
from seance.notices.audience import PAGE
from seance.notices.model import Audience, Kind, Message
from seance.reviews import store
from tests.component.clock import Clock, instant
from tests.component.gateway import CONTEXT, Person, World, at
from tests.component.pump import QUEUES, Pump, batch
from tests.component.storage import CLOUD, dump
from tests.memory.cloud import Asked

GUESTS = 10_000
# What is covered here is covered by few guests elsewhere; counting lines takes two thirds again.
pytestmark = pytest.mark.no_cover


@dataclass
class Tally:
    """What the calls of one queue's function asked for; the most of one call, and all."""

    calls: int = 0
    deepest: int = 0
    requests: int = 0
    items: int = 0
    operations: Counter[str] = field(default_factory=Counter)


def work_off(pump: Pump, queue: str) -> Tally:
    """Deliver what waits in a queue, and what follows in it, each message by itself."""
    tally, perform = Tally(), CLOUD.perform
    asked: list[tuple[Asked, dict[str, Any]]] = []

    def noted(each: Asked) -> tuple[int, dict[str, Any]]:
        status, answer = perform(each)
        asked.append((each, answer))
        return status, answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CLOUD, "perform", noted)
        while due := [each for each in pump.waiting if each.queue == queue]:
            pump.waiting = [each for each in pump.waiting if each.queue != queue]
            for message in due:
                asked.clear()
                pump.passing = message.passed + Counter([queue])
                assert QUEUES[queue](batch(message.body), CONTEXT) == {"batchItemFailures": []}
                tally.calls += 1
                tally.deepest = max(tally.deepest, pump.passing[queue])
                tally.requests = max(tally.requests, len(asked))
                tally.items = max(tally.items, sum(map(_items, (answer for _, answer in asked))))
                tally.operations.update(each.operation for each, _ in asked)
    pump.passing = Counter()
    return tally


def _items(answer: dict[str, Any]) -> int:
    many = answer.get("Responses", {}).values()
    return len(answer.get("Items", ())) + sum(map(len, many)) + ("Item" in answer)


def copy(item: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """The same item of somebody else."""
    copied: dict[str, Any] = json.loads(json.dumps(item).replace(old, new))
    return copied


def multiply(one: str, number: int, *tables: str) -> list[str]:
    """So many more of whatever the tables hold of one id."""
    others = [f"{one[:-6]}x{place:05d}" for place in range(number)]  # none of them is the one
    for table in tables:
        own = [item for item in dump(table).values() if one in json.dumps(item)]
        CLOUD.tables.apply(
            [
                (CLOUD.tables.key_of(table, made), made)
                for other in others
                for item in own
                for made in [copy(item, one, other)]
            ]
        )
    return others


def known(pump: Pump) -> None:
    """What was put into the tables is no change of which a stream tells."""
    pump.seen = {table: dump(table) for table in pump.seen}
    CLOUD.tables.stream.clear()


@pytest.fixture
def crowd(world: World, host: Person, pump: Pump) -> dict[str, Any]:
    """An event with ten thousand guests."""
    event = host.announce(capacity=GUESTS, approval="automatic")
    guest = world.person("Olga")
    assert guest.ask(event).status == 201
    pump.run()
    multiply(guest.id, GUESTS - 1, "main")
    known(pump)
    return event


def test_r12_ten_thousand_guests_are_told_and_reminded(crowd: dict[str, Any], pump: Pump) -> None:
    version, said = int(instant(crowd["starts_at"]).timestamp()), []
    facts: list[tuple[Kind, Audience]] = [("event_cancelled", "guests"), ("reminder_day", "coming")]
    for kind, audience in facts:
        message = Message(kind, crowd["id"], version, crowd["created_at"], audience)
        pump.send("https://sqs/notices", [message.body()])

        tally = work_off(pump, "notices")

        said.append(tally.operations["PutItem"])
        # The last page is full, so an empty one says that it was the last.
        assert tally.calls == tally.deepest == GUESTS // PAGE + 1
        assert tally.requests <= PAGE + 10
        assert tally.items <= 4 * PAGE
    assert said == [GUESTS, GUESTS + 1]  # the host is reminded, too


def test_r9_ten_thousand_guests_are_moved(crowd: dict[str, Any], host: Person, pump: Pump) -> None:
    assert host.edit(crowd, starts_at=at(days=4)).status == 200
    pump.send("https://sqs/copies", [{"event_id": crowd["id"]}])

    tally = work_off(pump, "copies")

    assert tally.calls == tally.deepest == GUESTS // PAGE + 1
    assert tally.requests <= 3 * PAGE + 10
    assert tally.items <= 11 * PAGE
    bookings = [item for item in dump("main").values() if item["item"]["S"] == "booking"]
    assert len(bookings) == GUESTS
    assert len({item["user_sort"]["S"] for item in bookings}) == 1


def test_m15_an_account_of_years_is_deleted(world: World, host: Person, pump: Pump) -> None:
    leaver, friend = world.person("Leonid"), world.person("Friend")
    event = host.announce()
    leaver.ask(event)
    leaver.follow(friend)
    friend.follow(leaver)
    host.act("approve", event, leaver)
    pump.run()
    multiply(friend.id, 999, "main")
    multiply(event["id"], 299, "main")
    (notice,) = [item for item in rows(leaver) if item["item"]["S"] == "notice"]
    multiply(notice["id"]["S"], 4_999, "feed")
    known(pump)
    assert len(rows(leaver)) > 300 + 1000 + 5000
    assert leaver.delete("/me").status == 202
    pump.step()

    tally = work_off(pump, "departures")

    assert {item["item"]["S"] for item in rows(leaver)} == {"former_user", "booking"}
    assert tally.deepest < 20
    assert max(tally.requests, tally.items) < 55 * PAGES_AT_ONCE
    assert 1_000_000 / (deletion.PAGE * PAGES_AT_ONCE) < MOST_HOPS  # followers


def rows(person: Person) -> list[dict[str, Any]]:
    """What lies with somebody in both tables, and whom they follow."""
    return [
        item
        for table in ("main", "feed")
        for (pk, _), item in dump(table).items()
        if pk == f"USER#{person.id}"
        or item.get("user_key", {}).get("S") == f"FOLLOWING#{person.id}"
    ]


def test_r14_a_window_of_five_thousand_reviews_closes(
    world: World, host: Person, pump: Pump, clock: Clock
) -> None:
    event = host.announce()
    guest = world.confirmed(event, host, "Olga")
    clock.to(event["ends_at"], minutes=1)
    pump.run()
    review = {"rating": 4, "text": "Да"}
    assert guest.call("PUT", f"/events/{event['id']}/reviews/{host.id}", review).status == 201
    pump.run()
    multiply(guest.id, 4_999, "main")
    known(pump)
    clock.to(event["ends_at"], days=14, seconds=2)
    pump.send("https://sqs/copies", [{"close": event["id"]}])

    tally = work_off(pump, "copies")

    reviews = [item for item in dump("main").values() if item["item"]["S"] == "review"]
    assert len(reviews) == 5_000
    assert all("revealed_at" in item for item in reviews)
    assert tally.calls == tally.deepest == 5_000 // store.AT_ONCE + 1
    assert tally.requests == 3
