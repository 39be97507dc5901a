"""Choose how one is told (M18). Muted kinds stay in the inbox and go nowhere else.

A channel that is not connected cannot be switched on.
"""

from fastapi import APIRouter

from seance.channels import email
from seance.channels.model import CHANNELS
from seance.channels.store import connected
from seance.errors import ValidationFailed
from seance.notices.schemas import Channels, NoticeSettings
from seance.people.model import NoticeWishes
from seance.people.newcomers import profile_of
from seance.people.store import set_notice_settings
from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser

router = APIRouter()


@router.put(f"{API}/me/notice-settings", tags=["notices"])
async def put_notice_settings(asked: NoticeSettings, user: CurrentUser) -> NoticeSettings:
    """Replace my choice; the language is the profile's."""
    profile = profile_of(user)
    channels = asked.channels
    _check_connected(channels, user.id)
    if channels.email:
        email.begin_again(profile)
    set_notice_settings(
        user.id,
        NoticeWishes(
            channels.email,
            channels.telegram,
            channels.vk,
            channels.push,
            frozenset(asked.muted),
            asked.quiet.value if asked.quiet else None,
            asked.digest,
        ),
        asked.language if asked.language != profile.language else None,
    )
    return asked.model_copy(update={"muted": sorted(set(asked.muted))})


def _check_connected(channels: Channels, user_id: str) -> None:
    wanted = [each for each in CHANNELS if getattr(channels, each)]
    for channel in sorted(set(wanted) - connected(user_id)) if wanted else ():
        raise ValidationFailed.of(f"channels.{channel}", "connect it first")


handler = lambda_handler(router)
