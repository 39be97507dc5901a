"""Who am I (M23): the caller's own profile, made on first use from the token."""

from fastapi import APIRouter

from seance.calendars.feeds import has_feed
from seance.channels.store import connected
from seance.people.newcomers import current_profile
from seance.people.schemas import MeOut
from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser, is_operator

router = APIRouter()


@router.get(f"{API}/me", tags=["people"])
async def get_me(user: CurrentUser) -> MeOut:
    """My own profile."""
    profile = current_profile(user)
    return MeOut.of(
        profile,
        connections=sorted(connected(user.id)),
        calendar_feed=has_feed(user.id),
        operator=is_operator(user),
    )


handler = lambda_handler(router)
