"""Copies that an event keeps of its seats and of who waits, for lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from seance.bookings import lines
from seance.bookings.model import MOST_ASKING
from seance.bookings.store import BookingItem
from seance.cloud import keys
from seance.events import store as events
from seance.events.model import Event, Seats


@dataclass(frozen=True, slots=True)
class Counts:
    """What lists and open pages show of an event's seats."""

    event_id: str
    capacity: int
    left: int
    waiting: int
    status: str
    ends_at: datetime

    @classmethod
    def of(cls, event: Event, seats: Sequence[Seats]) -> Self:
        """Of the event and its shards as they were read."""
        return cls(
            event.id,
            sum(shard.capacity for shard in seats),
            sum(shard.left for shard in seats),
            event.waitlist_length,
            event.status,
            event.ends_at,
        )


def refresh_counts(
    event_id: str, tell: Callable[[Counts], None] | None = None, *, ended: bool = False
) -> bool:
    """Bring the event's copies of its seats, waitlist and requests in line, for lists; whether one was not.

    What open pages show is told first where it is another, and where the event `ended` or is on again: once
    the copies are in line, who does this again has nothing to tell.
    """
    found = events.find(event_id)
    if found is None:
        return False
    event, seats = found
    waiting = lines.read(event_id).waiting if event.counted else _counted(event_id)
    requested = BookingItem.time_sort.startswith("requested#")
    partition = keys.event_bookings(event_id)
    asking = BookingItem.count_few(partition, requested, "by_time", MOST_ASKING)
    found_now = Counts.of(replace(event, waitlist_length=waiting), seats)
    shown = (event.capacity, event.seats_left, event.waitlist_length)
    differs = shown != (found_now.capacity, found_now.left, waiting)
    if tell and (differs or ended):
        tell(found_now)
    if not differs and event.requests_waiting == asking:
        return False
    events.set_counts(
        event_id, seats_left=found_now.left, waitlist_length=waiting, requests_waiting=asking
    )
    if found_now.capacity != event.capacity:  # an extra seat came or went with its guest (R5)
        events.set_capacity(event, found_now.capacity)
    return True


def _counted(event_id: str) -> int:
    """Who waits for an event of before 2026-11-28."""
    within = BookingItem.time_sort.startswith("waitlisted#")
    return BookingItem.count(keys.event_bookings(event_id), within, index_name="by_time")
