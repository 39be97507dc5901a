"""Feed stream → deliveries queue: a new notice goes out over the reader's channels.

The notice is the outbox: what is in the inbox is delivered, however often this runs.
"""

from typing import Any

from seance.cloud import queues, streams
from seance.cloud.config import settings
from seance.cloud.observability import follow, logger
from seance.cloud.streams import Change


def deliver(batch: list[Change]) -> None:
    """One delivery for each new notice."""
    found = [
        change.carry({"user_id": change.new["user_id"], "notice_id": change.new["id"]})
        for change in batch
        if change.item == "notice" and change.old is None and change.new is not None
    ]
    queues.send(settings().deliveries_queue_url, found)
    for body in found:
        follow(body.get(queues.CAUSE))
        logger().info("notice goes out", notice_id=body["notice_id"])


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the stream, and by the queue of its parked records."""
    return streams.process(event, deliver, settings().deliver_parked_queue_url)
