"""Follow a user (M13): sees their events for followers. A second time changes nothing."""

from fastapi import APIRouter

from seance.cloud.concurrency import decide
from seance.errors import NotFound
from seance.people.blocks import blocks
from seance.people.model import check_not_blocked, check_other
from seance.people.store import find_profile, follow
from seance.web.app import API, lambda_handler
from seance.web.fields import UserId
from seance.web.user import CurrentUser

router = APIRouter()


@router.put(f"{API}/me/following/{{user_id}}", status_code=204, tags=["people"])
async def follow_user(user_id: UserId, user: CurrentUser) -> None:
    """Be told of what this user announces."""
    check_other(user.id, user_id)

    def work() -> None:
        check_not_blocked(blocks(user.id, [user_id]), user_id)
        if find_profile(user_id) is None:
            raise NotFound
        follow(user.id, user_id)

    decide(work)


handler = lambda_handler(router)
