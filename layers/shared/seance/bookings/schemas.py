"""Bookings, and an event as one user sees it."""

from datetime import datetime
from typing import Any, Literal, Self

from pydantic import Field, StrictBool, model_validator

from seance.bookings.model import Booking, Status
from seance.bookings.store import BookingItem
from seance.events.model import Event
from seance.events.schemas import EventSummary, PlaceOut, Titled
from seance.films.schemas import FilmOut
from seance.people.model import Profile, Rating
from seance.people.schemas import PersonOut, RatingOut
from seance.web.answers import Out
from seance.web.fields import Body, Identifier, LongText


class Answer(Body):
    """A word to go with it."""

    message: LongText | None = None


class Coming(Answer):
    """What the guest gives up to come."""

    instead_of: list[Identifier] = Field(
        default_factory=list,
        max_length=10,
        description="Events at which one has a seat at that time: given up with this, or nothing is.",
    )


class Decisions(Body):
    """Many at once, each by itself; at most 100 in all."""

    approve: list[Identifier] = Field(default_factory=list)
    decline: list[Identifier] = Field(default_factory=list)

    @model_validator(mode="after")
    def _each_guest_once(self) -> Self:
        guests = self.approve + self.decline
        if len(guests) > 100:
            raise ValueError("at most 100 guests at once")
        if len(set(guests)) < len(guests):
            raise ValueError("each guest at most once")
        return self


class Decided(Out):
    """One of many: the new status, or the code of the refusal."""

    guest_id: str
    status: Status | None = None
    code: str | None = None


class DecisionsOut(Out):
    """In the order of the request, approvals first."""

    results: list[Decided]


class Invitation(Body):
    """Whom the host side asks, with or without a seat more than there are."""

    guest_id: Identifier
    extra_seat: StrictBool = False
    message: LongText | None = None


class BookingOut(Out):
    """A booking; `waitlist_position` counts from 1 and is about right beyond 100, `respond_by` only while `moved`."""

    event_id: str
    guest: PersonOut
    status: Status
    message: str | None
    invited_by: str | None
    extra_seat: bool
    is_super: bool
    waitlist_position: int | None
    decided_by: str | None
    requested_at: datetime
    decided_at: datetime | None
    respond_by: datetime | None
    version: int

    @classmethod
    def of(
        cls,
        booking: Booking,
        guest: Profile | PersonOut,
        *,
        is_super: bool = False,
        position: int | None = None,
    ) -> "BookingOut":
        """From the value, with the guest."""
        return cls(
            guest=guest if isinstance(guest, PersonOut) else PersonOut.of(guest),
            **_values(booking, is_super, position),
        )


class ShortEvent(Titled):
    """The event of an own booking."""

    id: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    city: str | None
    status: Literal["scheduled", "cancelled", "finished"]

    @classmethod
    def of(cls, event: Event, now: datetime) -> Self:
        """From the event itself."""
        names = ("id", "title", "starts_at", "ends_at", "time_zone")
        return cls(
            **{name: getattr(event, name) for name in names},
            film=FilmOut(**{**dict.fromkeys(FilmOut.model_fields), **event.film}),
            city=event.place.city,
            status=event.status_at(now),
        )


def guest_out(item: BookingItem) -> PersonOut:
    """The guest from the booking's own copy."""
    guest: dict[str, Any] = item.guest
    return PersonOut(
        id=item.guest_id,
        name=guest["name"],
        avatar_url=guest["avatar_url"],
        host_rating=RatingOut.of(Rating(*guest["host"])),
        guest_rating=RatingOut.of(Rating(*guest["guest"])),
    )


class OwnBookingOut(BookingOut):
    """An own booking in a list."""

    event: ShortEvent
    place: PlaceOut | None = Field(
        default=None, description="Exactly where, for who has a seat of what is not past (R7)."
    )

    @classmethod
    def of_item(
        cls, item: BookingItem, booking: Booking, now: datetime, at: Event | None = None
    ) -> "OwnBookingOut":
        """From the booking's own copies, and for who has a seat from the event `at` which it is."""
        event: dict[str, Any] = item.event
        film = FilmOut(**{**dict.fromkeys(FilmOut.model_fields), **event["film"]})
        short = ShortEvent(**{**event, "id": booking.event_id, "film": film})
        if short.status == "scheduled" and now >= short.ends_at:
            short.status = "finished"
        return cls(
            event=short,
            place=PlaceOut(**{name: getattr(at.place, name) for name in PlaceOut.model_fields})
            if at
            else None,
            guest=guest_out(item),
            **_values(booking, False, None),
        )


class ConflictOut(Out):
    """An own event, or one with an own seat, at an overlapping time; `titles` by language where none was given."""

    own: bool
    event_id: str
    title: str
    titles: dict[str, str] | None = None
    starts_at: datetime
    ends_at: datetime


class EventOut(EventSummary):
    """An event in full, as the caller may see it, with what the caller can do now."""

    description: str
    extra_seats: int
    cancel_reason: str | None
    short_url: str
    share_urls: dict[str, str]
    calendar_url: str
    requests_waiting: int | None = Field(description="For host and moderators: who asks still.")
    my_role: Literal["host", "moderator", "guest", "none"]
    my_booking: BookingOut | None
    actions: list[str]
    conflicts: list[ConflictOut] = Field(
        description="At what one is busy then, if one could come; where asked for."
    )
    created_at: datetime
    updated_at: datetime


def _values(booking: Booking, is_super: bool, position: int | None) -> dict[str, Any]:
    names = (
        "event_id", "status", "message", "invited_by", "extra_seat", "decided_by", "requested_at", "decided_at", "respond_by", "version",
    )  # fmt: skip
    return {
        **{name: getattr(booking, name) for name in names},
        "is_super": is_super,
        "waitlist_position": position,
    }
