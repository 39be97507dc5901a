"""Decline a request: the host and the moderators, until the start.

Final for asking again; an invitation re-opens it.
"""

from fastapi import APIRouter

from seance.bookings.schemas import Answer, BookingOut
from seance.bookings.transitions import act
from seance.bookings.views import booking_out
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId, UserId
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/events/{{event_id}}/bookings/{{guest_id}}/decline", tags=["bookings"])
async def decline_booking(
    event_id: EventId, guest_id: UserId, user: CurrentUser, asked: Answer | None = None
) -> BookingOut:
    """The guest gets no seat."""
    booking, at = act("decline", event_id, guest_id, user.id, asked.message if asked else None)
    return booking_out(booking, at.person, at.event)


handler = lambda_handler(router)
