"""Ask for a whole programme (M29, R26): a request for each of its events that one may see, each by itself.

One refusal does not stop the others. Sent again, it answers with the bookings that there are by then.
"""

from fastapi import APIRouter

from seance.bookings import asking
from seance.bookings.schemas import Request
from seance.cloud import clients, deadline
from seance.cloud.observability import count
from seance.errors import Refusal, UpstreamUnavailable
from seance.programmes.reading import look
from seance.programmes.schemas import Asked, AskedOut, WholeRequest
from seance.web.app import API, lambda_handler
from seance.web.fields import ProgrammeId
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/programmes/{{programme_id}}/bookings", tags=["programmes"])
async def request_programme(
    programme_id: ProgrammeId, user: CurrentUser, asked: WholeRequest | None = None
) -> AskedOut:
    """By their starts, one after the other, for they all write the same agenda."""
    wanted = Request(**(asked or WholeRequest()).model_dump())
    events = sorted((each.event for each in look(programme_id, user.id)), key=lambda e: e.starts_at)

    def one(event_id: str) -> Asked:
        if deadline.left() < clients.ROUND_SECONDS:  # not tried: the answer leaves in time
            return Asked(event_id=event_id, code=UpstreamUnavailable.code)
        try:
            booking, _, _ = asking.request(event_id, user, wanted)
        except Refusal as refusal:
            count("Refused", code=refusal.code)
            return Asked(event_id=event_id, code=refusal.code)
        return Asked(event_id=event_id, status=booking.status)

    return AskedOut(results=[one(each.id) for each in events])


handler = lambda_handler(router)
