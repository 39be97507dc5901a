"""Accept an invitation: the invited guest, until the start.

Takes a seat and the time in the agenda in one write (R1, R4), or brings the extra seat that the
invitation carries, also on a full event (R5); seats elsewhere may be given up with it.
"""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends

from seance.bookings.schemas import Acceptance, BookingOut
from seance.bookings.store import Situation
from seance.bookings.transitions import act, look_for_seat
from seance.bookings.views import booking_out
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId, UserId
from seance.web.first_look import FirstLook
from seance.web.user import CurrentUser

router = APIRouter()
Looked = Annotated[Situation | None, Depends(FirstLook(partial(look_for_seat, "accept")))]


@router.post(f"{API}/events/{{event_id}}/bookings/{{guest_id}}/accept", tags=["bookings"])
async def accept_booking(
    event_id: EventId,
    guest_id: UserId,
    user: CurrentUser,
    looked: Looked,
    asked: Acceptance | None = None,
) -> BookingOut:
    """The guest is coming, alone or with as many as the event allows a booking."""
    asked = asked or Acceptance()
    booking, at = act(
        "accept",
        event_id,
        guest_id,
        user.id,
        asked.message,
        asked.instead_of,
        looked,
        (asked.seats, asked.companions),
    )
    return booking_out(booking, at.person, at.event, own=True)


handler = lambda_handler(router)
