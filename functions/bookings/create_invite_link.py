"""Make an invitation link (M32): the host and the moderators; without approval only the host lets in.

Its address is told in this answer alone.
"""

from fastapi import APIRouter

from seance.bookings import invite_links
from seance.bookings.schemas import InviteLinkIn, InviteLinkMade, InviteLinkOut
from seance.bookings.visibility import look
from seance.cloud.clock import now
from seance.cloud.config import settings
from seance.errors import Forbidden, ValidationFailed
from seance.events.model import check_open
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId
from seance.web.idempotency import MadeFor
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/events/{{event_id}}/invite-links", status_code=201, tags=["bookings"])
async def create_invite_link(
    event_id: EventId, asked: InviteLinkIn, user: CurrentUser, request: MadeFor
) -> InviteLinkMade:
    """Whoever has the address may come, so many guests."""
    event, moment = look(event_id, user.id).event, now()
    if not event.is_run_by(user.id):
        raise Forbidden("Only the host and the moderators invite.")
    if asked.skip_approval and user.id != event.host_id:
        raise Forbidden("Only the host lets in without approval.")
    check_open(event, moment)
    if asked.expires_at and asked.expires_at <= moment:
        raise ValidationFailed.of("expires_at", "must be in the future")
    token = invite_links.new_token(event_id, request)
    made = invite_links.make(
        token,
        event_id,
        user.id,
        uses=asked.uses,
        gone_at=asked.expires_at,
        skip_approval=asked.skip_approval,
    )
    return InviteLinkMade(
        **InviteLinkOut.of(made).model_dump(), url=f"{settings().page_url}/i/{token}"
    )


handler = lambda_handler(router)
