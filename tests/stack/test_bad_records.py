"""S14, M26: a bad record among good ones holds up nobody, is kept whole, and can be replayed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any

from local.replay import local_stack, replay
from seance.cloud.streams import PRIVATE
from tests.stack.cloud import Cloud
from tests.stack.conftest import MakeCrowd
from tests.stack.people import Person, moment, soon
from tests.stack.waiting import at_once, eventually


@contextmanager
def impatient(cloud: Cloud, queue: str) -> Iterator[None]:
    """The queue's retries come after a second, not after three minutes; how many stays the same."""
    sqs, url = cloud.client("sqs"), cloud.queue_url(queue)
    usual = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "1"})
    try:
        yield
    finally:
        sqs.set_queue_attributes(QueueUrl=url, Attributes=usual["Attributes"])


def dead_letter(cloud: Cloud, queue: str, item: dict[str, Any]) -> dict[str, Any]:
    """A dead letter about an item, taken out of its queue: a record of a stream."""
    key = {name: item[name] for name in ("pk", "sk")}

    def look() -> list[dict[str, Any]]:
        letters = [json.loads(message["Body"]) for message in cloud.take(queue)]
        return [letter for letter in letters if letter["Keys"] == key]

    found = eventually(look, what=f"A dead letter in {queue}")
    return found[0]  # a batch that is read again parks its record again


def shown(image: dict[str, Any]) -> dict[str, Any]:
    """What a parked record shows as it is; the rest stands there veiled."""
    return {name: value for name, value in image.items() if name not in PRIVATE}


def test_s14_a_bad_booking_is_told_after_its_record_is_repaired(
    cloud: Cloud, host: Person, gather: MakeCrowd
) -> None:
    event = host.announce()
    before, after, broken = gather(3)
    before.ask(event)
    item = cloud.item(f"USER#{before.id}", f"BOOKING#{event['id']}")
    assert item is not None
    bad = item | {"pk": {"S": f"USER#{broken.id}"}, "guest_id": {"S": broken.id}}
    for name in ("status", "time_key", "time_sort"):
        bad.pop(name)

    def askers() -> set[str]:
        told = host.notices(event, "booking_requested")
        return {each["text"].partition(" asks ")[0] for each in told}

    with impatient(cloud, "TellParkedQueue"):
        at_once(partial(cloud.put_item, bad), partial(after.ask, event))
        eventually(askers, lambda names: names == {before.name, after.name})
        letter = dead_letter(cloud, "TellParkedDeadLetters", bad)
    assert shown(letter["NewImage"]) == shown(bad)
    assert askers() == {before.name, after.name}
    letter["NewImage"]["status"] = {"S": "requested"}
    cloud.send("TellParkedQueue", letter)
    eventually(askers, lambda names: names == {before.name, after.name, broken.name})


def test_m26_s14_a_broken_event_gets_its_reminders_when_its_dead_letter_is_replayed(
    cloud: Cloud, host: Person
) -> None:
    event = host.announce(soon(days=3))
    eventually(partial(cloud.moments, event["id"]), lambda found: len(found) == 3)
    item = cloud.item(f"EVENT#{event['id']}", "EVENT")
    assert item is not None
    with impatient(cloud, "FollowUpParkedQueue"):
        cloud.put_item(item | {"starts_at": {"S": "next Tuesday"}})
        good = host.announce(soon(days=5))
        eventually(partial(cloud.moments, good["id"]), lambda found: len(found) == 3)
        eventually(partial(cloud.waiting_in, "FollowUpParkedDeadLetters"), what="The dead letter")
    cloud.put_item(item)
    scheduler = cloud.client("scheduler")
    for schedule in cloud.schedules(event["id"]).values():
        scheduler.delete_schedule(Name=schedule.name, GroupName=cloud.schedule_group)

    def follow_replayed() -> dict[str, datetime]:
        replay(local_stack(cloud.facts), "FollowUpParkedDeadLetters")
        return cloud.moments(event["id"])

    moments = eventually(follow_replayed, lambda found: len(found) == 3)
    assert moments["finish"] == moment(event["ends_at"])


def test_m26_s14_a_batch_that_lambda_gave_up_is_read_again_from_the_stream(
    cloud: Cloud, host: Person, guest: Person
) -> None:
    """The local cloud keeps such letters to itself, so this one is written as AWS writes it."""
    event = host.announce()
    guest.ask(event)
    host.is_told(event, "booking_requested")
    facts = cloud.client("dynamodbstreams")
    arn = facts.list_streams(TableName=cloud.facts["main_table"])["Streams"][0]["StreamArn"]
    shard = facts.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][0]["ShardId"]
    asked = [record for record in cloud.stream("main_table") if guest.id in json.dumps(record)]
    numbers = [record["dynamodb"]["SequenceNumber"] for record in asked]
    batch = {"streamArn": arn, "shardId": shard, "startSequenceNumber": numbers[0], "endSequenceNumber": numbers[-1]}  # fmt: skip
    name = cloud.facts["functions"]["TellOfChanges"]
    function = f"arn:aws:lambda:eu-central-1:000000000000:function:{name}"
    letter = {"requestContext": {"functionArn": function}, "DDBStreamBatchInfo": batch}
    cloud.send("StreamDeadLetters", letter)
    (line,) = replay(local_stack(cloud.facts), "StreamDeadLetters")
    assert f"{name}, " in line
    cloud.await_empty_queues()
    assert host.kinds(event) == ["booking_requested"]


def test_m26_a_schedule_that_found_no_function_is_called_again(
    cloud: Cloud, host: Person, guest: Person
) -> None:
    event = host.announce(soon(days=2))
    guest.ask(event)
    host.approve(event, guest)
    starts_at = int(moment(event["starts_at"]).timestamp())
    letter = {"event_id": event["id"], "which": "hour", "starts_at": starts_at}
    for _ in range(2):
        cloud.send("ScheduleDeadLetters", letter)
    assert len(replay(local_stack(cloud.facts), "ScheduleDeadLetters")) == 2
    guest.is_told(event, "reminder_hour")


def test_s14_a_bad_notice_does_not_hold_up_other_mails(
    cloud: Cloud, host: Person, guest: Person
) -> None:
    event = host.announce()
    guest.ask(event)
    notice = host.is_told(event, "booking_requested")
    item = cloud.item(f"USER#{host.id}", f"NOTICE#{notice['id']}", "feed_table")
    assert item is not None
    bad = item | {"sk": {"S": f"NOTICE#{notice['id'][:-4]}ZZZZ"}}
    bad.pop("user_id")
    with impatient(cloud, "DeliverParkedQueue"), impatient(cloud, "PushesQueue"):
        at_once(partial(cloud.put_item, bad, "feed_table"), partial(host.approve, event, guest))
        guest.is_mailed(event, guest.is_told(event, "booking_approved"))
        letter = dead_letter(cloud, "DeliverParkedDeadLetters", bad)
        pushed = dead_letter(cloud, "PushesDeadLetters", bad)
        assert shown(pushed["NewImage"]) == shown(letter["NewImage"])
    assert letter["Keys"]["sk"] == bad["sk"]
    assert "user_id" not in letter["NewImage"]
    cloud.client("dynamodb").delete_item(
        TableName=cloud.facts["feed_table"], Key={"pk": bad["pk"], "sk": bad["sk"]}
    )
