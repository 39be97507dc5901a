"""Choose how one is told (M18). Muted kinds stay in the inbox and go nowhere else."""

from fastapi import APIRouter

from seance.notices.schemas import NoticeSettings
from seance.people.model import NoticeWishes
from seance.people.newcomers import profile_of
from seance.people.store import edit_profile, set_notice_settings
from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser

router = APIRouter()


@router.put(f"{API}/me/notice-settings", tags=["notices"])
async def put_notice_settings(asked: NoticeSettings, user: CurrentUser) -> NoticeSettings:
    """Replace my choice; the language is the profile's."""
    profile = profile_of(user.id, user.claims, user.token)
    channels = asked.channels
    set_notice_settings(
        user.id,
        NoticeWishes(channels.email, channels.telegram, channels.vk, frozenset(asked.muted)),
    )
    if asked.language != profile.language:
        edit_profile(user.id, {"language": asked.language})
    return asked.model_copy(update={"muted": sorted(set(asked.muted))})


handler = lambda_handler(router)
