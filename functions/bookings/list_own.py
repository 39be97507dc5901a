"""List own bookings (M7) by start, of one status or all: upcoming first, the past newest first."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from seance.bookings import lists
from seance.bookings.model import HOLDS_SEAT, Status
from seance.bookings.schemas import OwnBookingOut
from seance.bookings.store import booking_of
from seance.cloud.clock import now
from seance.events.store import find_many
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, Limit
from seance.web.pages import Page, read_cursor, write_cursor
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/me/bookings", tags=["bookings"])
async def list_own_bookings(
    user: CurrentUser,
    status: Annotated[Status | None, Query()] = None,
    when: Annotated[Literal["upcoming", "past"] | None, Query()] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Page[OwnBookingOut]:
    """Where I asked, am invited or have a seat; upcoming is what has not ended."""
    scope = ("list_own_bookings", user.id, status, when)
    moment = now()
    items, after = lists.of_guest(
        user.id, limit, read_cursor(cursor, *scope), when=when, moment=moment, status=status
    )
    coming = [each.event_id for each in items if each.status in HOLDS_SEAT and when != "past"]
    events = find_many(coming) if coming else {}
    bookings = lists.with_companions(booking_of(item) for item in items)
    return Page(
        items=[
            OwnBookingOut.of_item(item, booking, moment, events.get(item.event_id))
            for item, booking in zip(items, bookings, strict=True)
        ],
        next_cursor=write_cursor(after, *scope),
    )


handler = lambda_handler(router)
