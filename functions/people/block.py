"""Block a user (M13, R17), without telling: no requests, invitations or follows between the two.

Ends the following both ways. A second time changes nothing.
"""

from fastapi import APIRouter

from seance.cloud.concurrency import decide
from seance.errors import NotFound, TooManyRequests
from seance.people.model import MAXIMUM_BLOCKED, check_other
from seance.people.store import block, blocks, find_profile
from seance.web.app import API, lambda_handler
from seance.web.fields import UserId
from seance.web.user import CurrentUser

router = APIRouter()


@router.put(f"{API}/me/blocked/{{user_id}}", status_code=204, tags=["people"])
async def block_user(user_id: UserId, user: CurrentUser) -> None:
    """Have nothing to do with this user."""
    check_other(user.id, user_id)
    blocked = blocks(user.id).blocked
    if len(blocked) >= MAXIMUM_BLOCKED and user_id not in blocked:
        raise TooManyRequests(
            f"One blocks at most {MAXIMUM_BLOCKED} users.", next_step="unblock_somebody"
        )
    if find_profile(user_id) is None:
        raise NotFound
    decide(lambda: block(user.id, user_id))


handler = lambda_handler(router)
