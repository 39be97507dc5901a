"""What an event is, and the rules that its host meets. Pure: no I/O, no clock."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import floor
from typing import Any, Literal

from seance import ids
from seance.agenda.model import Interval
from seance.errors import (
    EventStarted,
    Forbidden,
    HasBookings,
    SeatsTaken,
    ValidationFailed,
    VersionMismatch,
    WrongStatus,
)
from seance.films.model import name_in, title_en
from seance.languages import LANGUAGES

Visibility = Literal["public", "followers", "invite_only"]
Approval = Literal["manual", "automatic"]
Admission = Literal["free", "paid"]
Status = Literal["scheduled", "cancelled", "finished"]
PlaceKind = Literal["home", "cinema", "outdoor", "online", "other"]

CLEANING_UP = timedelta(minutes=30)  # added to the running time where no duration is given
FURTHEST_AHEAD = timedelta(days=730)
LONGEST = timedelta(minutes=1440)
MAXIMUM_SHARDS = 32
LONGEST_TITLE = 120  # characters
MOST_SEATS = 4  # that one booking may be for

# What R9 counts as material; everything else is cosmetic.
MATERIAL = (
    "film",
    "starts_at",
    "ends_at",
    "time_zone",
    "place",
    "admission",
    "price",
    "title",
    "status",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is. `area` is what everybody may know; address, exact coordinates and url are R7's."""

    kind: PlaceKind
    city: str | None = None
    area: str | None = None
    name: str | None = None
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    url: str | None = None
    show_address: bool = False
    city_id: str | None = None  # of `seance.cities`, where it is known which city is meant

    @property
    def cell(self) -> tuple[int, int] | None:
        """The square degree that it lies in, by its south-west corner, where its point is known.

        The meridian of 180° is that of -180°, and has one name.
        """
        if self.latitude is None or self.longitude is None:
            return None
        return floor(self.latitude), (floor(self.longitude) + 180) % 360 - 180

    def public(self) -> "Place":
        """R7: what may be told to who is not coming; the coordinates are good for about a kilometre."""
        if self.show_address:
            return self
        rounded = [
            None if degrees is None else round(degrees, 2)
            for degrees in (self.latitude, self.longitude)
        ]
        return Place(
            self.kind,
            self.city,
            self.area,
            latitude=rounded[0],
            longitude=rounded[1],
            city_id=self.city_id,
        )


@dataclass(frozen=True, slots=True)
class Price:
    """What a seat costs; only shown, never taken. `amount` is a decimal string, `currency` ISO 4217."""

    amount: str
    currency: str


@dataclass(frozen=True, slots=True)
class Programme:
    """R26: what was announced together; the event is number `position` (from 1) of so many in it.

    `lead` is the position of the event that told of this one, where that was told of with others.
    """

    id: str
    title: str
    position: int
    of: int
    lead: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An announced showing. Times are aware and in UTC; `time_zone` is the place's IANA name.

    `version` grows with every edit, `sequence` with material ones (RFC 5545 SEQUENCE). `changed`
    names the version that changed each material field last. Items of before 2026-11-26 do not say
    when they opened to followers, nor whether the host gave the length; the waitlists of those of
    before 2026-11-28 are not `counted` (`seance.bookings.lines`).
    """

    id: str
    host_id: str
    film: Mapping[str, Any]
    title: str
    description: str
    place: Place
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    visibility: Visibility
    approval: Approval
    admission: Admission
    price: Price | None
    capacity: int
    short_code: str
    created_at: datetime
    updated_at: datetime
    status: Literal["scheduled", "cancelled"] = "scheduled"
    cancel_reason: str | None = None
    version: int = 1
    sequence: int = 0
    shards: int = 1
    first_shard: int = (
        1  # number of the second one; the first is 0, and no other number comes again
    )
    moderator_ids: frozenset[str] = field(default_factory=frozenset)
    ever_booked: bool = False
    seats_left: int = 0  # a copy, seconds old at most, as the two below
    waitlist_length: int = 0
    requests_waiting: int = 0  # counted up to a thousand
    admitting: bool = False  # who asked while it was manual is being let in, before anybody else
    announced_at: datetime | None = None
    duration_given: bool | None = None
    counted: bool = False
    spoken_language: str | None = None  # of the showing, as BCP 47 writes it
    subtitles: tuple[str, ...] = ()  # the same
    max_party: int = 1  # seats that one booking may be for (R21)
    hidden: bool = False  # by an operator (R24)
    changed: Mapping[str, int] = field(default_factory=dict)
    programme: Programme | None = None
    # How many events of its programme its announcement speaks for: none where another one's does.
    announces: int | None = None

    def status_at(self, now: datetime) -> Status:
        """R13: after the end a scheduled event is finished."""
        return "finished" if self.status == "scheduled" and now >= self.ends_at else self.status

    @property
    def titles(self) -> dict[str, str] | None:
        """The title by language; nothing where the host gave one, which is the same in all."""
        if is_given(self.title, self.film):
            return None
        return {language: self.title_in(language) for language in LANGUAGES}

    def title_in(self, language: str) -> str:
        """The title for a reader of that language."""
        if is_given(self.title, self.film):
            return self.title
        return name_in(self.film, language)[:LONGEST_TITLE]

    @property
    def introduced_as(self) -> str:
        """The event that tells people of this one: itself, or the one that does for its programme."""
        whole = self.programme
        return ids.part(whole.id, whole.lead) if whole and whole.lead else self.id

    def interval(self, *, own: bool = False) -> Interval:
        """The time that it takes in an agenda; in the host's own also with the film."""
        return Interval(self.starts_at, self.ends_at, self.film["id"] if own else None)

    @property
    def shard_numbers(self) -> list[int]:
        """The shards that the seats lie in now."""
        return [0, *range(self.first_shard, self.first_shard + self.shards - 1)]

    def is_hidden_from(self, user_id: str) -> bool:
        """R24: what an operator has hidden is there for its host alone."""
        return self.hidden and user_id != self.host_id

    def is_run_by(self, user_id: str) -> bool:
        """Whether the user is the host or a moderator."""
        return user_id == self.host_id or user_id in self.moderator_ids


