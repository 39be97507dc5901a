"""Change an event (M2): the host, until it starts. `If-Match` guards against lost updates.

A new time is checked against the host's agenda (R3, R4), a new capacity against the confirmed
guests (R8). The stream tells the guests of material changes (R9).
"""

from datetime import datetime

from fastapi import APIRouter, Response

from seance.bookings.event_updates import change_event
from seance.bookings.schemas import EventOut
from seance.bookings.views import event_out
from seance.cloud.clock import now
from seance.events import announcing
from seance.events.model import Event, Seats, edit
from seance.events.schemas import EventEdit
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId, IfMatch, etag, versions_of
from seance.web.user import CurrentUser
from seance.wishes import store as wishes

router = APIRouter()


@router.patch(f"{API}/events/{{event_id}}", tags=["events"])
async def update_event(
    event_id: EventId,
    asked: EventEdit,
    user: CurrentUser,
    response: Response,
    if_match: IfMatch = None,
) -> EventOut:
    """Change the fields that are given; the others stay."""

    def alter(event: Event, seats: list[Seats], moment: datetime) -> tuple[Event, list[Seats]]:
        changes = announcing.changes(event, asked, moment)
        resized = announcing.reseated(event, seats, changes)
        return edit(event, moment, reseated=resized != seats, **changes), resized

    seen = change_event(event_id, user.id, alter, versions_of(if_match))
    response.headers["ETag"] = etag(seen.event.version)
    moment = now()
    return event_out(seen, moment, wishes.nearby(seen.event, moment))


handler = lambda_handler(router)
