"""Cancel an event with a reason (M2): the host, until it starts. A second time changes nothing.

Bookings stay as they are, for the case that it is restored; reminders vanish (R11), guests and
moderators are told (R9), and nobody is kept busy by it.
"""

from datetime import datetime

from fastapi import APIRouter, Response

from seance.bookings.event_updates import change_event
from seance.bookings.schemas import EventOut
from seance.bookings.views import event_out
from seance.cloud.clock import now
from seance.events.model import Event, Seats, cancel
from seance.events.schemas import Cancellation
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId, etag
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/events/{{event_id}}/cancel", tags=["events"])
async def cancel_event(
    event_id: EventId, user: CurrentUser, response: Response, asked: Cancellation | None = None
) -> EventOut:
    """Call the showing off."""
    reason = asked.reason if asked else None

    def alter(event: Event, seats: list[Seats], moment: datetime) -> tuple[Event, list[Seats]]:
        return cancel(event, moment, reason), seats

    seen = change_event(event_id, user.id, alter)
    response.headers["ETag"] = etag(seen.event.version)
    return event_out(seen, now())


handler = lambda_handler(router)
