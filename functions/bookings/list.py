"""List the bookings of an event (M8): the host and the moderators see all, in the order of asking.

A confirmed guest sees who else is confirmed. Nobody else sees anything.
"""

from typing import Annotated

from fastapi import APIRouter, Query

from seance.bookings import lists
from seance.bookings.model import Status
from seance.bookings.schemas import BookingOut
from seance.bookings.visibility import look
from seance.errors import Forbidden
from seance.people.schemas import PersonOut
from seance.people.store import find_profiles
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, EventId, Limit
from seance.web.pages import Page, read_cursor, write_cursor
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/events/{{event_id}}/bookings", tags=["bookings"])
async def list_bookings(
    event_id: EventId,
    user: CurrentUser,
    status: Annotated[Status | None, Query()] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Page[BookingOut]:
    """Requests, guests and the waitlist, the earliest first."""
    seen = look(event_id, user.id)
    if seen.role not in ("host", "moderator"):
        if not (seen.booking and seen.booking.holds_seat):
            raise Forbidden("Only the host, the moderators and confirmed guests see the guests.")
        if status not in (None, "confirmed"):
            raise Forbidden("Guests see the confirmed guests only.")
        status = "confirmed"
    scope = ("list_bookings", event_id, user.id, status)
    bookings, after = lists.of_event(event_id, status, limit, read_cursor(cursor, *scope))
    people = find_profiles(each.guest_id for each in bookings)
    items = [
        BookingOut.of(
            each, people[each.guest_id], is_super=each.guest_id in seen.event.moderator_ids
        )
        for each in bookings
    ]
    if seen.role == "guest":
        items = [
            each.model_copy(
                update={
                    "message": None,
                    "companions": [],
                    "guest": PersonOut.of(people[each.guest.id]),
                }
            )
            for each in items
        ]
    return Page(items=items, next_cursor=write_cursor(after, *scope))


handler = lambda_handler(router)
