"""R12: whatever streams, queues and schedules deliver again, nobody is told twice."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from tests.stack.cloud import Cloud
from tests.stack.conftest import MakeCrowd
from tests.stack.people import Event, Person, soon
from tests.stack.waiting import eventually


def world(cloud: Cloud, event: Event, people: list[Person]) -> dict[str, Any]:
    """All that a redelivery might change. A booking's version counts its copies too."""
    bookings = people[0].see(f"/events/{event['id']}/bookings", limit=100)["items"]
    return {
        "inboxes": {who.name: who.notices(event) for who in people},
        "mails": {who.name: len(who.mails(event)) for who in people},
        "bookings": [booking | {"version": None} for booking in bookings],
        "event": people[0].event(event),
        "schedules": cloud.moments(event["id"]),
    }


def about(records: list[dict[str, Any]], event: Event) -> list[dict[str, Any]]:
    """The records of a stream that belong to one event."""
    return [record for record in records if event["id"] in json.dumps(record)]


def test_r12_streams_and_queues_delivered_again_change_and_tell_nothing(
    cloud: Cloud,
    host: Person,
    moderator: Person,
    gather: MakeCrowd,
    all_told: Callable[[], None],
) -> None:
    leaves, waits, follower = gather(3)
    people = [host, moderator, leaves, waits, follower]
    for who in people[1:]:
        who.follow(host)
    event = host.announce(capacity=1, approval="automatic", visibility="followers")
    host.make_moderator(event, moderator)
    for guest in (leaves, waits):
        guest.ask(event)
    host.change(event, title="Another evening")
    for who in (moderator, leaves, waits):
        who.is_told(event, "event_changed")
    leaves.do("withdraw", event)
    waits.is_told(event, "seat_from_waitlist")
    host.is_told(event, "booking_withdrawn")
    follower.is_told(event, "event_announced")
    all_told()
    before = world(cloud, event, people)
    mailed = {name: len(told) for name, told in before["inboxes"].items()}
    mailed[leaves.name] += 1  # the event is taken out of the calendar without a word
    assert before["mails"] == mailed

    for function, table in (
        ("TellOfChanges", "main_table"),
        ("FollowUp", "main_table"),
        ("DeliverNotices", "feed_table"),
        ("PushNews", "feed_table"),
    ):
        records = about(cloud.stream(table), event)
        assert len(records) > 5
        for _ in range(2):
            assert cloud.invoke(function, {"Records": records}) == {"batchItemFailures": []}
    all_told()
    after = world(cloud, event, people)
    for part, was in before.items():
        assert after[part] == was, part


def test_r12_a_schedule_that_fires_twice_reminds_once(
    cloud: Cloud, host: Person, guest: Person, all_told: Callable[[], None]
) -> None:
    event = host.announce(soon(days=2))
    guest.ask(event)
    host.approve(event, guest)
    schedules = eventually(
        partial(cloud.schedules, event["id"]), lambda found: {"day", "hour"} <= set(found)
    )
    for _ in range(2):
        cloud.invoke("RemindGuests", schedules["hour"].message)
        cloud.invoke("FinishEvent", schedules["finish"].message)  # too early: it has not ended
    all_told()
    assert guest.kinds(event) == ["booking_approved", "reminder_hour"]
    assert len(guest.mails(event)) == 2
