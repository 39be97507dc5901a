"""Who comes to the events that `guests_coming` notices tell of, and waits, as it is when they are read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from seance.bookings.model import HOLDS_SEAT
from seance.bookings.store import BookingItem
from seance.cloud import keys
from seance.cloud.tables import MainItem
from seance.events.store import EventItem, id_of
from seance.notices.store import NoticeItem
from seance.people.model import Profile
from seance.people.store import find_profiles


@dataclass(frozen=True, slots=True)
class Company:
    """How many are coming, whom guests bring included; some guests (three at most, in the order of asking); how many wait.

    Nobody waits where the host answers: of who asks there, one is told for each.
    """

    count: int
    people: tuple[Profile, ...] = ()
    waiting: int = 0


def companies(items: Iterable[NoticeItem]) -> Mapping[str, Company]:
    """By the notice's id; nobody where the reader runs the event no longer.

    The event's own counts are seconds old at most; who is known to have a seat or to wait counts
    at once.
    """
    told = [item for item in items if item.kind == "guests_coming"]
    if not told:
        return {}
    found = list(
        MainItem.batch_get(
            [
                *(keys.event(str(item.event_id)) for item in told),
                *(
                    keys.booking(guest, str(item.event_id))
                    for item in told
                    for guest in item.people or ()
                ),
            ],
            consistent_read=True,
        )
    )
    events = {id_of(each): each for each in found if isinstance(each, EventItem)}
    booked = [each for each in found if isinstance(each, BookingItem) and each.user_key]
    coming = sorted(
        (each for each in booked if each.status in HOLDS_SEAT), key=lambda each: each.requested_at
    )
    line = [each for each in booked if each.status == "waitlisted"]
    people = find_profiles(each.guest_id for each in coming)
    return {
        item.id: Company(
            max(
                int(event.capacity - event.seats_left), sum(int(each.seats or 1) for each in named)
            ),
            tuple(people[each.guest_id] for each in named),
            _waiting(item, event, line),
        )
        for item in told
        for event in [events.get(str(item.event_id))]
        if event and item.user_id in (event.host_id, *(event.moderator_ids or ()))
        for named in [
            [
                each
                for each in coming
                if each.event_id == item.event_id and each.guest_id in (item.people or ())
            ]
        ]
    }


def _waiting(item: NoticeItem, event: EventItem, line: Iterable[BookingItem]) -> int:
    """How many wait; `line` are those of the bookings that were read."""
    if event.approval != "automatic":
        return 0
    told = item.people or set()
    known = sum(each.event_id == item.event_id and each.guest_id in told for each in line)
    return max(int(event.waitlist_length or 0), known)
