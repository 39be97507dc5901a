"""Read a public event without a token: what a link preview may show. No address, no guests.

An event that is not public does not exist here (R6).
"""

from fastapi import APIRouter

from seance.bookings.views import public_event_out
from seance.cloud.clock import now
from seance.errors import NotFound
from seance.events import store
from seance.events.schemas import PublicEvent
from seance.people.store import find_profile
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId

router = APIRouter()


@router.get(f"{API}/public/events/{{event_id}}", tags=["events"])
async def get_public_event(event_id: EventId) -> PublicEvent:
    """One public event, for everybody."""
    event, seats = store.get(event_id, consistent=False)
    if event.visibility != "public":
        raise NotFound
    host = find_profile(event.host_id, consistent=False)
    return public_event_out(event, seats, host, now())


handler = lambda_handler(router)
