"""The door (M34, R23): who may say when who came, and who is found by a ticket's code."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from seance.bookings import lists, store, tickets
from seance.bookings.model import Attendance, Booking, tally
from seance.bookings.store import BookingItem, Situation, booking_of
from seance.bookings.transitions import check_runs
from seance.cloud import keys
from seance.cloud.clock import now
from seance.cloud.concurrency import decide
from seance.cloud.tables import MainItem
from seance.errors import Forbidden, NotFound, WrongStatus
from seance.events.model import Event

BEFORE, AFTER = timedelta(hours=2), timedelta(hours=48)


def check_door(event: Event, user_id: str, moment: datetime) -> None:
    """The host side, from two hours before the start to 48 hours after it, of what takes place."""
    check_runs(event, user_id)
    if event.status == "cancelled":
        raise WrongStatus("The event is cancelled.")
    if not event.starts_at - BEFORE <= moment < event.starts_at + AFTER:
        raise WrongStatus("The door is open from two hours before the start to 48 hours after it.")


def came(booking: Booking) -> bool | None:
    """Came, missed, or not taken."""
    return {"came": True, "missed": False}.get(booking.attendance or "")


def take(
    event_id: str, guest_id: str, user_id: str, came: bool | None
) -> tuple[Booking, Situation]:
    """The booking with what was said of it; the same one where it was said before.

    Its counts on the guest's profile change in the same write.
    """

    def work() -> tuple[Booking, Situation]:
        at, moment = store.situation(event_id, guest_id), now()
        check_door(at.event, user_id, moment)
        was = at.booking
        if was is None:
            raise NotFound
        if guest_id == user_id:
            raise Forbidden("Nobody says of themselves that they came.")
        if was.status != "confirmed":
            raise WrongStatus(f"The booking is {was.status}.")
        said: Attendance | None = None if came is None else "came" if came else "missed"
        if was.attendance == said:
            return was, at
        booking = replace(
            was,
            attendance=said,
            attended_at=was.attended_at or moment,
            version=was.version + 1,
        )
        store.take_attendance(was, booking, at)
        return booking, _counted(was, booking, at)

    return decide(work)


def _counted(was: Booking, booking: Booking, at: Situation) -> Situation:
    """With the guest's counts as they are by now."""
    if at.guest is None:
        return at
    counts, more = at.guest.attendance, tally([(was, booking)])
    new = {name: getattr(counts, name) + number for name, number in more.items()}
    return replace(at, guest=replace(at.guest, attendance=replace(counts, **new)))


def holder(event_id: str, typed: str) -> str:
    """Whose ticket of this event has the code; `NotFound`, whatever is wrong with it."""
    code = tickets.read(typed)
    if code:
        for booking in lists.confirmed_of_second(event_id, tickets.asked_at(code, now())):
            if tickets.is_of(code, booking):
                return booking.guest_id
    raise NotFound


def fresh(bookings: Sequence[Booking]) -> list[Booking]:
    """Those of a list's page that are still confirmed, with what was said of them: the index has not all."""
    wanted = [keys.booking(each.guest_id, each.event_id) for each in bookings]
    found = MainItem.batch_get(wanted, consistent_read=True) if wanted else ()
    items = {item.guest_id: booking_of(item) for item in found if isinstance(item, BookingItem)}
    fresh = (items[each.guest_id] for each in bookings if each.guest_id in items)
    return [each for each in fresh if each.status == "confirmed"]
