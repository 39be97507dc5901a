"""Waitlist queue → seats: whoever waits longest gets the free seat of an automatic event (M10).

Who is busy at that time is skipped and stays on the list. Nobody is let in after the start.
"""

from typing import Any

from seance.bookings import store
from seance.bookings.deciding import promote as let_in
from seance.cloud import queues
from seance.cloud.clock import now
from seance.events import store as events
from seance.refusals import NotFound, SoldOut, TimeConflict, WrongStatus


def promote(body: dict[str, Any]) -> None:
    """Let in as many as there are seats."""
    event_id = body["event_id"]
    found = events.find(event_id)
    if (
        found is None
        or found[0].approval != "automatic"
        or found[0].status == "cancelled"
        or now() >= found[0].starts_at
    ):
        return
    for booking in store.waitlist(event_id):
        try:
            let_in(event_id, booking.guest_id)
        except SoldOut:
            return
        except (TimeConflict, WrongStatus, NotFound):
            continue  # busy then, or no longer waiting


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the waitlist queue."""
    return queues.process(event, promote)
