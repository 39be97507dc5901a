"""Read one event in full (M5): whoever may see it, with their own booking and what they can do."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from seance.bookings import invite_links
from seance.bookings.schemas import EventOut
from seance.bookings.views import event_out
from seance.bookings.visibility import look
from seance.cloud.clock import now
from seance.web.app import API, lambda_handler
from seance.web.fields import CacheControl, EventId, etag, wants_newest
from seance.web.user import CurrentUser
from seance.wishes import store as wishes

router = APIRouter()


@router.get(f"{API}/events/{{event_id}}", tags=["events"])
async def get_event(
    event_id: EventId,
    user: CurrentUser,
    response: Response,
    conflicts: bool = False,
    invitation: Annotated[str | None, Query(max_length=128)] = None,
    cache_control: CacheControl = None,
) -> EventOut:
    """One event with its host, seats, own booking and next possible actions.

    With `conflicts` also what the caller is busy at then: half a read unit more. It may be a second
    old; with `Cache-Control: no-cache` it is as it is now, also just after an own write. The token of
    an `invitation` link that is still good shows it as to one who is invited.
    """
    newest = wants_newest(cache_control)
    invited = invite_links.opens(invitation, event_id)
    seen = look(event_id, user.id, consistent=newest, with_agenda=conflicts, invited=invited)
    response.headers["ETag"] = etag(seen.event.version)
    moment = now()
    near = wishes.nearby(seen.event, moment) if seen.role == "host" else None
    return event_out(seen, moment, near)


handler = lambda_handler(router)
