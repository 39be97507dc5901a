"""What AWS refuses and emulators take, the cloud in memory refuses too; and what Seance keeps stays far below."""

from datetime import timedelta

import pytest
from botocore.exceptions import ClientError
from pynamodb.exceptions import PutError

from seance.agenda import store as agendas
from seance.agenda.model import Agenda, Interval
from seance.cloud import encryption, keys, queues, schedules, websockets
from seance.cloud.clock import now
from seance.cloud.concurrency import transaction
from seance.cloud.config import settings
from seance.cloud.tables import MainItem
from seance.people.store import ProfileItem
from tests.component.gateway import Person, World
from tests.component.storage import dump
from tests.memory import limits

PARKED_TOGETHER = 10  # records that SQS takes in one batch, each with the item before and after


def ulid(number: int) -> str:
    return f"{number:026d}"


def profile(name: str) -> ProfileItem:
    return ProfileItem.of(keys.profile("u"), id="u", name=name, language="en", time_zone="UTC", created_at=now())  # fmt: skip


def test_an_item_of_more_than_400_kilobytes_is_refused() -> None:
    profile("n" * 400_000).save()
    with pytest.raises(PutError, match="ValidationException"):
        profile("n" * 410_000).save()
    with pytest.raises(Exception, match="ValidationException"):
        profile("").update(actions=[ProfileItem.about.set("n" * 410_000)])


def test_a_query_answers_a_megabyte_and_where_to_go_on() -> None:
    for number in range(4):
        item = ProfileItem.of(("USER#u", str(number)), id="u", name="n" * 390_000, language="en", time_zone="UTC", created_at=now())  # fmt: skip
        item.save()
    answer = MainItem._get_connection().query("USER#u")
    assert len(answer["Items"]) == 3
    assert answer["LastEvaluatedKey"]
    assert len(list(ProfileItem.query("USER#u"))) == 4


@pytest.mark.parametrize("number", [2, 10])
def test_sqs_takes_a_megabyte_at_once(number: int) -> None:
    body = {"text": "n" * (limits.MESSAGES // number)}
    with pytest.raises(ClientError, match="BatchRequestTooLong"):
        queues._client().send_message_batch(
            QueueUrl="https://sqs/notices",
            Entries=[
                {"Id": str(each), "MessageBody": str(body), "DelaySeconds": 0}
                for each in range(number)
            ],
        )


@pytest.mark.parametrize("name", ["x" * 65, "seance/one"])
def test_scheduler_refuses_long_and_odd_names(name: str) -> None:
    with pytest.raises(ClientError):
        schedules.put(name, now(), "arn:aws:lambda:eu-central-1:123456789012:function:x", {})


def test_a_frame_has_128_kilobytes() -> None:
    with pytest.raises(ClientError, match="PayloadTooLarge"):
        websockets.post("c", {"type": "n" * 140_000})


def test_kms_seals_four_kilobytes() -> None:
    encryption.seal({"token": "n" * 3000}, "u")
    with pytest.raises(ClientError, match="ValidationException"):
        encryption.seal({"token": "n" * 4096}, "u")


def test_the_largest_items_are_parked_ten_at_once(world: World, host: Person) -> None:
    """What a stream tells of an item, before and after, goes to a queue when it cannot be handled."""
    long, guest = "Ж" * 2000, world.person("Olga")
    place = {"kind": "home", "city": "Ж" * 80, "area": "Ж" * 80, "address": "Ж" * 200}
    event = host.announce(title="Ж" * 120, description=long, place=place)
    assert guest.post(f"/events/{event['id']}/bookings", {"message": long}).status == 201
    assert guest.patch("/me", {"name": "Ж" * 80, "about": long}).status == 200

    busy = {
        ulid(number): Interval(now(), now() + timedelta(hours=number), "f" * 40)
        for number in range(settings().maximum_live_bookings + settings().maximum_upcoming_events)
    }
    with transaction() as writes:
        agendas.write(
            writes, Agenda("u", 0, busy, {each: now() + timedelta(days=1) for each in busy})
        )

    largest = max(limits.size(item) for item in dump("main").values())

    assert largest > 20_000  # the agenda of who may have no more
    assert 2 * largest * PARKED_TOGETHER < limits.MESSAGES
