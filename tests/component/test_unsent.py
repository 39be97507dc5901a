"""`make unsent` lists what perhaps did not go out, from the very table (M26)."""

import boto3
import pytest

from local.replay import Stack
from local.unsent import UNSENT, dead_letters, unsent
from queues import send_email
from seance.cloud import keys, mail
from seance.cloud.config import settings
from tests.component.gateway import CONTEXT, Person
from tests.component.pump import Pump, batch
from tests.component.told import only


def test_m26_a_mail_whose_answer_was_lost_is_listed_with_its_reader_and_its_cause(
    host: Person, guest: Person, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    guest.ask(host.announce())
    pump.step()
    notice = only(host, "booking_requested")

    def lose(_: object) -> None:
        raise mail.LostAnswerError

    monkeypatch.setattr(mail, "send", lose)
    delivery = batch({"user_id": host.id, "notice_id": notice["id"], "correlation_id": "why"})
    assert send_email.handler(delivery, CONTEXT) == {"batchItemFailures": []}

    names = ("DeliveriesDeadLetters", "TelegramDeadLetters", "VkDeadLetters", "WebPushDeadLetters")
    queues = dict.fromkeys(names, settings().deliveries_queue_url)
    stack = Stack(boto3.Session(), None, queues, {}, "main", "feed")
    (listed,) = unsent(stack, 10)
    assert UNSENT == keys.UNSENT
    assert (listed["channel"], listed["kind"]) == ("email", "booking_requested")
    assert (listed["user_id"], listed["id"]) == (host.id, notice["id"])
    assert listed["cause"] == "why"
    assert dead_letters(stack) == dict.fromkeys(names, 0)
