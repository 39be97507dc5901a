"""Invite a follower of the host (M9), or whoever reads an e-mail address (M32): the host and the moderators.

With or without an extra seat, which raises the capacity when the guest accepts (R5). Re-opens what was declined or
removed, also for who does not follow. To an address nothing is sent from here: it is kept, and the Feed's stream takes it
to the mails.
"""

from fastapi import APIRouter, Response

from seance.bookings import mailed, store
from seance.bookings.model import Booking, invite, needs_follow
from seance.bookings.schemas import BookingOut, Invitation
from seance.bookings.store import Situation
from seance.bookings.transitions import check_runs
from seance.bookings.views import booking_out
from seance.bookings.visibility import look
from seance.cloud.clock import now
from seance.cloud.concurrency import decide
from seance.errors import NotAFollower
from seance.events.model import check_open
from seance.people.blocks import blocks
from seance.people.model import check_not_blocked
from seance.people.store import follows
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(
    f"{API}/events/{{event_id}}/invitations",
    status_code=201,
    response_model=BookingOut,
    responses={
        200: {"model": BookingOut, "description": "The invitation that there was already"},
        202: {"description": "By e-mail, if its reader takes any; whose it is nobody is told"},
    },
    tags=["bookings"],
)
async def invite_guest(
    event_id: EventId, asked: Invitation, user: CurrentUser, response: Response
) -> BookingOut | Response:
    """Ask a follower to come, or who once asked, or who reads an e-mail address."""
    if asked.email:
        event, moment = look(event_id, user.id).event, now()
        check_runs(event, user.id)
        check_open(event, moment)
        mailed.invite(event, asked.email, user.id, moment)
        return Response(status_code=202)
    guest_id = str(asked.guest_id)

    def work() -> tuple[Booking, Situation, bool]:
        at = store.situation(event_id, guest_id)
        check_runs(at.event, user.id)
        booking = invite(
            at.event,
            at.booking,
            guest_id,
            user.id,
            asked.message,
            now(),
            extra_seat=asked.extra_seat,
            seats=asked.seats,
        )
        if booking == at.booking:
            return booking, at, at.is_own_work
        check_not_blocked(blocks(guest_id, [user.id]), user.id)
        if needs_follow(at.booking) and not follows(guest_id, at.event.host_id):
            raise NotAFollower
        return store.write(at.booking, booking, at), at, True

    booking, at, is_new = decide(work)
    if not is_new:
        response.status_code = 200  # invited before
    return booking_out(booking, at.person, at.event)


handler = lambda_handler(router)
