"""Read a user's profile (M12): everybody, except whom the user blocked (R17)."""

from fastapi import APIRouter

from seance.errors import NotFound
from seance.people.blocks import blocks
from seance.people.schemas import ProfileOut
from seance.people.store import find_profile
from seance.web.app import API, lambda_handler
from seance.web.fields import UserId
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/users/{{user_id}}", tags=["people"])
async def get_user(user_id: UserId, user: CurrentUser) -> ProfileOut:
    """What everybody may know of a user."""
    if user_id in blocks(user.id, [user_id]).blocked_by:
        raise NotFound
    profile = find_profile(user_id)
    if profile is None:
        raise NotFound
    return ProfileOut.of(profile)


handler = lambda_handler(router)
