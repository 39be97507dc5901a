"""Announce an event (M1): anybody signed in may, up to a limit of upcoming ones.

Refuses a film that the host shows at an overlapping time already (R3) and a time at which the
host is promised elsewhere (R4).
"""

from fastapi import APIRouter, Response

from seance import ids
from seance.agenda import store as agendas
from seance.bookings.schemas import EventOut
from seance.bookings.views import event_out
from seance.bookings.visibility import Seen
from seance.cloud.clock import now
from seance.cloud.concurrency import decide
from seance.cloud.config import settings
from seance.errors import TooManyRequests
from seance.events import announcing, clashes, store
from seance.events.cards import Host
from seance.events.model import Event, Seats
from seance.events.schemas import EventIn
from seance.people.newcomers import profile_of
from seance.web.app import API, lambda_handler
from seance.web.fields import etag
from seance.web.idempotency import MadeFor
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/events", status_code=201, tags=["events"])
async def create_event(
    asked: EventIn, user: CurrentUser, response: Response, request: MadeFor
) -> EventOut:
    """Announce a showing of a film."""
    event, seats = announcing.new(asked, user.id, now(), request)
    host = profile_of(user)

    def announce() -> tuple[Event, list[Seats]]:
        agenda = agendas.read(user.id)
        for own in agenda.intervals:
            if ids.same_request(own, event.id):  # written already, only the answer was lost
                return store.get(own)
        if agenda.since(now()).own_events() >= settings().maximum_upcoming_events:
            raise TooManyRequests(
                f"A host has at most {settings().maximum_upcoming_events} upcoming events.",
                next_step="cancel_an_event",
            )
        planned = agenda.announce(event.id, event.interval(own=True))
        store.create(event, seats, planned, Host.of(host))
        return event, seats

    with clashes.named():
        made, left = decide(announce)
    response.headers["Location"] = f"{API}/events/{made.id}"
    response.headers["ETag"] = etag(made.version)
    return event_out(Seen(made, left, None, host, None, "host"), now())


handler = lambda_handler(router)
