"""The booking machine: who may take a booking from which status to which. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from seance.agenda.model import Agenda
from seance.errors import (
    AlreadyRequested,
    EventStarted,
    Forbidden,
    NotFound,
    SoldOut,
    ValidationFailed,
    WrongStatus,
)
from seance.events.model import Event, Seats, check_open

Status = Literal[
    "requested",
    "waitlisted",
    "invited",
    "confirmed",
    "declined",
    "refused",
    "withdrawn",
    "removed",
    "moved",
]
Action = Literal[
    "approve", "decline", "remove", "revoke", "withdraw", "accept", "refuse", "confirm"
]
Role = Literal["host", "moderator", "guest", "none"]
Attendance = Literal["came", "missed", "late"]

HOLDS_SEAT = frozenset({"confirmed", "moved"})
LIVE = frozenset({"requested", "waitlisted", "invited", "confirmed", "moved"})
MAY_ASK_AGAIN = frozenset({"withdrawn", "refused"})
MAY_BE_INVITED = frozenset({"withdrawn", "refused", "declined", "removed"})
HOST_SIDE = frozenset({"approve", "decline", "remove", "revoke"})
WAITING = frozenset({"requested", "waitlisted"})
ASKED = LIVE - {"invited"}  # who is here by an own request: hosts see how such a guest keeps seats
LATE = timedelta(hours=3)
MOST_ASKING = 1000  # so many requests are counted: half a megabyte of an index

# The state table of the mission: action → statuses it starts from, status it ends in.
TABLE: dict[Action, tuple[frozenset[Status], Status]] = {
    "approve": (frozenset({"requested", "waitlisted"}), "confirmed"),
    "decline": (frozenset({"requested", "waitlisted"}), "declined"),
    "revoke": (frozenset({"invited"}), "declined"),
    "remove": (frozenset({"confirmed", "moved"}), "removed"),
    "withdraw": (frozenset({"requested", "waitlisted", "confirmed", "moved"}), "withdrawn"),
    "accept": (frozenset({"invited"}), "confirmed"),
    "refuse": (frozenset({"invited"}), "refused"),
    "confirm": (frozenset({"moved"}), "confirmed"),
}


@dataclass(frozen=True, slots=True)
class Booking:
    """One guest's relation to one event.

    `message` came with the request or invitation, `answer` with the last decision. It is for
    `seats`, all or none (R21); `companions` are the names of whom the guest brings. `shard` is where
    the first seat came from, while the booking holds any, and `beside` where each further one did.
    `event_version` is the event's when the guest asked or was invited: of later changes they are told.
    `number` tells, while on the waitlist, the how-manieth joined it; unknown without `lines`.
    """

    event_id: str
    guest_id: str
    status: Status
    requested_at: datetime
    version: int = 1
    message: str | None = None
    invited_by: str | None = None
    extra_seat: bool = False
    decided_by: str | None = None
    decided_at: datetime | None = None
    respond_by: datetime | None = None
    shard: int | None = None
    answer: str | None = None
    event_version: int | None = None  # unknown of bookings of before 2026-11-26
    number: int | None = None
    seats: int = 1
    companions: tuple[str, ...] = ()
    beside: tuple[int, ...] = ()
    attendance: Attendance | None = (
        None  # R23: not taken, or `late`: withdrawn shortly before the start
    )
    attended_at: datetime | None = None  # when it was first taken, whatever it was changed to

    @property
    def holds_seat(self) -> bool:
        """Whether its seats are kept for the guest."""
        return self.status in HOLDS_SEAT

    @property
    def held(self) -> tuple[int, ...]:
        """The shard that each of its seats came from."""
        return () if self.shard is None else (self.shard, *self.beside)

    @property
    def knows_address(self) -> bool:
        """R7: confirmed guests know the exact address."""
        return self.status in HOLDS_SEAT


def role_of(event: Event, user_id: str, booking: Booking | None) -> Role:
    """What the user is to the event."""
    if user_id == event.host_id:
        return "host"
    if user_id in event.moderator_ids:
        return "moderator"
    return "guest" if booking and booking.status in LIVE else "none"


def check_visible(
    event: Event, user_id: str, booking: Booking | None, *, follows: bool, blocked: bool
) -> None:
    """R6, R17, R24: to who may not see it the event does not exist. A booking outlives a follow."""
    if event.is_hidden_from(user_id):
        raise NotFound
    if event.is_run_by(user_id):
        return
    if booking and booking.status in LIVE:
        return
    if blocked:
        raise NotFound
    if booking and booking.status in MAY_ASK_AGAIN and booking.invited_by:
        return
    if event.visibility == "public" or (event.visibility == "followers" and follows):
        return
    raise NotFound


def check_actor(action: Action, event: Event, guest_id: str, user_id: str) -> None:
    """R16: host side on others, guest side on oneself; nobody decides on the host."""
    if action in HOST_SIDE:
        if not event.is_run_by(user_id):
            raise Forbidden("Only the host and the moderators decide on bookings.")
        if guest_id == user_id:
            raise Forbidden("Nobody decides on their own booking.")
    elif guest_id != user_id:
        raise Forbidden("Only the guest does this.")


def has_room(shards: Sequence[Seats], seats: int) -> bool:
    """Whether so many seats are left, in whichever shards."""
    return sum(shard.left for shard in shards) >= seats


def check_party(event: Event, seats: int) -> None:
    """R21: nobody asks for, or is invited to, more seats than the event allows a booking."""
    if seats > event.max_party:
        raise ValidationFailed.of("seats", f"must be at most {event.max_party} for this event")


def ask(
    event: Event,
    shards: Sequence[Seats],
    booking: Booking | None,
    guest_id: str,
    message: str | None,
    now: datetime,
    *,
    seats: int = 1,
    companions: Sequence[str] = (),
) -> Booking:
    """A request: requested, waitlisted when there is no room for the party, confirmed when the event is automatic.

    Behind those who asked while it was manual, as long as they are being let in. A live booking is the answer to a repeated request (R2).
    """
    if guest_id == event.host_id:
        raise Forbidden("The host never takes a seat of the own event.")
    if booking and booking.status in LIVE:
        return booking
    check_open(event, now)
    if booking and booking.status not in MAY_ASK_AGAIN:
        raise WrongStatus(
            "The host has answered this request for good.", next_step="wait_for_invitation"
        )
    check_party(event, seats)
    waits = event.admitting or not has_room(shards, seats)
    status: Status = (
        "waitlisted" if waits else ("confirmed" if event.approval == "automatic" else "requested")
    )
    invited_by = booking.invited_by if booking else None  # who was invited once may come back (R6)
    return Booking(
        event.id,
        guest_id,
        status,
        now,
        _next_version(booking),
        message,
        invited_by,
        event_version=event.version,
        seats=seats,
        companions=tuple(companions),
    )


def needs_follow(booking: Booking | None) -> bool:
    """Whether only a follower may be invited: not who asked or came once, lest a no be for ever."""
    return booking is None or booking.status == "refused"


def invite(
    event: Event,
    booking: Booking | None,
    guest_id: str,
    by: str,
    message: str | None,
    now: datetime,
    *,
    extra_seat: bool,
    seats: int = 1,
) -> Booking:
    """R16: host or moderator asks somebody to come; re-opens what was declined or removed.

    With `extra_seat` the capacity grows by all of the party's seats when the guest accepts (R5, R21).
    """
    if not event.is_run_by(by):
        raise Forbidden("Only the host and the moderators invite.")
    if guest_id in (event.host_id, by):
        raise Forbidden("Nobody invites oneself or the host.")
    if booking and booking.status == "invited":
        return booking
    check_open(event, now)
    if booking and booking.status not in MAY_BE_INVITED:
        raise AlreadyRequested(next_step="approve" if booking.status in WAITING else None)
    check_party(event, seats)
    return Booking(
        event.id,
        guest_id,
        "invited",
        now,
        _next_version(booking),
        message,
        invited_by=by,
        extra_seat=extra_seat,
        event_version=event.version,
        seats=seats,
    )


def decide(
    action: Action,
    event: Event,
    shards: Sequence[Seats],
    booking: Booking,
    by: str | None,
    answer: str | None,
    now: datetime,
) -> Booking:
    """The booking after the action; the same one when the action is done already.

    Refuses with `wrong_status`, `event_started` or `sold_out`. `by` is nobody for a promotion.
    """
    sources, target = TABLE[action]
    if booking.status == target:
        return booking
    if booking.status not in sources:
        raise WrongStatus(
            f"The booking is {booking.status}.", next_step=_next_step(action, booking.status)
        )
    if now >= event.starts_at and not (action == "withdraw" and booking.status == "waitlisted"):
        raise EventStarted
    if target == "confirmed":
        check_open(event, now)
        brings = booking.holds_seat or booking.extra_seat
        if not brings and not has_room(shards, booking.seats):
            raise SoldOut(next_step="join_waitlist" if action == "accept" else "raise_capacity")
    return replace(
        booking,
        status=target,
        version=booking.version + 1,
        decided_by=by,
        decided_at=now,
        respond_by=None,
        answer=answer,
        attendance="late" if _leaves_late(action, event, booking, by, now) else None,
    )


def come_as(
    event: Event, booking: Booking, seats: int | None, companions: Sequence[str]
) -> Booking:
    """R21: who is invited says for how many, within what the event allows a booking, or what was offered where that is more.

    Extra seats are never more than were offered. Without `seats` it is as many as were offered.
    """
    if booking.status != "invited" or seats is None:
        return booking
    most = booking.seats if booking.extra_seat else max(event.max_party, booking.seats)
    if seats > most:
        raise ValidationFailed.of("seats", f"must be at most {most} for this invitation")
    return replace(booking, seats=seats, companions=tuple(companions))


def lower(event: Event, booking: Booking, seats: int, now: datetime) -> Booking:
    """R21: fewer seats, of a request, an invitation or what is held; names beyond them go.

    So many already: the same booking.
    """
    if booking.status not in LIVE:
        raise WrongStatus(f"The booking is {booking.status}.", next_step="request")
    if seats == booking.seats:
        return booking
    if seats > booking.seats:
        raise ValidationFailed.of("seats", f"must be at most the {booking.seats} that there are")
    if now >= event.starts_at:
        raise EventStarted
    return replace(
        booking,
        seats=seats,
        companions=booking.companions[: seats - 1],
        beside=booking.beside[: seats - 1],
        version=booking.version + 1,
    )


def _leaves_late(
    action: Action, event: Event, booking: Booking, by: str | None, now: datetime
) -> bool:
    """R23: a guest gives up a seat that was sure, when hardly anybody can take it any more."""
    on = event.status == "scheduled" and booking.status == "confirmed"
    return on and action == "withdraw" and by == booking.guest_id and event.starts_at - now < LATE


def tally(changes: Iterable[tuple[Booking | None, Booking]]) -> dict[str, int]:
    """What bookings of one guest, before and after, add to the counts of that guest."""
    found: Counter[str] = Counter()
    for was, booking in changes:
        found.update([booking.attendance] if booking.attendance else [])
        found.subtract([was.attendance] if was and was.attendance else [])
    return {name: more for name, more in found.items() if more}


def wait(event: Event, booking: Booking) -> Booking:
    """A request of an automatic event, which no host answers any more, waits for a seat."""
    if booking.status != "requested" or event.approval != "automatic":
        return booking
    return replace(booking, status="waitlisted", version=booking.version + 1)


def gives_seat(action: Action, booking: Booking) -> bool:
    """Whether the action would bring the guest in: not between people one of whom blocked the other."""
    return TABLE[action][1] == "confirmed" and not booking.holds_seat


def follow(booking: Booking, event: Event, agenda: Agenda, now: datetime) -> tuple[Booking, Agenda]:
    """The booking and its guest's agenda after an edit of the event.

    A cancelled event keeps nobody busy. A confirmed booking whose new time clashes with the agenda
    becomes `moved`: its seat is kept for a while, its time is not.
    """
    newer = replace(booking, version=booking.version + 1)
    if booking.status == "moved" and booking.respond_by:
        sooner = min(booking.respond_by, respond_by(event.starts_at, now))
        return replace(newer, respond_by=sooner), agenda.ask(event.id, event.ends_at)
    if booking.status in WAITING:
        return newer, agenda.ask(event.id, event.ends_at)
    if booking.status != "confirmed":
        return newer, agenda
    if event.status == "cancelled":
        return newer, agenda.release(event.id)
    if not agenda.clashes(event.interval(), but=event.id):
        return newer, agenda.promise(event.id, event.interval())
    moved = replace(
        newer,
        status="moved",
        decided_by=None,
        decided_at=now,
        respond_by=respond_by(event.starts_at, now),
    )
    return moved, agenda.ask(event.id, event.ends_at)


def respond_by(starts_at: datetime, now: datetime) -> datetime:
    """Until 24 hours before the start, or half of the time left, if that is less."""
    return starts_at - min(timedelta(hours=24), (starts_at - now) / 2)


def actions(
    event: Event, shards: Sequence[Seats], booking: Booking | None, role: Role, now: datetime
) -> list[str]:
    """What the caller can do with the event now, in the words of the API."""
    found: list[str] = []
    before = now < event.starts_at
    on = before and event.status == "scheduled"
    if role == "host" and before:
        found += ["edit", "cancel" if event.status == "scheduled" else "restore"]
        found += [] if event.ever_booked else ["delete"]
    if role in ("host", "moderator") and on:
        found += ["invite", "approve", "decline"]
    if role != "host":
        found += _guest_actions(shards, booking, on=on, before=before)
    return found


def _guest_actions(
    shards: Sequence[Seats], booking: Booking | None, *, on: bool, before: bool
) -> list[str]:
    status = booking.status if booking else None
    found: list[str] = []
    if on and (status is None or status in MAY_ASK_AGAIN):
        found.append("request" if has_room(shards, 1) else "join_waitlist")
    if booking and (before or status == "waitlisted") and status in TABLE["withdraw"][0]:
        found.append("withdraw")
    if before and status == "invited":
        room = booking and (booking.extra_seat or has_room(shards, booking.seats))
        found += ["accept", "refuse"] if on and room else ["refuse"]
    if on and status == "moved":
        found.append("confirm")
    return found


def _next_version(booking: Booking | None) -> int:
    return booking.version + 1 if booking else 1


def _next_step(action: Action, status: Status) -> str | None:
    """What the one who tried the action can do with a booking of that status instead."""
    if action in HOST_SIDE:
        return {
            "requested": "approve_or_decline",
            "waitlisted": "approve_or_decline",
            "invited": "revoke",
            "confirmed": "remove",
            "moved": "remove",
        }.get(status, "invite")
    return {
        "requested": "wait_for_decision",
        "waitlisted": "wait_for_seat",
        "invited": "accept_or_refuse",
        "confirmed": "withdraw",
        "moved": "confirm_or_withdraw",
        "declined": "wait_for_invitation",
        "removed": "wait_for_invitation",
    }.get(status, "request")
