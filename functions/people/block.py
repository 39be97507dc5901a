"""Block a user (M13, R17), without telling: no requests, invitations or follows between the two.

Ends the following both ways. A second time changes nothing.
"""

from fastapi import APIRouter

from seance.cloud.concurrency import decide
from seance.errors import NotFound, TooManyRequests
from seance.people.blocks import block, blocks, number_blocked
from seance.people.model import MAXIMUM_BLOCKED, check_other
from seance.people.store import find_profile
from seance.web.app import API, lambda_handler
from seance.web.fields import UserId
from seance.web.user import CurrentUser

router = APIRouter()


@router.put(f"{API}/me/blocked/{{user_id}}", status_code=204, tags=["people"])
async def block_user(user_id: UserId, user: CurrentUser) -> None:
    """Have nothing to do with this user."""
    check_other(user.id, user_id)
    if user_id in blocks(user.id, [user_id]).blocked:
        return
    if number_blocked(user.id) >= MAXIMUM_BLOCKED:
        raise TooManyRequests(
            f"One blocks at most {MAXIMUM_BLOCKED} users.", next_step="unblock_somebody"
        )
    if find_profile(user_id) is None:
        raise NotFound
    decide(lambda: block(user.id, user_id))


handler = lambda_handler(router)
