"""Announce an event (M1): anybody signed in may, up to a limit of upcoming ones.

Refuses a film that the host shows at an overlapping time already (R3) and a time at which the
host is promised elsewhere (R4).
"""

from fastapi import APIRouter, Response

from seance.bookings.schemas import EventOut
from seance.bookings.views import event_out
from seance.bookings.visibility import Seen
from seance.cloud.clock import now
from seance.cloud.concurrency import decide
from seance.events import announcing, clashes
from seance.events.schemas import EventIn
from seance.people.newcomers import profile_of
from seance.web.app import API, lambda_handler
from seance.web.fields import etag
from seance.web.idempotency import MadeFor
from seance.web.user import CurrentUser
from seance.wishes import store as wishes

router = APIRouter()


@router.post(f"{API}/events", status_code=201, tags=["events"])
async def create_event(
    asked: EventIn, user: CurrentUser, response: Response, request: MadeFor
) -> EventOut:
    """Announce a showing of a film."""
    event, seats = announcing.new(asked, user.id, now(), request)
    host = profile_of(user)

    with clashes.named():
        made, left = decide(lambda: announcing.announce(event, seats, host))
    response.headers["Location"] = f"{API}/events/{made.id}"
    response.headers["ETag"] = etag(made.version)
    moment = now()
    return event_out(
        Seen(made, left, None, host, None, "host"), moment, wishes.nearby(made, moment)
    )


handler = lambda_handler(router)
