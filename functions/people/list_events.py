"""List a user's events (M12): what they host or hosted, as far as the caller may see it (R6, R17).

Where a user was a guest is told to who may know the guests of that event: its host, its moderators,
its confirmed guests, and the user.
"""

from typing import Literal

from fastapi import APIRouter

from seance.cloud.clock import now
from seance.events.schemas import EventSummary
from seance.listings.history import events_of
from seance.people.schemas import PersonOut
from seance.people.store import find_profiles, meet
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, Limit, UserId
from seance.web.pages import Page, read_cursor, write_cursor
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/users/{{user_id}}/events", tags=["people"])
async def list_user_events(
    user_id: UserId,
    user: CurrentUser,
    when: Literal["upcoming", "past"] = "past",
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Page[EventSummary]:
    """What took place, the newest first, or what is to come by start; `me` is the caller."""
    subject_id, moment = meet(user_id, user.id).id, now()
    scope = ("list_user_events", user.id, subject_id, when)
    place = read_cursor(cursor, *scope)
    found, after = events_of(subject_id, user.id, when, limit, place, moment)
    hosts = find_profiles(each.event.host_id for each in found)
    items = [
        EventSummary.of(each.item, moment).model_copy(
            update={"host": PersonOut.of(hosts[each.event.host_id])}
        )
        for each in found
    ]
    return Page(items=items, next_cursor=write_cursor(after, *scope))


handler = lambda_handler(router)
