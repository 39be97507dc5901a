"""Waitlist queue → seats: whoever waits longest gets the free seat of an automatic event (M10).

Who is busy at that time is skipped and stays on the list. Nobody is let in after the start. A look goes
on by a page a message, in the order of asking, as long as there are seats. Later
looks also count the list anew, and end that who asked of a manual event goes before newcomers.
"""

from typing import Any

from seance.bookings import waitlist
from seance.bookings.counters import refresh_counts
from seance.cloud import deadline, queues
from seance.cloud.clock import now
from seance.events import store as events
from seance.live import store as live


def promote(body: dict[str, Any]) -> None:
    """Let in as many of a page as there are seats; then go on with the next page, or look again later."""
    event_id, look = body["event_id"], body.get("look", 0)
    found = events.find(event_id)
    if found is None or now() >= found[0].starts_at:
        return
    event, seats = found
    whole = True
    if event.approval == "automatic" and event.status == "scheduled":
        if last := waitlist.admit(event, seats, body.get("after")):
            waitlist.look_on(event_id, look, last)
            return
        whole = waitlist.let_wait(event)
    differed = look and refresh_counts(event_id, live.note_seats)
    if event.admitting and look and whole:
        events.end_admitting(event)
    if differed or not waitlist.is_settled(event, look):
        waitlist.look_again(event_id, look + whole)


@deadline.kept
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the waitlist queue."""
    return queues.process(event, promote)
