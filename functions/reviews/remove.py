"""Take back an own review (M14, R14), also when the time to write is over. A second time changes nothing."""

from fastapi import APIRouter

from seance.reviews.transitions import take_back
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId, UserId
from seance.web.user import CurrentUser

router = APIRouter()


@router.delete(
    f"{API}/events/{{event_id}}/reviews/{{subject_id}}", status_code=204, tags=["reviews"]
)
async def remove_review(event_id: EventId, subject_id: UserId, user: CurrentUser) -> None:
    """Take back what I said of somebody; it no longer counts."""
    take_back(event_id, user.id, user.id if subject_id == "me" else subject_id)


handler = lambda_handler(router)
