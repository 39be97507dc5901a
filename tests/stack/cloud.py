"""The deployed cloud as its operator sees it: schedules, queues, mails, tables, functions."""

import json
import time
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from local import cloud, people
from local.functions import invoke
from local.place import Place
from tests.stack.waiting import PATIENCE, eventually

PASSWORD = "Seance-test-2026"
WORKING_QUEUES = ("TellParkedQueue", "FollowUpParkedQueue", "DeliverParkedQueue", "PushesQueue", "NoticesQueue", "DeliveriesQueue", "TelegramQueue", "VkQueue", "WebPushQueue", "WaitlistQueue", "CopiesQueue")  # fmt: skip


@dataclass(frozen=True)
class Schedule:
    """One moment that EventBridge Scheduler waits for."""

    name: str
    at: datetime
    message: dict[str, Any]
    target: dict[str, Any]


@dataclass(frozen=True)
class Cloud:
    """What was deployed, called as the account's root; `facts` is its stack.json."""

    place: Place
    facts: dict[str, Any]
    _clients: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Page and API."""
        return str(self.facts["url"])

    def client(self, service: str) -> Any:
        """A boto3 client for one of its services."""
        if service not in self._clients:
            connect: Any = cloud.session().client  # its stubs know services by literal names
            self._clients[service] = connect(
                service, endpoint_url=self.facts["aws_endpoint_url"], config=cloud.CALLS
            )
        return self._clients[service]

    @cached_property
    def schedule_group(self) -> str:
        """Where the stack's schedules are."""
        return str(self.facts["stack_name"])

    # --- people ---------------------------------------------------------------
    def tokens(self, email: str, name: str) -> dict[str, str]:
        """Sign up and in."""
        people.sign_up(self.facts, email, PASSWORD, name)
        return people.sign_in(self.facts, email, PASSWORD)

    # --- schedules ------------------------------------------------------------
    def schedules(self, event_id: str) -> dict[str, Schedule]:
        """The schedules of one event by `day`, `hour`, `finish` and `reviews`."""
        scheduler, found = self.client("scheduler"), {}
        for which in ("day", "hour", "finish", "reviews"):
            name = f"{self.schedule_group}-{event_id}-{which}"
            try:
                seen = scheduler.get_schedule(Name=name, GroupName=self.schedule_group)
            except scheduler.exceptions.ResourceNotFoundException:
                continue
            moment = seen["ScheduleExpression"].removeprefix("at(").removesuffix(")")
            at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
            found[which] = Schedule(name, at, json.loads(seen["Target"]["Input"]), seen["Target"])
        return found

    def moments(self, event_id: str) -> dict[str, datetime]:
        """When each schedule of an event fires."""
        return {which: each.at for which, each in self.schedules(event_id).items()}

    def put_schedule(self, schedule: Schedule, at: datetime) -> None:
        """Have it fire at another time, as one that was late."""
        self.client("scheduler").create_schedule(
            Name=schedule.name,
            GroupName=self.schedule_group,
            ScheduleExpression=f"at({at.astimezone(UTC):%Y-%m-%dT%H:%M:%S})",
            FlexibleTimeWindow={"Mode": "OFF"},
            ActionAfterCompletion="DELETE",
            Target=schedule.target,
        )

    # --- mails ----------------------------------------------------------------
    def mails(self, email: str) -> list[dict[str, Any]]:
        """The mails to one address, oldest first."""
        with urllib.request.urlopen(self.facts["mail_url"], timeout=PATIENCE) as answer:  # noqa: S310 # loopback
            sent = json.load(answer)["messages"]
        return [mail for mails in sent.values() for mail in mails if email in mail["To"]]

    # --- queues ---------------------------------------------------------------
    def queue_url(self, queue: str) -> str:
        """By logical name."""
        return str(self.facts["queues"][queue])

    def send(self, queue: str, body: dict[str, Any]) -> None:
        """One message."""
        self.client("sqs").send_message(
            QueueUrl=self.queue_url(queue), MessageBody=json.dumps(body)
        )

    def waiting_in(self, queue: str, *, delayed: bool = False) -> int:
        """How many messages are there or being worked on; with `delayed` also those held back."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        names += ["ApproximateNumberOfMessagesDelayed"] if delayed else []
        answer = self.client("sqs").get_queue_attributes(
            QueueUrl=self.queue_url(queue), AttributeNames=names
        )
        return sum(int(answer["Attributes"].get(name, 0)) for name in names)

    def await_empty_queues(self) -> None:
        """Until the workers have nothing left, seen twice in a row."""

        def busy() -> dict[str, int]:
            waiting = {queue: self.waiting_in(queue) for queue in WORKING_QUEUES}
            return {queue: messages for queue, messages in waiting.items() if messages}

        def twice() -> dict[str, int]:
            if found := busy():
                return found
            time.sleep(0.5)
            return busy()

        eventually(twice, lambda found: not found, what="An idle moment of the queues")

    def take(self, queue: str) -> Iterator[dict[str, Any]]:
        """Take the messages that are there; each is removed when the next is asked for."""
        sqs, url = self.client("sqs"), self.queue_url(queue)
        while found := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            for message in found:
                yield message
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])

    # --- functions and tables -------------------------------------------------
    def invoke(self, function: str, payload: dict[str, Any]) -> Any:
        """Call a function as its trigger does; its answer. Fails when the function does."""
        answer = invoke(self.facts, function, json.dumps(payload).encode())
        assert not answer["error"], answer["log"]
        return json.loads(answer["answer"])

    def stream(self, table: str) -> list[dict[str, Any]]:
        """Every record that a table's stream holds, oldest first, in the form that Lambda gets."""
        streams = self.client("dynamodbstreams")
        arn = streams.list_streams(TableName=self.facts[table])["Streams"][0]["StreamArn"]
        records: list[dict[str, Any]] = []
        for shard in streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]:
            position = streams.get_shard_iterator(
                StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
            )["ShardIterator"]
            while position:
                page = streams.get_records(ShardIterator=position, Limit=1000)
                if not page["Records"]:
                    break
                records += page["Records"]
                position = page.get("NextShardIterator")
        return [json.loads(json.dumps(record, default=_plain)) for record in records]

    def item(self, pk: str, sk: str, table: str = "main_table") -> dict[str, Any] | None:
        """An item as it is stored."""
        key = {"pk": {"S": pk}, "sk": {"S": sk}}
        answer = self.client("dynamodb").get_item(
            TableName=self.facts[table], Key=key, ConsistentRead=True
        )
        found: dict[str, Any] | None = answer.get("Item")
        return found

    def put_item(self, item: dict[str, Any], table: str = "main_table") -> None:
        """Store an item past all rules."""
        self.client("dynamodb").put_item(TableName=self.facts[table], Item=item)


def _plain(value: datetime | bytes) -> float | str:
    return value.timestamp() if isinstance(value, datetime) else b64encode(value).decode()
