"""Main stream → notices queue: what changed becomes messages to an audience (R9, R10).

Nothing is read here, so a redelivery sends the same messages, and the notices' keys make them one (R12).
"""

import json
from typing import Any

from seance.bookings.effects import gives_up, outcomes
from seance.cloud import deadline, queues, streams
from seance.cloud.config import settings
from seance.cloud.observability import count, follow, logger
from seance.cloud.streams import Change, Image
from seance.events.changes import FIELDS, changes
from seance.notices import model
from seance.notices.model import Message
from seance.proposals import telling
from seance.reports.telling import of_case
from seance.wishes import fitting

TELLS = frozenset({"answer", "card", "facts", "message"})  # private, and for whom the message is


def messages(change: Change) -> list[Message]:  # noqa: PLR0911 # a case for each kind of item
    """What one change tells."""
    match change:
        case Change(item="booking", new=dict(new)):
            return model.of_booking(change.old, new)
        case Change(item="told", old=dict(old), new=dict(new)):
            return model.of_told(new, changes_between(old, new))
        case Change(item="moderator") if change.old is None or change.new is None:
            return model.of_moderator(change.old, change.new, change.at.isoformat())
        case Change(item="review", new=dict(new)):
            return model.of_review(change.old, new)
        case Change(item="event", new=dict()):
            return fitting.of_event(change)
        case Change(item="proposal", new=dict(new)):
            return telling.of_proposal(change.old, new, change.at.isoformat())
        case Change(item="case", new=dict(new)):
            return of_case(change.old, new)
    return []


def changes_between(old: Image, new: Image) -> list[dict[str, Any]]:
    """What differs between what was told before and what is told now."""
    changed = json.loads(new.get("changed") or "{}")
    return changes(
        json.loads(old["facts"]),
        json.loads(new["facts"]),
        (old.get("film"), new.get("film")),
        dict.fromkeys(FIELDS, int(new["version"])) | changed,
    )


def tell(batch: list[Change]) -> None:
    """Send what a batch tells, then count what it means; delivered again after that, it counts again."""
    found = [(change, message) for change in batch for message in messages(change)]
    bodies = [change.carry(message.body()) for change, message in found]
    queues.send(settings().notices_queue_url, bodies)
    queues.send(
        settings().deliveries_queue_url,
        [
            change.carry({"user_id": image["guest_id"], "withdrawn_from": image["event_id"]})
            for change, image in ((each, each.image) for each in batch if gives_up(each))
        ],
    )
    for change, message in found:
        follow(change.cause)
        logger().info("told", kind=message.kind, event_id=message.event_id)
    for change in batch:
        follow(change.cause)
        for outcome in outcomes(change):
            count(outcome)


@deadline.kept
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the stream, and by the queue of its parked records."""
    return streams.process(event, tell, settings().tell_parked_queue_url, TELLS)
