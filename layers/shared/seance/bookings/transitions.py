"""How a booking is taken from one status to the next: read, check, decide, write."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext, suppress
from dataclasses import replace

from pynamodb.exceptions import PynamoDBException

from seance.bookings import store
from seance.bookings.model import (
    WAITING,
    Action,
    Booking,
    check_actor,
    come_as,
    decide,
    gives_seat,
    invite,
    lower,
)
from seance.bookings.model import wait as waits
from seance.bookings.store import Situation
from seance.bookings.visibility import look
from seance.cloud import concurrency
from seance.cloud.clock import now
from seance.errors import EventStarted, Forbidden, NotFound, Refusal, SoldOut, WrongStatus
from seance.events import clashes
from seance.events.model import Event
from seance.people.model import check_not_blocked

Party = tuple[int | None, Sequence[str]]  # nothing for how many: for as many as were invited


def act(
    action: Action,
    event_id: str,
    guest_id: str,
    user_id: str,
    answer: str | None = None,
    instead_of: Sequence[str] = (),
    looked: Situation | None = None,
    party: Party = (None, ()),
) -> tuple[Booking, Situation]:
    """The booking after the action, and what it was decided on; `me` is the caller.

    Who accepts an invitation comes as a `party`: for how many, and whom they bring.

    Done already: the booking as it is. Clashes are named to the guest only, whose agenda it is. The
    guest's seats at the events `instead_of` are given up in the same write: all of it or nothing.
    The first round goes by what was `looked` at already.
    """
    guest_id = user_id if guest_id == "me" else guest_id
    seats = party[0] or 1
    enough = looked and looked.booking and seats <= looked.booking.seats  # of the shards
    looks = iter([looked] if looked and enough else [])

    def work() -> tuple[Booking, Situation]:
        at = next(looks, None) or store.situation(event_id, guest_id, seats=seats)
        was, booking, at = _weigh(action, at, user_id, answer, party)
        if booking == was:
            return booking, at
        given_up = list(_given_up(instead_of, at))
        for left, *_ in given_up:
            at = replace(at, agenda=at.agenda.release(left.event_id))
        return store.write(was, booking, at, given_up), at

    with clashes.named() if user_id == guest_id else nullcontext():
        return concurrency.decide(work)


def look_for_seat(action: Action, user_id: str, event_id: str, guest_id: str) -> Situation | None:
    """What the action's first round goes by; `SoldOut` where the action would end so.

    All else that is in the way is told by the action itself. Who is invited may come alone.
    """
    try:
        at = store.situation(event_id, user_id if guest_id == "me" else guest_id)
        _weigh(action, at, user_id, None, (1, ()))
    except SoldOut:
        raise
    except (Refusal, PynamoDBException):
        return None
    return at


def _weigh(
    action: Action, at: Situation, user_id: str, answer: str | None, party: Party
) -> tuple[Booking, Booking, Situation]:
    """By the rules, and without a write: the booking before and after, and what that rests on."""
    guest_id, was = at.agenda.user_id, at.booking
    if at.event.is_hidden_from(user_id):
        raise NotFound
    if user_id != guest_id:
        check_runs(at.event, user_id)
    if was is None:
        raise NotFound
    check_actor(action, at.event, guest_id, user_id)
    if gives_seat(action, was):
        check_not_blocked(at.blocks, at.event.host_id)
        at = store.with_room(at) if action == "accept" else at
    comes = come_as(at.event, was, *party) if action == "accept" else was
    return was, decide(action, at.event, at.seats, comes, user_id, answer, now()), at


def _given_up(
    event_ids: Sequence[str], at: Situation
) -> Iterator[tuple[Booking, Booking, Situation]]:
    """The guest's seats there, before and after; where there is none any more, nothing is given up."""
    guest_id = at.agenda.user_id
    for event_id in dict.fromkeys(event_ids):
        with suppress(NotFound):
            there = store.situation(event_id, guest_id)
            was = there.booking
            if was and was.status == "confirmed" and event_id != at.event.id:
                left = decide("withdraw", there.event, there.seats, was, guest_id, None, now())
                yield was, left, there


def promote(event_id: str, guest_id: str) -> Booking:
    """Let a guest in who waits for an automatic event (M10); nobody decided, a seat is free."""

    def work() -> Booking:
        at = store.situation(event_id, guest_id)
        if at.booking is None:
            raise NotFound
        if at.booking.status not in WAITING or at.event.approval != "automatic":
            raise WrongStatus
        check_not_blocked(at.blocks, at.event.host_id)
        booking = decide("approve", at.event, at.seats, at.booking, None, None, now())
        return store.write(at.booking, booking, at)

    return concurrency.decide(work)


def lower_seats(event_id: str, guest_id: str, seats: int) -> tuple[Booking, Situation]:
    """The guest's booking for fewer seats, and what that was decided on; as it is when it is for so many (R21)."""

    def work() -> tuple[Booking, Situation]:
        at = store.situation(event_id, guest_id)
        if at.booking is None or at.event.is_hidden_from(guest_id):
            raise NotFound
        booking = lower(at.event, at.booking, seats, now())
        return (booking if booking == at.booking else store.write(at.booking, booking, at)), at

    return concurrency.decide(work)


def invite_first(event_id: str, guest_id: str, by: str) -> None:
    """Invite who has no booking of the event yet; where there is one, or nobody may come any more, nothing happens."""

    def work() -> None:
        at = store.situation(event_id, guest_id)
        if at.booking is None:
            check_not_blocked(at.blocks, at.event.host_id)
            invited = invite(at.event, None, guest_id, by, None, now(), extra_seat=False)
            store.write(None, invited, at)

    with suppress(NotFound, EventStarted, Forbidden, WrongStatus):
        concurrency.decide(work)


def wait(event_id: str, guest_id: str) -> None:
    """A request of an automatic event waits for a seat; what is no request any more stays."""

    def work() -> None:
        at = store.situation(event_id, guest_id)
        booking = at.booking and waits(at.event, at.booking)
        if booking and booking != at.booking:
            store.write(at.booking, booking, at)

    concurrency.decide(work)


def check_runs(event: Event, user_id: str) -> None:
    """R6, R16: `NotFound` to who may not see the event, `Forbidden` to who only sees it."""
    if event.is_hidden_from(user_id) or not event.is_run_by(user_id):
        look(event.id, user_id)
        raise Forbidden("Only the host and the moderators do this.")