@dataclass(frozen=True, slots=True)
class Seats:
    """One shard of an event's seats, with what a confirmation must insist on: status and time.

    `capacity` includes the `extra` seats that came with invitations (R5).
    """

    event_id: str
    shard: int
    capacity: int
    left: int
    extra: int
    status: Literal["scheduled", "cancelled"]
    starts_at: datetime
    ends_at: datetime


def is_given(title: str, film: Mapping[str, Any]) -> bool:
    """Whether the title is the host's own; what the film is called in any language is none.

    So it also holds for events of before, and for pages that send the film's title as a default.
    """
    names = (film["title"], film.get("original_title"), title_en(film))
    return title not in {name[:LONGEST_TITLE] for name in names if name}


def shards_for(capacity: int, approval: Approval, seats_per_shard: int) -> int:
    """How many shards: one, unless a big automatic event may be stormed."""
    return 1 if approval == "manual" else max(1, min(MAXIMUM_SHARDS, capacity // seats_per_shard))


def spread(capacity: int, shards: int) -> list[int]:
    """The seats of each shard, as even as can be."""
    return [capacity // shards + (shard < capacity % shards) for shard in range(shards)]


def resize(shards: Sequence[Seats], capacity: int) -> list[Seats]:
    """R8: the shards with the new capacity in all; down only as far as seats are free."""
    change = capacity - sum(shard.capacity for shard in shards)
    if change < -sum(shard.left for shard in shards):
        raise SeatsTaken
    resized = []
    for shard, share in zip(shards, spread(abs(change), len(shards)), strict=True):
        step = share if change >= 0 else -min(share, shard.left)
        resized.append(replace(shard, capacity=shard.capacity + step, left=shard.left + step))
    # What an emptier shard could not give, the others do.
    rest = sum(shard.capacity for shard in resized) - capacity
    for place, shard in enumerate(resized):
        step = min(rest, shard.left) if rest > 0 else 0
        resized[place] = replace(shard, capacity=shard.capacity - step, left=shard.left - step)
        rest -= step
    return resized


def reseat(event: Event, shards: Sequence[Seats], capacity: int, count: int) -> list[Seats]:
    """R8: the seats with the new capacity, in so many shards.

    More shards take free seats from those there are. Fewer are new ones, but for shard 0, which
    takes over what guests hold of the seats of those that go.
    """
    if count == len(shards):
        return resize(shards, capacity)
    taken = sum(shard.capacity - shard.left for shard in shards)
    free = capacity - taken
    if free < 0:
        raise SeatsTaken
    number = event.first_shard + len(shards) - 1
    shares = spread(free, count)
    if count > len(shards):
        kept = [
            replace(shard, capacity=shard.capacity - shard.left + least, left=least)
            for shard, share in zip(shards, shares, strict=False)
            for least in [min(shard.left, share)]
        ]
        shares = spread(free - sum(shard.left for shard in kept), count - len(kept))
    else:
        extra = sum(shard.extra for shard in shards)
        share = shares.pop(0)
        kept = [replace(shards[0], capacity=taken + share, left=share, extra=extra)]
    blank = replace(shards[0], extra=0)
    return kept + [
        replace(blank, shard=number + place, capacity=share, left=share)
        for place, share in enumerate(shares)
    ]


def layout(event: Event, seats: Sequence[Seats]) -> dict[str, int]:
    """What the event says of its shards; a number that was a shard's once is no other's later."""
    used = event.first_shard + event.shards - 1
    return {"shards": len(seats), "first_shard": seats[1].shard if len(seats) > 1 else used}


def check_time(
    starts_at: datetime,
    ends_at: datetime,
    now: datetime,
    minimum_notice: timedelta,
    minimum_duration: timedelta,
) -> None:
    """An event starts soon enough, not too soon, and takes a sensible time."""
    check_start(starts_at, now, minimum_notice)
    check_length(ends_at - starts_at, minimum_duration)


def check_start(
    starts_at: datetime, now: datetime, minimum_notice: timedelta, name: str = "starts_at"
) -> None:
    """Asked before anything is added to the time: the calendar ends with the year 9999."""
    if starts_at < now + minimum_notice:
        raise ValidationFailed.of(
            name, f"must be at least {_minutes(minimum_notice)} minutes ahead"
        )
    if starts_at > now + FURTHEST_AHEAD:
        raise ValidationFailed.of(name, "must be at most 2 years ahead")


def check_length(span: timedelta, minimum_duration: timedelta) -> None:
    """An event takes a sensible time."""
    if not minimum_duration <= span <= LONGEST:
        least, most = _minutes(minimum_duration), _minutes(LONGEST)
        raise ValidationFailed.of("duration_minutes", f"must be {least} to {most} minutes")


def check_price(admission: Admission, price: Price | None) -> None:
    """Paid needs a price, free forbids one."""
    if admission == "paid" and price is None:
        raise ValidationFailed.of("price", "a paid event needs a price")
    if admission == "free" and price is not None:
        raise ValidationFailed.of("price", "a free event has no price")


def check_editable(event: Event, user_id: str, now: datetime) -> None:
    """R13, R16: the host edits until the start."""
    if user_id != event.host_id:
        raise Forbidden("Only the host changes an event.")
    if now >= event.starts_at:
        raise EventStarted


def review_closes_at(event: Event, window: timedelta) -> datetime:
    """R13: until when reviews are written; from the end on."""
    return event.ends_at + window


def is_reviewable(event: Event, window: timedelta, now: datetime) -> bool:
    """R13: whether reviews are open; nobody reviews what was cancelled."""
    return event.status == "scheduled" and event.ends_at <= now < review_closes_at(event, window)


def check_version(event: Event, if_match: Collection[str] | None) -> None:
    """`If-Match`, where it is given, must name the newest version."""
    if if_match is not None and str(event.version) not in if_match:
        raise VersionMismatch


def edit(event: Event, now: datetime, *, reseated: bool = False, **changes: Any) -> Event:
    """The event with the changes; the same event when they, and its seats, change nothing."""
    changed = replace(event, **changes)
    if changed == event and not reseated:
        return event
    version = event.version + 1
    material = [name for name in MATERIAL if getattr(changed, name) != getattr(event, name)]
    opens = event.visibility == "invite_only" != changed.visibility
    return replace(
        changed,
        version=version,
        sequence=event.sequence + bool(material),
        updated_at=now,
        announced_at=event.announced_at or (now if opens else None),
        changed={**event.changed, **dict.fromkeys(material, version)},
    )


def cancel(event: Event, now: datetime, reason: str | None) -> Event:
    """Cancelled with a reason; a second time changes nothing."""
    if event.status == "cancelled":
        return event
    return edit(event, now, status="cancelled", cancel_reason=reason)


def restore(event: Event, now: datetime) -> Event:
    """A cancelled event is on again; a second time changes nothing."""
    return edit(event, now, status="scheduled", cancel_reason=None)


def hide(event: Event, now: datetime) -> Event:
    """R24: for its host alone, and called off if it is to come; a second time changes nothing."""
    if event.hidden:
        return event
    coming = event.status == "scheduled" and now < event.starts_at
    off = cancel(event, now, None) if coming else replace(event, version=event.version + 1)
    return replace(off, hidden=True, visibility="invite_only")


def check_not_hidden(event: Event) -> None:
    """R24: what an operator has hidden stays as it is."""
    if event.hidden:
        raise WrongStatus("An operator has hidden this event.")


def check_deletable(event: Event) -> None:
    """Only what nobody ever booked goes without a trace."""
    if event.ever_booked:
        raise HasBookings


def check_open(event: Event, now: datetime) -> None:
    """R13, R16: nobody comes in after the start or to a cancelled event."""
    if now >= event.starts_at:
        raise EventStarted
    if event.status == "cancelled":
        raise WrongStatus("The event is cancelled.", next_step="find_another_event")


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)
