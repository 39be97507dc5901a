"""DynamoDB streams: records as plain values, each handled by itself.

A record that fails is parked in a queue with all that its function needs, so that it holds up nobody
behind it; the queue brings it to the same function again, and in the end to the dead letters.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import blake2b
from secrets import token_bytes
from typing import Any

from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import StreamRecord

from seance.cloud import clients, deadline, queues
from seance.cloud.observability import follow, logger

Image = dict[str, Any]
# What people wrote or what only some may know. A consumer sees at most whether it changed, so none of
# it lies in a queue of parked records, or in the dead letters behind it, longer than it must.
PRIVATE = frozenset({"about", "actor", "address", "answer", "avatar_url", "card", "changes", "companions", "description", "email", "event", "event_title", "excerpt", "facts", "filters", "guest", "message", "name", "note", "place", "plan", "programme", "sealed", "text", "title", "titles"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One item before and after; `item` is its kind. Numbers are Decimal, sets are sets.

    `at` is when the stream saw it, the same at every delivery; aware, in UTC.
    """

    item: str
    old: Image | None
    new: Image | None
    at: datetime

    @property
    def image(self) -> Image:
        """The newest that is known of it."""
        return self.new or self.old or {}

    @property
    def cause(self) -> str | None:
        """The correlation id of what wrote the item."""
        return self.image.get("cause")

    def carry(self, body: queues.Body) -> queues.Body:
        """A message about this change, with the correlation id of what made it."""
        return {**body, queues.CAUSE: self.cause} if self.cause else body

    def differs(self, *names: str) -> bool:
        """Whether one of these attributes is not what it was (or the item is new or gone)."""
        return any((self.old or {}).get(name) != (self.new or {}).get(name) for name in names)

    def only(self, *names: str) -> bool:
        """Whether some of these attributes are others, and no other attribute is."""
        old, new = self.old or {}, self.new or {}
        return {name for name in old | new if old.get(name) != new.get(name)} <= {*names}


def process(
    event: dict[str, Any],
    handle: Callable[[list[Change]], None],
    parked_queue_url: str,
    tells: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """Handle a batch of a stream, or of the queue of parked records.

    `handle` gets the whole batch, so that it can do once what several records ask for; when that
    fails, it gets each record alone. `tells` are the private attributes that it hands on.
    """
    if event["Records"] and "body" in event["Records"][0]:
        return queues.process(event, lambda record: handle([change_of(record)]))
    records = [record["dynamodb"] for record in event["Records"]]
    follow(None)
    try:
        handle([change_of(record) for record in records])
    except Exception:  # noqa: BLE001 # whatever is wrong with one, the others go through
        logger().exception("stream batch failed, taking each record alone")
        _one_by_one(records, handle, parked_queue_url, tells)
    return {"batchItemFailures": []}


def change_of(record: dict[str, Any]) -> Change:
    """A record of a stream as plain values."""
    seen = StreamRecord(record)
    old, new = seen.old_image or None, seen.new_image or None
    at = datetime.fromtimestamp(seen.approximate_creation_date_time or 0, UTC)
    return Change(str((new or old or {}).get("item", "")), old, new, at)


def record_of(image: Image) -> dict[str, Any]:
    """A record of such a new item, for a queue that brings records to the same function."""
    from boto3.dynamodb.types import TypeSerializer  # only a crowd needs it

    serialize = TypeSerializer().serialize
    return {"NewImage": {name: serialize(value) for name, value in image.items()}}


def _one_by_one(
    records: list[dict[str, Any]],
    handle: Callable[[list[Change]], None],
    parked_queue_url: str,
    tells: frozenset[str],
) -> None:
    for place, record in enumerate(records):
        follow(None)
        if deadline.left() < 2 * clients.ROUND_SECONDS:  # one round for this, one to park it
            logger().warning("records parked, too little time is left", number=len(records) - place)
            queues.send(parked_queue_url, records[place:])
            return
        try:
            change = change_of(record)
            follow(change.cause)
            handle([change])
        except Exception:  # noqa: BLE001 # parked with its reason in the log
            logger().exception("record parked", sequence_number=record.get("SequenceNumber"))
            queues.send(parked_queue_url, [discreet(record, tells)])


def discreet(record: dict[str, Any], tells: frozenset[str]) -> dict[str, Any]:
    """A record without what is private, but with as much as shows whether it changed."""
    salt = token_bytes(16)

    def veiled(name: str, value: Any) -> Any:
        if name not in PRIVATE - tells:
            return value
        text = json.dumps(value, sort_keys=True, default=str).encode()
        return {"S": blake2b(text, key=salt, digest_size=12).hexdigest()}

    images: dict[str, Any] = {
        image: {name: veiled(name, value) for name, value in record[image].items()}
        for image in ("OldImage", "NewImage")
        if image in record
    }
    return {**record, **images}


def whole(number: Decimal | int | None) -> int:
    """A counter of an image."""
    return int(number or 0)
