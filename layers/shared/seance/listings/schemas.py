"""What the API tells across rooms: one's own schedule."""

from datetime import datetime
from typing import Literal, Self

from pydantic import Field

from seance.bookings.model import Status as BookingStatus
from seance.bookings.schemas import OwnBookingOut, ShortEvent
from seance.bookings.store import BookingItem, booking_of
from seance.events import cards
from seance.events.model import Status
from seance.events.store import EventItem, id_of
from seance.films.schemas import FilmOut
from seance.web.answers import Out


class ScheduleEntry(Out):
    """An own event with its status, or an own booking with the booking's; times in UTC, and the place's zone."""

    kind: Literal["event", "booking"]
    status: Status | BookingStatus
    event: ShortEvent
    starts_at: datetime
    ends_at: datetime
    time_zone: str

    @classmethod
    def of(cls, item: EventItem | BookingItem, now: datetime) -> Self:
        """From an item of an index: an event's card, or the booking's own copies."""
        if isinstance(item, BookingItem):
            own = OwnBookingOut.of_item(item, booking_of(item), now)
            return cls(kind="booking", status=own.status, event=own.event, **_times(own.event))
        event = _short(item, now)
        return cls(kind="event", status=event.status, event=event, **_times(event))


class Schedule(Out):
    """What overlaps the time that was asked for, by start."""

    items: list[ScheduleEntry]
    next_from: datetime | None = Field(
        description="Where there is more than one answer holds (500 of a kind): ask `from` here on."
    )


def _short(item: EventItem, now: datetime) -> ShortEvent:
    card = cards.read(item.card)
    film = FilmOut.listed(card["film"])
    ended = card["status"] == "scheduled" and now >= card["ends_at"]
    return ShortEvent(
        id=id_of(item),
        title=card["title"],
        film=film,
        city=card["place"].city,
        status="finished" if ended else card["status"],
        **{name: card[name] for name in ("starts_at", "ends_at", "time_zone")},
    )


def _times(event: ShortEvent) -> dict[str, datetime | str]:
    return {name: getattr(event, name) for name in ("starts_at", "ends_at", "time_zone")}
