"""Approve a request: the host and the moderators, until the start.

Confirms at once: a guest's own request is consent. Seat, booking and the guest's agenda change in
one write (R1, R4); the last seat goes once, whoever approves. Refuses with `sold_out` or with
`time_conflict`, which does not name what else the guest does.
"""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends

from seance.bookings.schemas import Answer, BookingOut
from seance.bookings.store import Situation
from seance.bookings.transitions import act, look_for_seat
from seance.bookings.views import booking_out
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId, UserId
from seance.web.first_look import FirstLook
from seance.web.user import CurrentUser

router = APIRouter()
Looked = Annotated[Situation | None, Depends(FirstLook(partial(look_for_seat, "approve")))]


@router.post(f"{API}/events/{{event_id}}/bookings/{{guest_id}}/approve", tags=["bookings"])
async def approve_booking(
    event_id: EventId,
    guest_id: UserId,
    user: CurrentUser,
    looked: Looked,
    asked: Answer | None = None,
) -> BookingOut:
    """The guest gets a seat."""
    message = asked.message if asked else None
    booking, at = act("approve", event_id, guest_id, user.id, message, looked=looked)
    return booking_out(booking, at.person, at.event)


handler = lambda_handler(router)
