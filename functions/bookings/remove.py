"""Take a confirmed guest off: the host and the moderators, until the start.

The seat comes back once, and the waitlist of an automatic event moves up.
"""

from fastapi import APIRouter

from seance.bookings.schemas import Answer, BookingOut
from seance.bookings.transitions import act
from seance.bookings.views import booking_out
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId, UserId
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/events/{{event_id}}/bookings/{{guest_id}}/remove", tags=["bookings"])
async def remove_booking(
    event_id: EventId, guest_id: UserId, user: CurrentUser, asked: Answer | None = None
) -> BookingOut:
    """The guest loses the seat."""
    booking, at = act("remove", event_id, guest_id, user.id, asked.message if asked else None)
    return booking_out(booking, at.person, at.event)


handler = lambda_handler(router)
