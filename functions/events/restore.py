"""Restore a cancelled event (M2): the host, until it would start, if the host is still free then (R4).

The bookings are as they were; a guest who is busy at that time by now becomes `moved`.
"""

from datetime import datetime

from fastapi import APIRouter, Response

from seance.bookings.event_updates import change_event
from seance.bookings.schemas import EventOut
from seance.bookings.views import event_out
from seance.cloud.clock import now
from seance.events.model import Event, Seats, restore
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId, etag
from seance.web.user import CurrentUser
from seance.wishes import store as wishes

router = APIRouter()


@router.post(f"{API}/events/{{event_id}}/restore", tags=["events"])
async def restore_event(event_id: EventId, user: CurrentUser, response: Response) -> EventOut:
    """The showing is on again."""

    def alter(event: Event, seats: list[Seats], moment: datetime) -> tuple[Event, list[Seats]]:
        return restore(event, moment), seats

    seen = change_event(event_id, user.id, alter)
    response.headers["ETag"] = etag(seen.event.version)
    moment = now()
    return event_out(seen, moment, wishes.nearby(seen.event, moment))


handler = lambda_handler(router)
