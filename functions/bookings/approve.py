"""Approve a request: the host and the moderators, until the start.

Confirms at once: a guest's own request is consent. Seat, booking and the guest's agenda change in
one write (R1, R4); the last seat goes once, whoever approves. Refuses with `sold_out` or with
`time_conflict`, which does not name what else the guest does.
"""

from fastapi import APIRouter

from seance.bookings.schemas import Answer, BookingOut
from seance.bookings.transitions import act
from seance.bookings.views import booking_out
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId, UserId
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/events/{{event_id}}/bookings/{{guest_id}}/approve", tags=["bookings"])
async def approve_booking(
    event_id: EventId, guest_id: UserId, user: CurrentUser, asked: Answer | None = None
) -> BookingOut:
    """The guest gets a seat."""
    booking, at = act("approve", event_id, guest_id, user.id, asked.message if asked else None)
    return booking_out(booking, at.person, at.event)


handler = lambda_handler(router)
