"""Say of a guest who had a seat whether they came (M34, R23): the host and the moderators, while the door is open."""

from fastapi import APIRouter

from seance.bookings.attendance import take
from seance.bookings.schemas import Came
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId, UserId
from seance.web.user import CurrentUser

router = APIRouter()


@router.put(
    f"{API}/events/{{event_id}}/attendance/{{guest_id}}", status_code=204, tags=["bookings"]
)
async def take_attendance(
    event_id: EventId, guest_id: UserId, said: Came, user: CurrentUser
) -> None:
    """Came, did not come, or null: not taken."""
    take(event_id, user.id if guest_id == "me" else guest_id, user.id, said.came)


handler = lambda_handler(router)
