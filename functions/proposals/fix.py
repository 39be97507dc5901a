"""Fix a proposal (M30, R20): its host makes one film at one time the event, by R3 and R4.

Who voted for that time is invited, in the order of voting; a second fixing answers with the event there is.
"""

from fastapi import APIRouter, Response

from seance.bookings.schemas import EventOut
from seance.bookings.views import event_out
from seance.bookings.visibility import Seen, look
from seance.cloud.clock import now
from seance.cloud.concurrency import decide
from seance.events import clashes
from seance.people.newcomers import profile_of
from seance.proposals.fixing import fixed
from seance.proposals.schemas import Fixing
from seance.web.app import API, lambda_handler
from seance.web.fields import ProposalId, etag
from seance.web.idempotency import MadeFor
from seance.web.user import CurrentUser
from seance.wishes import store as wishes

router = APIRouter()


@router.post(
    f"{API}/proposals/{{proposal_id}}/fix",
    status_code=201,
    responses={200: {"model": EventOut, "description": "The event that there is already"}},
    tags=["proposals"],
)
async def fix_proposal(
    proposal_id: ProposalId,
    asked: Fixing,
    user: CurrentUser,
    response: Response,
    request: MadeFor,
) -> EventOut:
    """The event, announced."""
    host = profile_of(user)
    with clashes.named():
        found = decide(lambda: fixed(proposal_id, host, asked.film_id, asked.starts_at, request))
    if isinstance(found, str):
        response.status_code, seen = 200, look(found, user.id)
    else:
        event, seats = found
        seen = Seen(event, seats, None, host, None, "host")
    response.headers["Location"] = f"{API}/events/{seen.event.id}"
    response.headers["ETag"] = etag(seen.event.version)
    moment = now()
    return event_out(seen, moment, wishes.nearby(seen.event, moment))


handler = lambda_handler(router)
