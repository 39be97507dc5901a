"""Lists of bookings: an event's, a guest's, and who waits for a seat."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from heapq import merge
from itertools import islice
from typing import Literal

from seance.bookings import lines
from seance.bookings.model import WAITING, Booking
from seance.bookings.store import BookingItem, booking_of
from seance.cloud import keys
from seance.cloud.tables import MainItem, Position
from seance.events.model import LONGEST

PAGE = 100  # of who waits, that are read at a time
MOST_IN_A_SECOND = 2000  # askings, of which codes are looked for
EXACTLY = 100  # so far a place on the waitlist is counted


def of_event(
    event_id: str, status: str | None, limit: int, after: Position | None = None
) -> tuple[list[Booking], Position | None]:
    """One page of an event's bookings, of one status or all, the earliest request first.

    All stand in the order of asking and are read as they are now, so who is decided on between two
    pages is neither skipped nor old. Positions of the release before go on by status. At most 100.
    """
    if status is None and "time_key" not in (after or {}):
        return _in_order(event_id, limit, after)
    within = BookingItem.time_sort.startswith(f"{status}#") if status else None
    page = BookingItem.query(
        keys.event_bookings(event_id),
        within,
        index_name="by_time",
        limit=limit,
        last_evaluated_key=after,
    )
    return with_companions(booking_of(item) for item in page), page.last_evaluated_key


def with_companions(bookings: Iterable[Booking]) -> list[Booking]:
    """Bookings of an index, which names nobody whom a guest brings: parties with the names that they have now."""
    found = list(bookings)
    wanted = [keys.booking(each.guest_id, each.event_id) for each in found if each.seats > 1]
    items = MainItem.batch_get(wanted, consistent_read=True) if wanted else ()
    names = {
        (item.guest_id, item.event_id): tuple(item.companions or ())
        for item in items
        if isinstance(item, BookingItem)
    }
    return [
        replace(each, companions=names.get((each.guest_id, each.event_id), ())) for each in found
    ]


def confirmed_of_second(event_id: str, second: datetime) -> Iterator[Booking]:
    """Who is confirmed and asked in this second: of a rush a thousand at most, of others hardly two."""
    start, end = (keys.instant(each) for each in (second, second + timedelta(seconds=1)))
    within = BookingItem.time_sort.between(f"confirmed#{start}", f"confirmed#{end}")
    partition = keys.event_bookings(event_id)
    yield from map(
        booking_of,
        BookingItem.query(
            partition,
            within,
            index_name="by_time",
            page_size=MOST_IN_A_SECOND,
            limit=MOST_IN_A_SECOND,
        ),
    )


def _in_order(
    event_id: str, limit: int, after: Position | None
) -> tuple[list[Booking], Position | None]:
    page = BookingItem.query(
        event_id, index_name="by_asking", limit=limit, last_evaluated_key=after
    )
    wanted = [(item.pk, item.sk) for item in page]
    found = MainItem.batch_get(wanted, consistent_read=True) if wanted else ()
    bookings = {
        (item.pk, item.sk): booking_of(item) for item in found if isinstance(item, BookingItem)
    }
    return [bookings[key] for key in wanted if key in bookings], page.last_evaluated_key


def waiting(
    event_id: str, *statuses: str, after: tuple[datetime, str] | None = None
) -> Iterator[Booking]:
    """Who waits, with one of these statuses or any, the longest first; `after` who asked then."""
    start = keys.instant(after[0]) if after else ""
    lines_of = [
        BookingItem.query(
            keys.event_bookings(event_id),
            BookingItem.time_sort.between(f"{status}#{start}", f"{status}#{keys.AFTER_ALL}"),
            index_name="by_time",
            page_size=PAGE,
        )
        for status in statuses or sorted(WAITING)
    ]
    found = (map(booking_of, line) for line in lines_of)
    for booking in merge(*found, key=_turn):
        if after is None or _turn(booking) > after:
            yield booking


def _turn(booking: Booking) -> tuple[datetime, str]:
    return booking.requested_at, booking.guest_id


def waiting_before(booking: Booking) -> int:
    """How many are on the waitlist before this one: exactly up to a hundred, about as many beyond.

    Beyond, who left since is taken for one of those before; without a number all are counted.
    """
    start = keys.booking_by_status("waitlisted", booking.requested_at, booking.guest_id)
    within = BookingItem.time_sort.between("waitlisted#", start)
    partition = keys.event_bookings(booking.event_id)
    if booking.number is None:
        return max(0, BookingItem.count(partition, within, index_name="by_time") - 1)
    found = BookingItem.count_few(partition, within, "by_time", EXACTLY + 1) - 1
    if found < EXACTLY:
        return max(0, found)
    line = lines.read(booking.event_id)
    return max(EXACTLY, min(booking.number - 1 - line.gone, line.waiting - 1))


def of_guest(
    guest_id: str,
    limit: int,
    after: Position | None,
    *,
    when: Literal["upcoming", "past"] | None,
    moment: datetime,
    status: str | None,
) -> tuple[list[BookingItem], Position | None]:
    """One page of a guest's own bookings by start; the past newest first.

    Upcoming is what has not ended, or else none would find where the showing is that just began.
    """
    low, high = ("", keys.AFTER_ALL)
    if when:
        low, high = keys.around(moment, LONGEST, upcoming=when == "upcoming")
    page = BookingItem.query(
        keys.user(guest_id),
        BookingItem.user_sort.between(f"BOOKING#{low}", f"BOOKING#{high}"),
        BookingItem.status == status if status else None,
        index_name="by_user",
        scan_index_forward=when == "upcoming",
        page_size=limit,
        last_evaluated_key=after,
    )
    found = (
        each
        for each in page
        if "hidden" not in each.event  # R24
        and (
            when is None
            or (datetime.fromisoformat(each.event["ends_at"]) > moment) == (when == "upcoming")
        )
    )
    return list(islice(found, limit)), page.last_evaluated_key
