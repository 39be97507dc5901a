"""Copies that an event keeps of its seats and of who waits, for lists."""

from dataclasses import dataclass
from datetime import datetime

from seance.bookings.model import Status
from seance.bookings.store import BookingItem
from seance.cloud import keys
from seance.events import store as events


@dataclass(frozen=True, slots=True)
class Counts:
    """What lists and open pages show of an event's seats."""

    event_id: str
    capacity: int
    left: int
    waiting: int
    ends_at: datetime


def refresh_counts(event_id: str) -> Counts | None:
    """Bring the event's copies of its seats, waitlist and requests in line, for lists."""
    found = events.find(event_id)
    if found is None:
        return None
    event, seats = found
    waiting, asking = (_count(event_id, status) for status in ("waitlisted", "requested"))
    left = sum(shard.left for shard in seats)
    events.set_counts(event_id, seats_left=left, waitlist_length=waiting, requests_waiting=asking)
    capacity = sum(shard.capacity for shard in seats)
    if capacity != event.capacity:  # an extra seat came or went with its guest (R5)
        events.set_capacity(event, capacity)
    return Counts(event_id, capacity, left, waiting, event.ends_at)


def _count(event_id: str, status: Status) -> int:
    within = BookingItem.time_sort.startswith(f"{status}#")
    return BookingItem.count(keys.event_bookings(event_id), within, index_name="by_time")
