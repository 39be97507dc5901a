"""Read how one is told (M18): channels, muted kinds, language."""

from fastapi import APIRouter

from seance.channels.store import connected
from seance.notices.schemas import Channels, NoticeSettings, QuietHours
from seance.people.newcomers import profile_of
from seance.people.store import notice_settings
from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/me/notice-settings", tags=["notices"])
async def get_notice_settings(user: CurrentUser) -> NoticeSettings:
    """My channels and what I do not want to hear of outside the inbox."""
    language = profile_of(user).language
    wishes, there = notice_settings(user.id), connected(user.id)
    channels = Channels(
        email=wishes.email,
        telegram=wishes.telegram and "telegram" in there,
        vk=wishes.vk and "vk" in there,
        push=wishes.push and "push" in there,
    )
    return NoticeSettings(
        channels=channels,
        muted=sorted(wishes.muted),
        language=language,
        quiet=QuietHours.of(wishes.quiet),
        digest=wishes.digest,
    )


handler = lambda_handler(router)
