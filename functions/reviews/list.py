"""List the reviews of an event (M14): for whoever may see it (R6); hidden ones only to their author (R14)."""

from fastapi import APIRouter

from seance.bookings.visibility import look
from seance.cloud.clock import now
from seance.reviews import lists
from seance.reviews.schemas import ReviewOut, reviews_out
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, EventId, Limit
from seance.web.pages import Page, read_cursor, write_cursor
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/events/{{event_id}}/reviews", tags=["reviews"])
async def list_reviews(
    event_id: EventId, user: CurrentUser, limit: Limit = 20, cursor: Cursor = None
) -> Page[ReviewOut]:
    """What host and guests said of each other."""
    look(event_id, user.id)
    scope = ("list_reviews", event_id, user.id)
    reviews, after = lists.of_event(event_id, user.id, limit, read_cursor(cursor, *scope), now())
    return Page(items=reviews_out(reviews), next_cursor=write_cursor(after, *scope))


handler = lambda_handler(router)
