"""Notices queue → inboxes: one page of the audience a message, the next page a message of its own.

Each notice's key is its claim, so every delivery after the first changes nothing (R12). Who may not
know the address is told of a moved place without it (R7).
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from seance.bookings import visibility_index
from seance.cloud import deadline, queues
from seance.cloud.clock import now
from seance.cloud.config import settings
from seance.cloud.observability import count
from seance.events import store as events
from seance.events.changes import shown_to
from seance.notices import store
from seance.notices.audience import as_it_is, concerned, is_stale, page_of
from seance.notices.grouping import gather
from seance.notices.model import REMINDERS, Message
from seance.people.store import find_profile
from seance.proposals import telling
from seance.reports import telling as reports
from seance.wishes import fitting


def notify(body: dict[str, Any]) -> None:
    """Tell one page of the audience."""
    message = Message.of(body)
    if message.proposal_id:
        measure(message, telling.tell(message))
        return
    if message.kind in fitting.KINDS:
        measure(message, fitting.tell(message))
        return
    if message.case_id:
        measure(message, reports.tell(message))
        return
    found = events.find(message.event_id)
    if found is None or is_stale(message, found[0]):
        return
    event = found[0]
    message = as_it_is(message, event)
    listeners, after = page_of(message, event)
    rest = [replace(message, after=after)] if after else fitting.after_followers(message)
    queues.send(settings().notices_queue_url, [each.body() for each in rest])
    actor = find_profile(message.actor_id, consistent=False) if message.actor_id else None
    added = 0
    for listener in concerned(listeners, message, event):
        changes = shown_to(
            message.changes, knows_address=listener.knows_address, knew=listener.knew
        )
        if message.changes and not changes:
            continue
        if message.kind == "guests_coming":
            added += gather(listener.user_id, message, event)
            continue
        if message.kind == "event_announced" and event.visibility == "followers":
            visibility_index.point(listener.user_id, event)
        seats = message.seats or listener.seats
        by = actor.id if actor else None
        added += store.add(listener.user_id, message, event, by, changes, seats)
    measure(message, added)


def measure(message: Message, added: int) -> None:
    """Count the notices that were not there before; a redelivery adds none, so it counts none."""
    if not added:
        return
    count("NoticeSent", added, kind=message.kind, channel="inbox")
    if message.kind in REMINDERS:
        late = now() - datetime.fromisoformat(message.at)
        count("ReminderLag", max(0.0, late.total_seconds()), unit="Seconds")


@deadline.kept
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the notices queue."""
    return queues.process(event, notify)
