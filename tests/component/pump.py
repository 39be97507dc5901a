"""Streams, queues and schedules in process: what changed in the tables goes on to the people.

moto's streams say little, so what a stream would say is made from what the tables held before and
hold now. Messages wait in lists until the product's clock has passed their delay.
"""

import itertools
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from queues import (
    disconnect_email,
    leave,
    notify,
    promote,
    refresh,
    send_email,
    send_push,
    send_telegram,
    send_vk,
    tell_change,
)
from schedules import finish, remind
from seance.cloud import mail, queues, schedules
from streams import deliver, follow_up, push, tell
from tests.component.clock import Clock
from tests.component.gateway import CONTEXT
from tests.component.storage import Items, dump
from tests.memory import limits, rights
from tests.tables import all_resources

Body = dict[str, Any]
Lambda = Callable[[Body, object], Any]
STREAMS: dict[str, dict[str, Lambda]] = {  # by table, by the function's name in the template
    "main": {"TellOfChanges": tell.handler, "FollowUp": follow_up.handler},
    "feed": {"DeliverNotices": deliver.handler, "PushNews": push.handler},
}
QUEUES: dict[str, Lambda] = {
    "notices": notify.handler,
    "deliveries": send_email.handler,
    "telegram": send_telegram.handler,
    "vk": send_vk.handler,
    "web_push": send_push.handler,
    "waitlist": promote.handler,
    "copies": refresh.handler,
    "changes": tell_change.handler,
    "departures": leave.handler,
    "tell_parked": tell.handler,
    "follow_up_parked": follow_up.handler,
    "deliver_parked": deliver.handler,
    "pushes": push.handler,
    "mail_feedback": disconnect_email.handler,
}
MAILING = "provide-client-params.sesv2.SendEmail"
numbers = itertools.count(1)


@dataclass
class Sent:
    """A message on its way."""

    queue: str
    body: Body
    due: datetime
    delay: int
    passed: Counter[str]  # which functions it came through, and how often


@dataclass(frozen=True)
class Mail:
    """What SES was asked to send."""

    sender: str
    to: str
    subject: str
    text: str
    html: str
    headers: dict[str, str]
    files: dict[str, bytes]
    tags: dict[str, str]

    @classmethod
    def of(cls, asked: Any) -> "Mail":
        """From the request; a file goes by its media type."""
        (to,), message = asked["Destination"]["ToAddresses"], asked["Content"]["Simple"]
        return cls(
            sender=asked["FromEmailAddress"],
            to=to,
            subject=message["Subject"]["Data"],
            text=message["Body"]["Text"]["Data"],
            html=message["Body"]["Html"]["Data"],
            headers={each["Name"]: each["Value"] for each in message["Headers"]},
            files={
                each["ContentType"]: each["RawContent"] for each in message.get("Attachments", ())
            },
            tags={each["Name"]: each["Value"] for each in asked["EmailTags"]},
        )


@dataclass
class Pump:
    """Holds what the streams have not yet seen, and every message that was sent."""

    clock: Clock
    seen: dict[str, Items] = field(init=False)
    waiting: list[Sent] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)
    passing: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.seen = {table: dump(table) for table in STREAMS}
        asked: Any = mail._client().meta.events
        asked.unregister(MAILING, unique_id="pump")
        asked.register(MAILING, self._note_mail, unique_id="pump")

    def _note_mail(self, params: Any, **_: object) -> None:
        self.mails.append(Mail.of(params))

    def send(self, queue_url: str, bodies: Iterable[Body], delay_seconds: int = 0) -> None:
        """Takes the place of `seance.cloud.queues.send`."""
        due = self.clock.moment + timedelta(seconds=delay_seconds)
        rights.heard("SendMessageBatch", {"QueueUrl": queue_url})
        for body in bodies:
            text = json.dumps(queues.carry(body))
            assert limits.takes_messages([text] * 10), "ten like it are more than SQS takes"
            queue = queue_url.rpartition("/")[2]
            sent = Sent(queue, json.loads(text), due, delay_seconds, self.passing)
            self.waiting.append(sent)
            self.sent.append(sent)

    def run(self, times: int = 1) -> None:
        """Deliver until nothing is left that is due; everything so many times."""
        while changed := self.step(times):
            assert changed < 5000, "it never becomes quiet"

    def step(self, times: int = 1) -> int:
        """Deliver what the streams and the queues have now; how much that was."""
        delivered = 0
        for table in STREAMS:
            records = self.changes(table)
            delivered += len(records)
            self.deliver(table, records, times)
        due = [each for each in self.waiting if each.due <= self.clock.moment]
        self.waiting = [each for each in self.waiting if each.due > self.clock.moment]
        for message in due:
            function = called_for(message.queue)
            self.passing = message.passed + Counter([function])
            assert self.passing[function] == 1 or loops(function), (
                f"{function} goes on by itself, and Lambda stops that after sixteen times"
            )
            for _ in range(times):
                answer = QUEUES[message.queue](batch(message.body), CONTEXT)
                assert answer == {"batchItemFailures": []}, message
            self.passing = Counter()
        return delivered + len(due)

    def deliver(self, table: str, records: list[Body], times: int = 1) -> None:
        """Give records to the functions of a stream, each those that its filters let through."""
        for name, each in STREAMS[table].items():
            wanted = [body for body in records if fits(body, filters(name))]
            for _ in range(times if wanted else 0):
                assert each({"Records": wanted}, CONTEXT) == {"batchItemFailures": []}

    def changes(self, table: str) -> list[Body]:
        """What the stream of a table says since the last look."""
        old, new = self.seen[table], dump(table)
        self.seen[table] = new
        return [
            record(old.get(key), new.get(key), self.clock.moment)
            for key in sorted({*old, *new})
            if old.get(key) != new.get(key)
        ]

    def forget(self) -> None:
        """Take all that happened until now as told, also live."""
        for _ in range(2):
            self.run()
            self.clock.forward(seconds=2)
        self.waiting.clear()
        self.sent.clear()

    def messages(self, queue: str) -> list[Body]:
        """All that was sent to a queue, but for the correlation ids."""
        return [
            {name: value for name, value in each.body.items() if name != queues.CAUSE}
            for each in self.sent
            if each.queue == queue
        ]

    def schedules(self) -> dict[str, Body]:
        """The schedules that stand, by name."""
        client = schedules._client()
        names = [each["Name"] for each in client.list_schedules(GroupName="seance")["Schedules"]]
        return {name: dict(client.get_schedule(GroupName="seance", Name=name)) for name in names}

    def fire(self, event: Body, which: str) -> Body:
        """Have the clock reach a schedule and the schedule its function; answers with its message."""
        schedule = self.schedules()[f"seance-{event['id']}-{which}"]
        moment = datetime.fromisoformat(schedule["ScheduleExpression"][3:-1]).replace(tzinfo=UTC)
        self.clock.moment = max(self.clock.moment, moment)
        message: Body = json.loads(schedule["Target"]["Input"])
        self.call(which, message)
        return message

    def call(self, which: str, message: Body) -> None:
        """Call a schedule's function, as the schedule does; what is for the copies is a message."""
        if which not in ("day", "hour", "finish"):
            assert refresh.handler(batch(message), CONTEXT) == {"batchItemFailures": []}
            return
        (finish if which == "finish" else remind).handler(message, CONTEXT)


