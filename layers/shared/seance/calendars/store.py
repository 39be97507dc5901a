"""What a calendar feed shows of its owner's events and bookings."""

from datetime import datetime, timedelta

from seance.bookings import lists
from seance.bookings.model import HOLDS_SEAT, Booking
from seance.bookings.store import booking_of
from seance.calendars.files import Entry
from seance.cloud.tables import Position
from seance.events import moderators
from seance.events import store as events
from seance.people.store import find_profile

KEPT = timedelta(days=30)  # how long what is over stays in the feed
PAGE, MOST = 100, 1000


def entries_of(user_id: str, now: datetime) -> list[Entry]:
    """What the user hosts, moderates or has a seat of, from a month ago on, by start, in their language."""
    owner = find_profile(user_id, consistent=False)
    since = now - KEPT
    found: dict[str, Booking | None] = {}
    for listed in (events.of_host, moderators.events_of):
        after: Position | None = None
        while len(found) < MOST:
            items, after = listed(user_id, PAGE, after, upcoming=True, moment=since)
            found |= {events.id_of(item): None for item in items}
            if after is None:
                break
    after = None
    while len(found) < MOST:
        booked, after = lists.of_guest(
            user_id, PAGE, after, when="upcoming", moment=since, status=None
        )
        found |= {item.event_id: booking_of(item) for item in booked if item.status in HOLDS_SEAT}
        if after is None:
            break
    entries = (
        Entry(
            event,
            found[event.id],
            runs_it=event.is_run_by(user_id),
            language=owner.language if owner else None,
        )
        for event in events.find_many(sorted(found)).values()
    )
    return sorted(entries, key=lambda each: each.event.starts_at)
