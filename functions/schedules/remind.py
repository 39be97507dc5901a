"""A schedule fires a day or an hour before the start: remind who is coming (R11).

Checked at fire time: an event that is cancelled or has moved reminds nobody; its newest time has
schedules of its own. Called twice, it sends the same message twice, which is one notice (R12).
"""

from datetime import UTC, datetime
from typing import Any

from seance.cloud import deadline, queues
from seance.cloud.clock import now
from seance.cloud.config import settings
from seance.cloud.observability import follow, logger
from seance.events import store
from seance.events.reminders import BEFORE_START
from seance.notices.model import Message


@deadline.kept
def handler(event: dict[str, Any], context: object) -> None:
    """`event` is what `seance.events.reminders` put into the schedule."""
    follow(event.get("correlation_id"))
    found = store.find(event["event_id"])
    starts_at = datetime.fromtimestamp(event["starts_at"], UTC)
    if (
        found is None
        or found[0].status == "cancelled"
        or found[0].starts_at != starts_at
        or now() >= starts_at
    ):
        logger().info("reminder is out of date", event_id=event["event_id"], which=event["which"])
        return
    message = Message(
        "reminder_day" if event["which"] == "day" else "reminder_hour",
        event["event_id"],
        version=event["starts_at"],
        at=(starts_at - BEFORE_START[event["which"]]).isoformat(),
        audience="coming",
    )
    queues.send(settings().notices_queue_url, [message.body()])
    if (
        event["which"] == "day"
    ):  # seats without an answer are freed in pages, and hold up no reminder
        release = {"release": event["event_id"], "at": int(now().timestamp())}
        queues.send(settings().copies_queue_url, [release])
    logger().info("reminding", event_id=event["event_id"])