@lru_cache
def called_for(queue: str) -> str:
    """The function that a queue's messages are for, by the template."""
    wanted = {"Fn::GetAtt": f"{queue.title().replace('_', '')}Queue.Arn"}
    (found,) = [
        each["Properties"]["FunctionName"]["Ref"].removesuffix(".Alias")
        for each in all_resources().values()
        if each["Type"] == "AWS::Lambda::EventSourceMapping"
        and each["Properties"]["EventSourceArn"] == wanted
    ]
    return str(found)


def loops(function: str) -> bool:
    """Whether Lambda lets a function go on by messages that lead to itself, more than about sixteen times.

    Source: "Use Lambda recursive loop detection to prevent infinite loops" in the Lambda guide. What comes by a stream
    of DynamoDB is not counted.
    """
    return bool(all_resources()[function]["Properties"].get("RecursiveLoop") == "Allow")


@lru_cache
def filters(function: str) -> list[Any]:
    """What a function wants to see of its stream, by the template."""
    stream = all_resources()[f"{function}Stream"]["Properties"]
    return [json.loads(each["Pattern"]) for each in stream["FilterCriteria"]["Filters"]]


def fits(value: Any, pattern: Any) -> bool:
    """Whether one of several patterns fits: a value, the beginning of a text, or one for each name.

    Of a list of values one has to fit, and a name has to be there, as Lambda's filters and EventBridge's patterns
    have it.
    """
    if isinstance(value, list):
        return any(fits(each, pattern) for each in value)
    if isinstance(pattern, list):
        return any(fits(value, each) for each in pattern)
    if not isinstance(pattern, dict):
        return bool(value == pattern)
    if "prefix" in pattern:
        return str(value).startswith(pattern["prefix"])
    if pattern == {"exists": True}:
        return True
    return isinstance(value, dict) and all(
        any(fits(value, one) for one in each)
        if name == "$or"
        else name in value and fits(value[name], each)
        for name, each in pattern.items()
    )


def record(old: Body | None, new: Body | None, moment: datetime) -> Body:
    """One record of a stream with new and old images."""
    keys = new or old or {}
    images = {"NewImage": new, "OldImage": old}
    number = next(numbers)
    return {
        "eventID": str(number),
        "eventName": "INSERT" if old is None else "REMOVE" if new is None else "MODIFY",
        "eventSource": "aws:dynamodb",
        "dynamodb": {
            "ApproximateCreationDateTime": int(moment.timestamp()),
            "Keys": {name: keys[name] for name in ("pk", "sk")},
            "SequenceNumber": str(number),
            **{name: image for name, image in images.items() if image is not None},
        },
    }


def batch(*bodies: Body | str) -> Body:
    """What SQS gives a function."""
    return {
        "Records": [
            {
                "messageId": f"message-{place}",
                "body": body if isinstance(body, str) else json.dumps(body),
            }
            for place, body in enumerate(bodies)
        ]
    }
