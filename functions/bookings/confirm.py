"""Confirm a moved booking: the guest, until the seat is given up.

After the event moved onto something else in the guest's agenda, and the guest has cleared that.
Refuses with `time_conflict` while there is a clash (R4), unless the seats there are given up with it.
"""

from fastapi import APIRouter

from seance.bookings.schemas import BookingOut, Coming
from seance.bookings.transitions import act
from seance.bookings.views import booking_out
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId, UserId
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/events/{{event_id}}/bookings/{{guest_id}}/confirm", tags=["bookings"])
async def confirm_booking(
    event_id: EventId, guest_id: UserId, user: CurrentUser, asked: Coming | None = None
) -> BookingOut:
    """The guest is coming at the new time."""
    asked = asked or Coming()
    booking, at = act("confirm", event_id, guest_id, user.id, asked.message, asked.instead_of)
    return booking_out(booking, at.person, at.event, own=True)


handler = lambda_handler(router)
