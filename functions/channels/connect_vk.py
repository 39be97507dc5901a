"""Connect VK (M18, M6): notices go there as messages, and own events are posted on the wall.

The token is sealed at once and never read back; whether VK takes it shows the first message.
"""

from fastapi import APIRouter

from seance.channels import store
from seance.channels.schemas import VkIn
from seance.people.newcomers import profile_of
from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser

router = APIRouter()


@router.put(f"{API}/me/connections/vk", status_code=204, tags=["channels"])
async def connect_vk(asked: VkIn, user: CurrentUser) -> None:
    """Write to this user or community, with this token."""
    profile_of(user)
    store.connect(user.id, "vk", asked.model_dump())


handler = lambda_handler(router)
