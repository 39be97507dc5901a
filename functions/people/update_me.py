"""Change the own profile (M12): the fields that are given; null removes what may be absent."""

from fastapi import APIRouter

from seance.calendars.feeds import has_feed
from seance.channels.store import connected
from seance.people.newcomers import profile_of
from seance.people.schemas import MeIn, MeOut
from seance.people.store import edit_profile
from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser, is_operator

router = APIRouter()


@router.patch(f"{API}/me", tags=["people"])
async def update_me(asked: MeIn, user: CurrentUser) -> MeOut:
    """Who I am to others, and in which language and time zone I am told."""
    profile = profile_of(user)
    connections, calendar_feed = sorted(connected(user.id)), has_feed(user.id)
    changes = asked.model_dump(exclude_unset=True)
    changed = edit_profile(user.id, changes) if changes else profile
    return MeOut.of(
        changed,
        connections=connections,
        calendar_feed=calendar_feed,
        operator=is_operator(user),
    )


handler = lambda_handler(router)
