"""Ask for a seat (M7): whoever may see the event, except its host.

Requested, or waitlisted when there is no room for the whole party (R21); confirmed at once when the event
is automatic, with the seats and the time in the agenda in one write (R1, R4). A repeated request answers 200 with the
booking that exists (R2).
"""

from fastapi import APIRouter, Response

from seance.bookings import asking
from seance.bookings.schemas import BookingOut, Request
from seance.bookings.views import booking_out
from seance.events import clashes
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(
    f"{API}/events/{{event_id}}/bookings",
    status_code=201,
    responses={
        200: {"model": BookingOut, "description": "The live booking that there was already"}
    },
    tags=["bookings"],
)
async def request_booking(
    event_id: EventId, user: CurrentUser, response: Response, asked: Request | None = None
) -> BookingOut:
    """Ask the host for a seat, or for a party's."""
    with clashes.named():
        booking, at, is_new = asking.request(event_id, user, asked or Request())
    if not is_new:
        response.status_code = 200  # it was there before, perhaps from a twin of this request
    return booking_out(booking, at.person, at.event, own=True)


handler = lambda_handler(router)
