"""List the reviews about a user (M12, M14), as host, as guest or both, newest first.

Of events that the caller may see (R6), and none that is still hidden (R14).
"""

from typing import Annotated

from fastapi import APIRouter, Query

from seance.cloud.clock import now
from seance.people.store import meet
from seance.reviews import lists
from seance.reviews.model import RatedAs
from seance.reviews.schemas import ReviewOut, reviews_out
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, Limit, UserId
from seance.web.pages import Page, read_cursor, write_cursor
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/users/{{user_id}}/reviews", tags=["reviews"])
async def list_user_reviews(
    user_id: UserId,
    user: CurrentUser,
    rated_as: Annotated[RatedAs | None, Query(alias="as")] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Page[ReviewOut]:
    """What others said of this user; `me` is the caller."""
    subject_id = meet(user_id, user.id).id
    scope = ("list_user_reviews", user.id, subject_id, rated_as)
    reviews, before = lists.about(
        subject_id, rated_as, user.id, limit, read_cursor(cursor, *scope), now()
    )
    return Page(items=reviews_out(reviews), next_cursor=write_cursor(before, *scope))


handler = lambda_handler(router)
