"""Tell the guests of an event something (M33): its host, three times a day, after a trial to oneself.

Nothing is sent from here: it is kept, and the Feed's stream takes it to the notices queue.
"""

from fastapi import APIRouter

from seance.bookings.visibility import look
from seance.cloud.clock import now
from seance.cloud.config import settings
from seance.notices import announcements
from seance.notices.schemas import AnnouncementIn, AnnouncementOut
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId
from seance.web.idempotency import MadeFor
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/events/{{event_id}}/announcements", status_code=202, tags=["notices"])
async def announce_to_guests(
    event_id: EventId, asked: AnnouncementIn, user: CurrentUser, request: MadeFor
) -> AnnouncementOut:
    """Over the inbox and each channel that its reader wants."""
    event, moment = look(event_id, user.id).event, now()
    announcements.check(event, user.id, settings().review_window, moment)
    kept = announcements.announce(event, asked.to, asked.text, moment, request)
    return AnnouncementOut(id=kept.id, to=asked.to)


handler = lambda_handler(router)
