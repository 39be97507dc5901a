"""Read one booking (M7): its guest, the host and the moderators. 404 where there is none."""

from fastapi import APIRouter

from seance.bookings import store
from seance.bookings.schemas import BookingOut
from seance.bookings.transitions import check_runs
from seance.bookings.views import booking_out
from seance.errors import NotFound
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId, UserId
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/events/{{event_id}}/bookings/{{guest_id}}", tags=["bookings"])
async def get_booking(event_id: EventId, guest_id: UserId, user: CurrentUser) -> BookingOut:
    """One guest's booking; `me` is the caller."""
    guest_id = user.id if guest_id == "me" else guest_id
    at = store.situation(event_id, guest_id)
    if guest_id != user.id:
        check_runs(at.event, user.id)
    if at.booking is None or at.event.is_hidden_from(user.id):
        raise NotFound
    return booking_out(at.booking, at.person, at.event, own=guest_id == user.id)


handler = lambda_handler(router)
