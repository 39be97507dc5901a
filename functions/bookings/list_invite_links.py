"""List an event's invitation links (M32): the host and the moderators; their addresses are not told again."""

from fastapi import APIRouter

from seance.bookings import invite_links
from seance.bookings.schemas import InviteLinkOut
from seance.bookings.visibility import look
from seance.errors import Forbidden
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, EventId, Limit
from seance.web.pages import Page, read_cursor, write_cursor
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/events/{{event_id}}/invite-links", tags=["bookings"])
async def list_invite_links(
    event_id: EventId, user: CurrentUser, limit: Limit = 20, cursor: Cursor = None
) -> Page[InviteLinkOut]:
    """Those that are not revoked, the oldest first."""
    if not look(event_id, user.id).event.is_run_by(user.id):
        raise Forbidden("Only the host and the moderators invite.")
    scope = ("list_invite_links", event_id, user.id)
    found, after = invite_links.of_event(event_id, limit, read_cursor(cursor, *scope))
    return Page(
        items=[InviteLinkOut.of(each) for each in found], next_cursor=write_cursor(after, *scope)
    )


handler = lambda_handler(router)
