"""A guest's own request (M7), as the operations that make one share it."""

from dataclasses import replace

from seance.bookings import store
from seance.bookings.model import LIVE, Booking, ask, check_visible
from seance.bookings.schemas import Request
from seance.bookings.store import Situation
from seance.cloud.clock import now
from seance.cloud.concurrency import decide
from seance.people.newcomers import welcome
from seance.people.store import follows
from seance.web.user import User


def request(event_id: str, user: User, asked: Request) -> tuple[Booking, Situation, bool]:
    """The booking, what it rests on, and whether this request made it; else it was there before (R2).

    Raises what the rules of `ask` refuse; `NotFound` where the event does not exist for the user.
    """

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

    return decide(work)
