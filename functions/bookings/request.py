"""Ask for a seat (M7): whoever may see the event, except its host.

Requested, or waitlisted when there is no room for the whole party (R21); confirmed at once when the event
is automatic, with the seats and the time in the agenda in one write (R1, R4). A repeated request answers 200 with the
booking that exists (R2).
"""

from dataclasses import replace

from fastapi import APIRouter, Response

from seance.bookings import store
from seance.bookings.model import LIVE, Booking, ask, check_visible
from seance.bookings.schemas import BookingOut, Request
from seance.bookings.store import Situation
from seance.bookings.views import booking_out
from seance.cloud.clock import now
from seance.cloud.concurrency import decide
from seance.events import clashes
from seance.people.newcomers import welcome
from seance.people.store import follows
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(
    f"{API}/events/{{event_id}}/bookings",
    status_code=201,
    responses={
        200: {"model": BookingOut, "description": "The live booking that there was already"}
    },
    tags=["bookings"],
)
async def request_booking(
    event_id: EventId, user: CurrentUser, response: Response, asked: Request | None = None
) -> BookingOut:
    """Ask the host for a seat, or for a party's."""
    asked = asked or Request()

    def work() -> tuple[Booking, Situation, bool]:
        at = store.situation(event_id, user.id, seats=asked.seats)
        live = at.booking is not None and at.booking.status in LIVE
        check_visible(
            at.event,
            user.id,
            at.booking,
            follows=not live
            and at.event.visibility == "followers"
            and follows(user.id, at.event.host_id),
            blocked=at.blocks.between(at.event.host_id),
        )
        booking = ask(
            at.event,
            at.seats,
            at.booking,
            user.id,
            asked.message,
            now(),
            seats=asked.seats,
            companions=asked.companions,
        )
        if booking == at.booking:
            return booking, at, at.is_own_work
        at = store.with_room(at)
        at = replace(at, guest=at.guest or welcome(user))
        return store.write(at.booking, booking, at), at, True

    with clashes.named():
        booking, at, is_new = decide(work)
    if not is_new:
        response.status_code = 200  # it was there before, perhaps from a twin of this request
    return booking_out(booking, at.person, at.event, own=True)


handler = lambda_handler(router)
