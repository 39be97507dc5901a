"""Main stream → what follows from a change: reminders, copies, waitlists, told changes.

Everything here reads the newest state before it acts, so it may be done twice and in any order.
"""

import json
from datetime import datetime
from typing import Any

from seance.bookings import visibility_index, waitlist
from seance.bookings.counters import refresh_counts
from seance.bookings.effects import copies, counts, leaves, pairs, tellings
from seance.cloud import deadline, queues, streams
from seance.cloud.clock import now
from seance.cloud.config import settings
from seance.cloud.observability import follow, logger
from seance.cloud.streams import Change
from seance.events import reminders, store
from seance.live import store as live
from seance.reconciliation import changed
from seance.reports.telling import enforced
from seance.reviews.transitions import close_later
from seance.wishes import store as wishes


def follow_up(batch: list[Change]) -> None:
    """Do once for each event what several changes of a batch ask for."""
    events = [change for change in batch if change.item == "event"]
    moved = [each for each in events if each.differs("starts_at", "ends_at", "status")]
    for event_id, cause in {each.image["id"]: each.cause for each in moved}.items():
        follow(cause)
        remind(event_id)
    for change in events:
        for body, delay in tellings(change):
            queues.send(settings().changes_queue_url, [change.carry(body)], delay)
    bodies = [(change, body) for change in batch for body in copies(change)]
    once = {json.dumps(body): change.carry(body) for change, body in bodies}
    queues.send(settings().copies_queue_url, once.values())
    counted = {event_id: change.cause for change in batch for event_id in counts(change)}
    ended = {each.image["event_id"] for each in batch if each.item == "seats" and each.differs("status")}  # fmt: skip
    for event_id, cause in counted.items():
        follow(cause)
        refresh_counts(event_id, live.note_seats, ended=event_id in ended)
    waitlist.follow(batch)
    left = [change.carry({"user_id": change.image["id"]}) for change in batch if leaves(change)]
    resolved = [body for change in batch for body in enforced(change)]
    queues.send(settings().departures_queue_url, left + resolved)
    written = [change for change in batch if change.item == "review" and change.new]
    hidden = {each.image["event_id"]: each for each in written if "revealed_at" not in each.image}
    for event_id, change in hidden.items():
        follow(change.cause)
        close_later(event_id, datetime.fromisoformat(change.image["closes_at"]))
    visibility_index.copy_blocks({pair for change in batch for pair in pairs(change)})
    changed.note(batch)
    for film in {each.image["film"] for each in batch if each.item == "wish"}:
        wishes.rank(json.loads(film))


def remind(event_id: str) -> None:
    """R11: the schedules stand for the newest version of the event."""
    found = store.find(event_id)
    if found:
        reminders.reschedule(found[0], now())
    else:
        reminders.unschedule(event_id)
    logger().info("reminders rescheduled", event_id=event_id)


@deadline.kept
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the stream, and by the queue of its parked records."""
    return streams.process(event, follow_up, settings().follow_up_parked_queue_url)
