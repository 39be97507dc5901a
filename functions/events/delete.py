"""Delete an event (M2): the host, as long as nobody ever booked it. Else it is cancelled.

A second time changes nothing: for a day its host is told so, all others that there is no such event.
"""

from fastapi import APIRouter

from seance.agenda import store as agendas
from seance.bookings.visibility import look
from seance.cloud.clock import now
from seance.cloud.concurrency import decide
from seance.errors import NotFound
from seance.events import store
from seance.events.model import check_deletable, check_editable
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId
from seance.web.user import CurrentUser

router = APIRouter()


@router.delete(f"{API}/events/{{event_id}}", status_code=204, tags=["events"])
async def delete_event(event_id: EventId, user: CurrentUser) -> None:
    """Remove the event, its seats, its link and its time in the host's agenda."""

    def work() -> None:
        try:
            seen = look(event_id, user.id)
        except NotFound:
            if store.was_deleted(event_id, user.id):
                return  # perhaps by a request, or a round of this one, whose answer was lost
            raise
        check_editable(seen.event, user.id, now())
        check_deletable(seen.event)
        store.delete(seen.event, seen.seats, agendas.read(user.id).release(event_id))

    decide(work)


handler = lambda_handler(router)
