"""Bookings, and an event as one user sees it."""

import re
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    StringConstraints,
    model_validator,
)

from seance.bookings import tickets
from seance.bookings.invite_links import InviteLinkItem
from seance.bookings.model import ASKED, Booking, Status
from seance.bookings.store import BookingItem
from seance.cloud.config import settings
from seance.errors import UpstreamUnavailable
from seance.events.model import Event
from seance.events.schemas import EventSummary, Party, PlaceOut, Titled
from seance.films.schemas import FilmOut
from seance.people import addresses
from seance.people.model import Profile, Rating
from seance.people.schemas import PersonOut, RatingOut
from seance.web.answers import Out
from seance.web.fields import Body, Identifier, Instant, Line, LongText, PersonName


class Answer(Body):
    """A word to go with it."""

    message: LongText | None = None


class Request(Answer):
    """For how many, and whom one brings; their names are for the host side alone."""

    seats: Party = 1
    companions: list[PersonName] = Field(default_factory=list)

    @model_validator(mode="after")
    def _within_the_party(self) -> Self:
        if len(self.companions) > self.seats - 1:
            raise ValueError("at most one name for each seat beside one's own")
        return self


class Fewer(Body):
    """How many seats of one's booking one keeps."""

    seats: Party


class Coming(Answer):
    """What the guest gives up to come."""

    instead_of: list[Identifier] = Field(
        default_factory=list,
        max_length=10,
        description="Events at which one has a seat at that time: given up with this, or nothing is.",
    )


class Acceptance(Coming):
    """For how many the invited guest comes, and whom they bring; without `seats` for as many as were invited."""

    seats: Party | None = None
    companions: list[PersonName] = Field(default_factory=list)

    @model_validator(mode="after")
    def _within_the_party(self) -> Self:
        if len(self.companions) > (self.seats or 1) - 1:
            raise ValueError("at most one name for each seat beside one's own")
        return self


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


def _as_sent(value: str) -> str:
    found = addresses.as_sent(value)
    if found is None or not MAILBOX.fullmatch(found):
        raise ValueError("must be an e-mail address")
    return found


# As a browser takes one: https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
MAILBOX = re.compile(
    r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+"
)
MailAddress = Annotated[
    StrictStr, StringConstraints(strip_whitespace=True, max_length=254), AfterValidator(_as_sent)
]


class Invitation(Body):
    """Whom the host side asks, for how many, with or without as many seats more than there are.

    Instead of a guest an e-mail address, which gets a link of one use: for one seat, and without a word of one's own.
    """

    guest_id: Identifier | None = None
    email: MailAddress | None = None
    extra_seat: StrictBool = False
    seats: Party = Field(
        default=1, description="Whom the guest may bring is counted with the guest."
    )
    message: LongText | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.guest_id is None) == (self.email is None):
            raise ValueError("either a guest_id or an email")
        if self.email and (self.extra_seat or self.seats > 1 or self.message):
            raise ValueError("an invitation by e-mail has no seats and no message")
        return self


class TicketOut(Out):
    """What the guest shows at the door: a code to read aloud, and where a picture of it is."""

    code: str
    qr_url: str

    @classmethod
    def of(cls, booking: Booking) -> "TicketOut | None":
        """Of a guest's own booking; nothing while it is not confirmed, or what signs it cannot be had now.

        The booking stands by then: without its ticket it is an answer all the same.
        """
        if booking.status != "confirmed":
            return None
        try:
            code = tickets.code_of(booking)
        except UpstreamUnavailable:
            return None
        return cls(code=code, qr_url=f"{settings().page_url}/api/v1/public/tickets/{code}.svg")


class BookingOut(Out):
    """A booking; `waitlist_position` counts from 1 and is about right beyond 100, `respond_by` only while `moved`.

    `companions` are told to the host side and to the guest.
    """

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
    seats: int
    companions: list[str]
    ticket: TicketOut | None = Field(default=None, description="The guest's own, while confirmed.")

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
        if isinstance(guest, Profile):
            guest = PersonOut.known(guest) if booking.status in ASKED else PersonOut.of(guest)
        return cls(
            guest=guest,
            **_values(booking, is_super, position),
        )


class AtTheDoor(BookingOut):
    """Who has a seat, and whether they came; null while nobody has said."""

    came: bool | None


class CheckIn(Body):
    """What the guest reads aloud; spaces, hyphens and case do not matter, nor O for 0 and I or L for 1."""

    code: Line


class Came(Body):
    """Whether the guest was there; null takes back what was said."""

    came: StrictBool | None


class InviteLinkIn(Body):
    """How many guests may come by it, until when (else until the start), and whether without approval."""

    uses: StrictInt = Field(ge=1, le=100)
    expires_at: Instant | None = None
    skip_approval: StrictBool = False


class InviteLinkOut(Out):
    """A link as its event's host side sees it; `used` counts guests."""

    id: str
    event_id: str
    made_by: str
    uses: int
    used: int
    expires_at: datetime | None
    skip_approval: bool
    created_at: datetime

    @classmethod
    def of(cls, item: InviteLinkItem) -> "InviteLinkOut":
        """From the item."""
        return cls(
            id=item.id,
            event_id=item.event_id,
            made_by=item.made_by,
            uses=int(item.uses),
            used=int(item.used),
            expires_at=item.gone_at,
            skip_approval=item.skip_approval,
            created_at=item.created_at,
        )


class InviteLinkMade(InviteLinkOut):
    """A new link, with its address, which is not told again."""

    url: str


class Redeemed(Body):
    """What stands behind `/i/` in the address."""

    token: Identifier


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
            film=FilmOut.listed(event.film),
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
        film = FilmOut.listed(event["film"])
        short = ShortEvent(**{**event, "id": booking.event_id, "film": film})
        if short.status == "scheduled" and now >= short.ends_at:
            short.status = "finished"
        return cls(
            event=short,
            place=PlaceOut(**{name: getattr(at.place, name) for name in PlaceOut.model_fields})
            if at
            else None,
            guest=guest_out(item),
            ticket=TicketOut.of(booking),
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
    wishes_nearby: int | None = Field(
        default=None,
        description="For the host while it is ahead, but in lists: how many in its city wish to see the film; online how many in all.",
    )
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
        "seats",
    )  # fmt: skip
    return {
        **{name: getattr(booking, name) for name in names},
        "companions": list(booking.companions),
        "is_super": is_super,
        "waitlist_position": position,
    }
