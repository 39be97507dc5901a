"""List the moderators of an event (M11): the host, the moderators and confirmed guests."""

from fastapi import APIRouter

from seance.bookings.visibility import look
from seance.errors import Forbidden
from seance.people.schemas import PersonOut
from seance.people.store import find_profiles
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId
from seance.web.pages import Page
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/events/{{event_id}}/moderators", tags=["moderators"])
async def list_moderators(event_id: EventId, user: CurrentUser) -> Page[PersonOut]:
    """Who may decide beside the host; an event has few, so they are one page."""
    seen = look(event_id, user.id)
    if seen.role not in ("host", "moderator") and not (seen.booking and seen.booking.holds_seat):
        raise Forbidden("Only the host, the moderators and confirmed guests see the moderators.")
    people = find_profiles(sorted(seen.event.moderator_ids))
    return Page(items=[PersonOut.of(each) for each in people.values()], next_cursor=None)


handler = lambda_handler(router)
