"""Accept an invitation: the invited guest, until the start.

Takes a seat and the time in the agenda in one write (R1, R4), or brings the extra seat that the
invitation carries, also on a full event (R5); seats elsewhere may be given up with it.
"""

from fastapi import APIRouter

from seance.bookings.schemas import BookingOut, Coming
from seance.bookings.transitions import act
from seance.bookings.views import booking_out
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId, UserId
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/events/{{event_id}}/bookings/{{guest_id}}/accept", tags=["bookings"])
async def accept_booking(
    event_id: EventId, guest_id: UserId, user: CurrentUser, asked: Coming | None = None
) -> BookingOut:
    """The guest is coming."""
    asked = asked or Coming()
    booking, at = act("accept", event_id, guest_id, user.id, asked.message, asked.instead_of)
    return booking_out(booking, at.person, at.event)


handler = lambda_handler(router)
