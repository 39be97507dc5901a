"""Lower the party (M31): the guest, to fewer seats, until the start.

What is beyond comes back once, however often this is sent, and the waitlist of an automatic event moves up;
extra seats go (R5). A request or an invitation is for fewer from then on.
"""

from fastapi import APIRouter

from seance.bookings.schemas import BookingOut, Fewer
from seance.bookings.transitions import lower_seats
from seance.bookings.views import booking_out
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId
from seance.web.user import CurrentUser

router = APIRouter()


@router.put(f"{API}/events/{{event_id}}/bookings/me/seats", tags=["bookings"])
async def lower_booking_seats(event_id: EventId, asked: Fewer, user: CurrentUser) -> BookingOut:
    """Fewer are coming."""
    booking, at = lower_seats(event_id, user.id, asked.seats)
    return booking_out(booking, at.person, at.event)


handler = lambda_handler(router)
