"""The door (M34, R23): who has a seat, and who came; for the host and the moderators, while it is open."""

from fastapi import APIRouter

from seance.bookings import lists
from seance.bookings.attendance import came, check_door, fresh
from seance.bookings.schemas import AtTheDoor, BookingOut
from seance.bookings.visibility import look
from seance.cloud.clock import now
from seance.people.store import find_profiles
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, EventId, Limit
from seance.web.pages import Page, read_cursor, write_cursor
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/events/{{event_id}}/door", tags=["bookings"])
async def show_door(
    event_id: EventId, user: CurrentUser, limit: Limit = 20, cursor: Cursor = None
) -> Page[AtTheDoor]:
    """Confirmed guests in the order of asking; from two hours before the start to 48 hours after it."""
    event = look(event_id, user.id).event
    check_door(event, user.id, now())
    scope = ("show_door", event_id, user.id)
    found, after = lists.of_event(event_id, "confirmed", limit, read_cursor(cursor, *scope))
    bookings = fresh(found)
    people = find_profiles(each.guest_id for each in bookings)
    items = [
        AtTheDoor(
            **BookingOut.of(
                each, people[each.guest_id], is_super=each.guest_id in event.moderator_ids
            ).model_dump(),
            came=came(each),
        )
        for each in bookings
    ]
    return Page(items=items, next_cursor=write_cursor(after, *scope))


handler = lambda_handler(router)
