"""Check a guest in by the code of the ticket (M34): the host and the moderators, while the door is open.

A wrong code is `not_found`, whatever is wrong with it, and counts as a write, of which a minute has a limit.
"""

from fastapi import APIRouter

from seance.bookings.attendance import check_door, holder, take
from seance.bookings.schemas import BookingOut, CheckIn
from seance.bookings.views import booking_out
from seance.bookings.visibility import look
from seance.cloud.clock import now
from seance.cloud.concurrency import decide
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/events/{{event_id}}/check-in", tags=["bookings"])
async def check_in(event_id: EventId, asked: CheckIn, user: CurrentUser) -> BookingOut:
    """The guest came; a second time changes nothing."""
    check_door(look(event_id, user.id).event, user.id, now())
    guest_id = decide(lambda: holder(event_id, asked.code))
    booking, at = take(event_id, guest_id, user.id, True)
    return booking_out(booking, at.person, at.event)


handler = lambda_handler(router)
