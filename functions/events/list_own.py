"""List own events (M3): as host or as moderator, upcoming by start or past newest first."""

from typing import Literal

from fastapi import APIRouter

from seance.cloud.clock import now
from seance.events import moderators, store
from seance.events.schemas import OwnEvent
from seance.events.store import EventItem, id_of
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, Limit
from seance.web.pages import Page, read_cursor, write_cursor
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/me/events", tags=["events"])
async def list_own_events(
    user: CurrentUser,
    role: Literal["host", "moderator"] = "host",
    when: Literal["upcoming", "past"] = "upcoming",
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Page[OwnEvent]:
    """What I host or moderate; upcoming is what has not ended, with who waits for an answer."""
    scope, moment = ("list_own_events", user.id, role, when), now()
    listed = store.of_host if role == "host" else moderators.events_of
    items, after = listed(
        user.id, limit, read_cursor(cursor, *scope), upcoming=when == "upcoming", moment=moment
    )
    asking: dict[str, EventItem] = {}
    if when == "upcoming":  # no index has the number
        asking = store.find_items([id_of(each) for each in items if each.requests_waiting is None])
    return Page(
        items=[
            OwnEvent.of(item, moment, requests_waiting=int(whole.requests_waiting or 0))
            for item in items
            for whole in [asking.get(id_of(item), item)]
        ],
        next_cursor=write_cursor(after, *scope),
    )


handler = lambda_handler(router)
