"""What the API tells across rooms: one's own schedule."""

from collections.abc import Collection
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
from seance.people.store import find_profiles
from seance.proposals.model import Proposal
from seance.proposals.model import Status as ProposalStatus
from seance.proposals.schemas import ShortProposal, span
from seance.web.answers import Out


class ScheduleEntry(Out):
    """An own event, an own booking or one of the times of a proposal, with its status; times in UTC, and the place's zone."""

    kind: Literal["event", "booking", "proposal"]
    status: Status | BookingStatus | ProposalStatus
    event: ShortEvent | None = None
    proposal: ShortProposal | None = None
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


def proposed(proposals: Collection[Proposal]) -> list[ScheduleEntry]:
    """An entry for each time that is put to the vote, as long as the longest of its films."""
    hosts = find_profiles({each.host_id for each in proposals})
    return [
        ScheduleEntry(
            kind="proposal",
            status=each.status,
            proposal=ShortProposal.of(each, hosts),
            starts_at=time,
            ends_at=time + span(each),
            time_zone=each.plan["time_zone"],
        )
        for each in proposals
        for time in each.times
    ]


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
