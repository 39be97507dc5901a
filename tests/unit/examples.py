"""Events, seats and bookings as small as can be, for the tests of the pure rules."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from seance.bookings.model import Booking, Status
from seance.events.model import Event, Place, Seats

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
HOST, MODERATOR, GUEST = "host", "moderator", "guest"


def event(**changes: Any) -> Event:
    """A manual event of the host in three days, two hours long, for five guests."""
    starts_at = NOW + timedelta(days=3)
    return replace(
        Event(
            id="e1",
            host_id=HOST,
            film={"id": "solaris-1972", "title": "Солярис"},
            title="Солярис",
            description="",
            place=Place(
                "home", "Москва", "Арбат", address="Арбат, 1", latitude=55.7522, longitude=37.5912
            ),
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            time_zone="Europe/Moscow",
            visibility="public",
            approval="manual",
            admission="free",
            price=None,
            capacity=5,
            short_code="code",
            created_at=NOW,
            updated_at=NOW,
            moderator_ids=frozenset({MODERATOR}),
        ),
        **changes,
    )


def seats(left: int = 5, capacity: int = 5, shard: int = 0, extra: int = 0) -> Seats:
    """One shard of the event's seats."""
    return Seats(
        "e1", shard, capacity, left, extra, "scheduled", event().starts_at, event().ends_at
    )


def booking(status: Status, **changes: Any) -> Booking:
    """The guest's booking."""
    return replace(Booking("e1", GUEST, status, NOW), **changes)
