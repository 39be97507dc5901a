"""Connect a browser (M36): notices are pushed to it. The address is sealed at once and never read back.

Five browsers a user at most; the one that was connected longest ago makes room.
"""

from fastapi import APIRouter

from seance.channels import store
from seance.channels.schemas import PushIn
from seance.people.newcomers import profile_of
from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser

router = APIRouter()


@router.put(f"{API}/me/connections/push", status_code=204, tags=["channels"])
async def connect_push(asked: PushIn, user: CurrentUser) -> None:
    """Push to this browser, which was subscribed with the key of `/public/push-key`."""
    profile_of(user)
    store.connect_device(user.id, asked.model_dump())


handler = lambda_handler(router)
