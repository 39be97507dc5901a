"""Streams: a bad record among good ones is parked whole, and the others go through (situation 14)."""

import json
from typing import Any

import pytest

from seance.cloud import queues
from streams import deliver, follow_up, tell
from tests.component.gateway import CONTEXT, Person
from tests.component.pump import Body, Pump, batch, record
from tests.component.storage import dump
from tests.component.told import kinds

HANDLERS = {"tell": tell.handler, "follow_up": follow_up.handler, "deliver": deliver.handler}


def bad(item: Body, pump: Pump) -> Body:
    """A record of this item that no function understands any more."""
    spoilt = record(None, {**item, "status": {"X": "?"}}, pump.clock.moment)
    spoilt["dynamodb"]["NewImage"] = {"item": {"X": "?"}, **spoilt["dynamodb"]["Keys"]}
    return spoilt


@pytest.mark.parametrize("name", ["tell", "follow_up"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_bad_record_is_parked_with_all_that_it_says(
    host: Person, guest: Person, pump: Pump, name: str, place: int
) -> None:
    event = host.announce(approval="automatic")
    pump.forget()
    guest.ask(event)
    records = pump.changes("main")
    spoilt = bad(dump("main")[f"EVENT#{event['id']}", "EVENT"], pump)
    records.insert(place, spoilt)

    answer = HANDLERS[name]({"Records": records}, CONTEXT)

    assert answer == {"batchItemFailures": []}
    assert pump.messages(f"{name}_parked") == [spoilt["dynamodb"]]
    if name == "tell":
        told = {each["kind"] for each in pump.messages("notices")}
        assert told == {"guests_coming", "booking_approved"}
    else:
        (item,) = host.get("/me/events").body["items"]
        assert item["seats_left"] == 4


def test_a_bad_record_of_the_feed_is_parked_too(host: Person, guest: Person, pump: Pump) -> None:
    guest.ask(host.announce())
    pump.step()  # from the table to the inbox
    images = {each["dynamodb"]["NewImage"]["item"]["S"]: each for each in pump.changes("feed")}
    good = images["notice"]
    item = good["dynamodb"]["NewImage"]
    spoilt = record(None, {name: item[name] for name in ("pk", "sk", "item")}, pump.clock.moment)

    pump.deliver("feed", [spoilt, good])

    assert pump.messages("deliver_parked") == [spoilt["dynamodb"]]
    assert len(pump.messages("deliveries")) == 1


@pytest.mark.parametrize("name", ["tell", "follow_up"])
def test_a_parked_record_is_replayed_by_the_same_function(
    host: Person, guest: Person, pump: Pump, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = host.announce(approval="automatic")
    pump.forget()
    guest.ask(event)
    records = pump.changes("main")
    parked = [each["dynamodb"] for each in records]

    answer = HANDLERS[name](batch(*parked), CONTEXT)

    assert answer == {"batchItemFailures": []}
    pump.run()
    if name == "tell":
        assert kinds(guest) == ["booking_approved"]
    else:
        assert host.get("/me/events").body["items"][0]["seats_left"] == 4


def test_a_parked_record_that_fails_again_stays_in_its_queue(host: Person, pump: Pump) -> None:
    event = host.announce()
    spoilt = bad(dump("main")[f"EVENT#{event['id']}", "EVENT"], pump)

    answer = tell.handler(batch(spoilt["dynamodb"]), CONTEXT)

    assert answer == {"batchItemFailures": [{"itemIdentifier": "message-0"}]}


def test_a_batch_that_cannot_even_be_parked_comes_again(
    host: Person, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = host.announce()
    spoilt = bad(dump("main")[f"EVENT#{event['id']}", "EVENT"], pump)

    def down(*_: object, **__: object) -> None:
        raise RuntimeError("SQS is down")

    monkeypatch.setattr(queues, "send", down)

    with pytest.raises(RuntimeError):
        tell.handler({"Records": [spoilt]}, CONTEXT)


def test_a_batch_does_once_what_several_records_ask_for(
    world: Any, host: Person, pump: Pump
) -> None:
    event = host.announce(approval="automatic", capacity=1)
    for person in world.people(4):
        person.ask(event)

    pump.step()

    looks = [message["look"] for message in pump.messages("waitlist")]
    assert looks.count(0) == 1


def test_what_is_of_no_concern_sends_nothing(host: Person, guest: Person, pump: Pump) -> None:
    guest.follow(host)
    pump.forget()
    host.put("/me/notice-settings", {"channels": {}, "muted": [], "language": "en"})
    guest.unfollow(host)

    pump.run()

    assert pump.sent == []


def test_an_empty_batch_is_fine() -> None:
    for handler in HANDLERS.values():
        assert handler({"Records": []}, CONTEXT) == {"batchItemFailures": []}


def test_a_record_that_lost_its_images_is_of_no_concern(pump: Pump) -> None:
    """A stream of keys only says nothing that could be done."""
    bare = record(None, {"pk": {"S": "EVENT#1"}, "sk": {"S": "EVENT"}}, pump.clock.moment)
    bare["dynamodb"].pop("NewImage")

    pump.deliver("main", [bare])

    assert pump.sent == []


def test_what_dynamodb_expires_tells_nobody(host: Person, guest: Person, pump: Pump) -> None:
    guest.ask(host.announce())
    pump.run()
    pump.sent.clear()
    removed = [record(item, None, pump.clock.moment) for item in dump("feed").values()]

    pump.deliver("feed", removed)

    assert pump.sent == []
    assert json.dumps(removed)


def test_everything_delivered_twice_and_late_is_told_once(
    world: Any, host: Person, guest: Person, pump: Pump
) -> None:
    event = host.announce(capacity=1)
    records = pump.changes("main")
    guest.ask(event)
    records += pump.changes("main")
    host.act("approve", event, guest)
    records += pump.changes("main")

    for _ in range(2):
        pump.deliver("main", records)
        pump.run(times=2)
    pump.deliver("main", list(reversed(records)))
    pump.run()

    assert kinds(host) == ["booking_requested"]
    assert kinds(guest) == ["booking_approved"]
    assert len(pump.mails) == 2
