"""Stop following a user (M13). Bookings and a moderator's rights stay (R6, situation 11)."""

from fastapi import APIRouter

from seance.people.store import unfollow
from seance.web.app import API, lambda_handler
from seance.web.fields import UserId
from seance.web.user import CurrentUser

router = APIRouter()


@router.delete(f"{API}/me/following/{{user_id}}", status_code=204, tags=["people"])
async def unfollow_user(user_id: UserId, user: CurrentUser) -> None:
    """No longer be told; a second time changes nothing."""
    unfollow(user.id, user_id)


handler = lambda_handler(router)
