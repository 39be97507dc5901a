"""What of a notice is still to be answered, as it is when the notice is read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from seance.bookings.model import HOST_SIDE, TABLE
from seance.bookings.store import BookingItem, own_booking
from seance.cloud import keys
from seance.cloud.clock import now
from seance.cloud.tables import MainItem
from seance.events.model import Event
from seance.events.store import EventItem, event_of
from seance.notices.store import NoticeItem

Answer = Literal["approve", "decline", "accept", "refuse", "confirm", "withdraw"]
ANSWERS: Mapping[str, Sequence[Answer]] = {
    "booking_requested": ("approve", "decline"),
    "invited": ("accept", "refuse"),
    "booking_moved": ("confirm", "withdraw"),
    "seat_from_waitlist": ("withdraw",),
    "reminder_day": ("withdraw",),
}


def answers(items: Iterable[NoticeItem]) -> Mapping[str, Sequence[Answer]]:
    """By the notice's id, where there is something; of several about one booking the first has it, the newest.

    A seat may be gone by then: whoever answers is told so.
    """
    asked: dict[tuple[str, str], NoticeItem] = {}
    for item in items:
        if item.kind in ANSWERS:
            asked.setdefault((_guest(item), str(item.event_id)), item)
    if not asked:
        return {}
    wanted = [*(keys.booking(*each) for each in asked), *(keys.event(each) for _, each in asked)]
    found = list(MainItem.batch_get(wanted, consistent_read=True))
    events = {each.id: event_of(each) for each in found if isinstance(each, EventItem)}
    booked = {
        (each.guest_id, each.event_id): each for each in found if isinstance(each, BookingItem)
    }
    return {
        item.id: [
            each
            for each in ANSWERS[item.kind]
            if _may(item.user_id, each, events.get(event_id), booked.get((guest_id, event_id)))
        ]
        for (guest_id, event_id), item in asked.items()
    }


def _guest(item: NoticeItem) -> str:
    return str(item.actor_id) if item.kind == "booking_requested" else item.user_id


def _may(reader_id: str, answer: Answer, event: Event | None, item: BookingItem | None) -> bool:
    booking = own_booking(item)
    if event is None or booking is None or event.hidden or now() >= event.starts_at:
        return False
    if event.status != "scheduled" and answer not in ("decline", "refuse", "withdraw"):
        return False
    sides = answer not in HOST_SIDE or event.is_run_by(reader_id)
    return sides and booking.status in TABLE[answer][0]
