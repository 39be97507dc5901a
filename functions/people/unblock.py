"""Take a block back (M13). The following does not return by itself."""

from fastapi import APIRouter

from seance.cloud.concurrency import decide
from seance.people.blocks import unblock
from seance.web.app import API, lambda_handler
from seance.web.fields import UserId
from seance.web.user import CurrentUser

router = APIRouter()


@router.delete(f"{API}/me/blocked/{{user_id}}", status_code=204, tags=["people"])
async def unblock_user(user_id: UserId, user: CurrentUser) -> None:
    """Be strangers again; a second time changes nothing."""
    decide(lambda: unblock(user.id, user_id))


handler = lambda_handler(router)
