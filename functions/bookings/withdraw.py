"""Withdraw: the guest, until the start (from a waitlist also later).

Works on full and cancelled events too. The seat comes back once, however often this is sent; an
extra seat goes with its guest (R5).
"""

from fastapi import APIRouter

from seance.bookings.schemas import Answer, BookingOut
from seance.bookings.transitions import act
from seance.bookings.views import booking_out
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId, UserId
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/events/{{event_id}}/bookings/{{guest_id}}/withdraw", tags=["bookings"])
async def withdraw_booking(
    event_id: EventId, guest_id: UserId, user: CurrentUser, asked: Answer | None = None
) -> BookingOut:
    """The guest is not coming."""
    booking, at = act("withdraw", event_id, guest_id, user.id, asked.message if asked else None)
    return booking_out(booking, at.person, at.event)


handler = lambda_handler(router)
