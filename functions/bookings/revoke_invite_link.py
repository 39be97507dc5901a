"""Revoke an invitation link (M32): the host and the moderators. Who came by it keeps the booking."""

from typing import Annotated

from fastapi import APIRouter, Path

from seance.bookings import invite_links
from seance.bookings.visibility import look
from seance.errors import Forbidden
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId
from seance.web.user import CurrentUser

router = APIRouter()


@router.delete(
    f"{API}/events/{{event_id}}/invite-links/{{link_id}}", status_code=204, tags=["bookings"]
)
async def revoke_invite_link(
    event_id: EventId, link_id: Annotated[str, Path(pattern="^[0-9a-f]{32}$")], user: CurrentUser
) -> None:
    """From now on it is 410."""
    if not look(event_id, user.id).event.is_run_by(user.id):
        raise Forbidden("Only the host and the moderators invite.")
    invite_links.revoke(event_id, link_id)


handler = lambda_handler(router)
