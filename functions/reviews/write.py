"""Review the other side of an event (M14, R14): a confirmed guest the host, the host a confirmed guest.

From the end on, for some days; a second time changes it. Hidden until both have written or the time
is over. The ratings of both change in the same write.
"""

from fastapi import APIRouter, Response

from seance.cloud.clock import now
from seance.reviews.schemas import ReviewIn, ReviewOut
from seance.reviews.transitions import write
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId, UserId
from seance.web.user import CurrentUser

router = APIRouter()


@router.put(
    f"{API}/events/{{event_id}}/reviews/{{subject_id}}",
    responses={201: {"model": ReviewOut, "description": "The first review of the two is written"}},
    tags=["reviews"],
)
async def write_review(
    event_id: EventId, subject_id: UserId, said: ReviewIn, user: CurrentUser, response: Response
) -> ReviewOut:
    """Rate somebody after an event, from 1 to 5."""
    started = now()
    subject_id = user.id if subject_id == "me" else subject_id
    review, people = write(event_id, user.id, subject_id, said.rating, said.text or None)
    if review.created_at >= started:
        response.status_code = 201
    return ReviewOut.of(review, people)


handler = lambda_handler(router)
