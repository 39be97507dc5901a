"""Post an own event to the connected Telegram chat or VK wall (M6): the host, until it starts.

Nothing is sent from here: the wish is stored, and the Feed's stream takes it to the channel's queue.
"""

from fastapi import APIRouter

from seance import ids
from seance.bookings.visibility import look
from seance.channels import store
from seance.channels.model import check_shareable
from seance.channels.schemas import ShareIn, ShareOut
from seance.channels.setup import check_set_up
from seance.cloud.clock import now
from seance.errors import WrongStatus
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId
from seance.web.idempotency import MadeFor
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/events/{{event_id}}/share", status_code=202, tags=["events"])
async def share_event(
    event_id: EventId, asked: ShareIn, user: CurrentUser, request: MadeFor
) -> ShareOut:
    """Tell the people of my chat or wall what a stranger may see, with the short link."""
    seen = look(event_id, user.id)
    check_shareable(seen.event, user.id, now())
    check_set_up(asked.channel)
    if store.find(user.id, asked.channel) is None:
        raise WrongStatus("Connect this channel first.", next_step="connect_channel")
    share_id = ids.new(seen.event.created_at if request else now(), request)
    store.add_share(user.id, share_id, event_id, asked.channel, asked.text)
    return ShareOut(id=share_id, channel=asked.channel)


handler = lambda_handler(router)
