"""Read one event in full (M5): whoever may see it, with their own booking and what they can do."""

from fastapi import APIRouter, Response

from seance.bookings.schemas import EventOut
from seance.bookings.views import event_out
from seance.bookings.visibility import look
from seance.cloud.clock import now
from seance.web.app import API, lambda_handler
from seance.web.fields import CacheControl, EventId, etag, wants_newest
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/events/{{event_id}}", tags=["events"])
async def get_event(
    event_id: EventId,
    user: CurrentUser,
    response: Response,
    conflicts: bool = False,
    cache_control: CacheControl = None,
) -> EventOut:
    """One event with its host, seats, own booking and next possible actions.

    With `conflicts` also what the caller is busy at then: half a read unit more. It may be a second
    old; with `Cache-Control: no-cache` it is as it is now, also just after an own write.
    """
    newest = wants_newest(cache_control)
    seen = look(event_id, user.id, consistent=newest, with_agenda=conflicts)
    response.headers["ETag"] = etag(seen.event.version)
    return event_out(seen, now())


handler = lambda_handler(router)
