"""List own events (M3): as host or as moderator, upcoming by start or past newest first."""

from typing import Literal

from fastapi import APIRouter

from seance.cloud.clock import now
from seance.events import moderators, store
from seance.events.schemas import EventSummary
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
) -> Page[EventSummary]:
    """What I host or moderate; upcoming is what has not started."""
    scope, moment = ("list_own_events", user.id, role, when), now()
    listed = store.of_host if role == "host" else moderators.events_of
    items, after = listed(
        user.id, limit, read_cursor(cursor, *scope), upcoming=when == "upcoming", moment=moment
    )
    return Page(
        items=[EventSummary.of(item, moment) for item in items],
        next_cursor=write_cursor(after, *scope),
    )


handler = lambda_handler(router)
