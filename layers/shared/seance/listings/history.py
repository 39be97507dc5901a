"""A user's events as one viewer may see them (M12): hosted ones by R6, attended ones as guests are shown."""

from collections.abc import Iterator
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Literal

from seance.bookings.store import BookingItem
from seance.bookings.visibility import Sighted, look_at_many
from seance.cloud import keys
from seance.events.store import EventItem

When = Literal["upcoming", "past"]
CHUNK = 30


def events_of(
    user_id: str, viewer_id: str, when: When, limit: int, after: str | None, now: datetime
) -> tuple[list[Sighted], str | None]:
    """One page, and the position behind it: the past newest first, what is to come by start."""
    edge = keys.instant(now)
    if when == "upcoming":
        found = _hosted(user_id, after or edge, keys.AFTER_ALL, forward=True)
    else:
        found = merge(
            _hosted(user_id, "", after or edge, forward=False),
            _attended(user_id, after or edge),
            reverse=True,
        )
    page = list(islice(_visible(found, user_id, viewer_id, after, now), limit + 1))
    more = len(page) > limit
    return page[:limit], _place(page[limit - 1]) if more else None


def _visible(
    found: Iterator[str], user_id: str, viewer_id: str, after: str | None, now: datetime
) -> Iterator[Sighted]:
    """Of these events, a chunk at a time, those that the viewer may know."""
    while chunk := list(islice((each for each in found if each != after), CHUNK)):
        ids = [place.partition("#")[2] for place in chunk]
        seen = look_at_many(viewer_id, dict.fromkeys(ids, user_id))
        for event_id in ids:
            each = seen.get(event_id)
            if each and _is_shown(each, user_id, viewer_id, now):
                yield each


def _is_shown(each: Sighted, user_id: str, viewer_id: str, now: datetime) -> bool:
    """Not what was called off or is under way; and no guests to who may not know them."""
    if each.event.status_at(now) != ("scheduled" if now < each.event.starts_at else "finished"):
        return False
    knows_guests = (
        viewer_id == user_id
        or each.event.is_run_by(viewer_id)
        or bool(each.booking and each.booking.status == "confirmed")
    )
    return each.event.host_id == user_id or knows_guests


def _hosted(user_id: str, low: str, high: str, *, forward: bool) -> Iterator[str]:
    rows = EventItem.query(
        keys.host_events(user_id),
        EventItem.user_sort.between(low or "0", high),
        index_name="by_user",
        scan_index_forward=forward,
        page_size=CHUNK,
    )
    for row in rows:
        yield row.user_sort


def _attended(user_id: str, high: str) -> Iterator[str]:
    low = keys.booking("", "")[1]
    rows = BookingItem.query(
        keys.user(user_id),
        BookingItem.user_sort.between(low, low + high),
        BookingItem.status == "confirmed",
        index_name="by_user",
        scan_index_forward=False,
        page_size=CHUNK,
    )
    for row in rows:
        yield row.user_sort.removeprefix(low)


def _place(each: Sighted) -> str:
    return keys.by_start(each.event.starts_at, each.event.id)
