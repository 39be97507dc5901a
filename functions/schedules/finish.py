"""A schedule fires at the end: ask the host and who was there for reviews (R13, R14)."""

from datetime import UTC, datetime
from typing import Any

from seance.cloud import deadline, queues
from seance.cloud.clock import now
from seance.cloud.config import settings
from seance.cloud.observability import follow, logger
from seance.events import store
from seance.notices.model import Message


@deadline.kept
def handler(event: dict[str, Any], context: object) -> None:
    """`event` is what `seance.events.reminders` put into the schedule."""
    follow(event.get("correlation_id"))
    found = store.find(event["event_id"])
    starts_at = datetime.fromtimestamp(event["starts_at"], UTC)
    if found is None or found[0].starts_at != starts_at or found[0].status_at(now()) != "finished":
        return
    message = Message(
        "review_requested",
        event["event_id"],
        version=event["starts_at"],
        at=found[0].ends_at.isoformat(),
        audience="attended",
    )
    queues.send(settings().notices_queue_url, [message.body()])
    logger().info("asking for reviews", event_id=event["event_id"])
