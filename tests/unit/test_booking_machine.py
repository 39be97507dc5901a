"""Any interleaving of people keeps R1, R2 and R4.

The machine stands for the tables: people read a snapshot, decide with the rules of the product, and
their writes hold only if what the store insists on is still so (see `bookings.store.write`).
Between reading and writing anything else may happen.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from seance.agenda.model import Agenda, is_free_of_clashes
from seance.bookings.model import TABLE, Action, Booking, ask, decide, follow, invite, lower
from seance.errors import Refusal
from seance.events.model import Event, Seats, edit, resize
from tests.unit.examples import HOST, NOW, event, seats

GUESTS = ("ann", "bob", "cid")
EVENTS = ("e1", "e2")
Read = tuple[Event, tuple[Seats, ...], Booking | None, Agenda]
Write = Callable[[], bool]


@dataclass
class Tables:
    """What is stored, and the versions that writes insist on."""

    events: dict[str, Event]
    seats: dict[str, list[Seats]]
    bookings: dict[tuple[str, str], Booking]
    agendas: dict[str, Agenda]

    def read(self, event_id: str, guest: str) -> Read:
        """A consistent snapshot."""
        return (
            self.events[event_id],
            tuple(self.seats[event_id]),
            self.bookings.get((event_id, guest)),
            self.agendas[guest],
        )

    def write(self, was: Booking | None, new: Booking, at: Read) -> bool:
        """The store's transaction: all conditions hold, or nothing is written."""
        key, (shown, _, _, agenda) = (new.event_id, new.guest_id), at
        if self.bookings.get(key) != was:
            return False
        gains = new.holds_seat and not (was and was.holds_seat)
        loses = bool(was and was.holds_seat) and not new.holds_seat
        settles = bool(was and was.status == "moved") and new.status == "confirmed"
        planned = agenda
        held = self._held(new, at) if gains else []
        if held is None:
            return False
        if gains or settles:
            planned = agenda.promise(new.event_id, shown.interval())
        elif loses and was and was.status == "confirmed":
            planned = agenda.release(new.event_id)
        if planned is not agenda and not self._plan(agenda, planned):
            return False
        self.bookings[key] = self._move(was, new, held)
        return True

    def _held(self, new: Booking, at: Read) -> list[int] | None:
        """The shard of each seat, by what was read; nothing where its conditions do not hold."""
        shown, shards, *_ = at
        stored = self.seats[new.event_id]
        free = [place for place, each in enumerate(shards) for _ in range(each.left)]
        held = [0] * new.seats if new.extra_seat else free[: new.seats]
        for place, count in Counter(held).items():
            if not new.extra_seat and stored[place].left < count:
                return None
            if insisted(stored[place]) != (shown.starts_at, shown.ends_at, "scheduled"):
                return None
        return held if len(held) == new.seats else None

    def _move(self, was: Booking | None, new: Booking, held: list[int]) -> Booking:
        """Seats are taken, or come back; the booking says from where."""
        stored = self.seats[new.event_id]
        for place in held:
            stored[place] = taken(stored[place], extra=new.extra_seat)
        if held:
            new = replace(new, shard=held[0], beside=tuple(held[1:]))
        if was and was.holds_seat:
            for place in was.held[new.seats if new.holds_seat else 0 :]:
                stored[place] = freed(stored[place], extra=was.extra_seat)
        return new if new.holds_seat else replace(new, shard=None, beside=())

    def _plan(self, as_read: Agenda, planned: Agenda) -> bool:
        if self.agendas[as_read.user_id].version != as_read.version:
            return False
        self.agendas[as_read.user_id] = replace(planned, version=as_read.version + 1)
        return True


def taken(shard: Seats, *, extra: bool) -> Seats:
    """One seat fewer, or one more that is taken at once."""
    if extra:
        return replace(shard, capacity=shard.capacity + 1, extra=shard.extra + 1)
    return replace(shard, left=shard.left - 1)


def freed(shard: Seats, *, extra: bool) -> Seats:
    """One seat back; an extra seat goes with its guest."""
    if extra:
        return replace(shard, capacity=shard.capacity - 1, extra=shard.extra - 1)
    return replace(shard, left=shard.left + 1)


def insisted(shard: Seats) -> tuple[datetime, datetime, str]:
    """What a confirmation insists on beside the seat."""
    return shard.starts_at, shard.ends_at, shard.status


def two_hours(later: int) -> dict[str, datetime]:
    """The time of an event, so many hours later than the first one's."""
    starts_at = event().starts_at + timedelta(hours=later)
    return {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}


guests, events, parties = st.sampled_from(GUESTS), st.sampled_from(EVENTS), st.integers(1, 4)


class BookingMachine(RuleBasedStateMachine):
    """Two events back to back, three guests, and writes that come late."""

    pending: Bundle[Write] = Bundle("pending")

    def __init__(self) -> None:
        super().__init__()
        second = event(
            id="e2", approval="automatic", capacity=4, shards=2, max_party=4, **two_hours(2)
        )
        self.tables = Tables(
            {"e1": event(capacity=2, max_party=4), "e2": second},
            {
                "e1": [seats(2, 2)],
                "e2": [
                    Seats("e2", shard, 2, 2, 0, "scheduled", second.starts_at, second.ends_at)
                    for shard in range(2)
                ],
            },
            {},
            {guest: Agenda(guest) for guest in GUESTS},
        )

    def later(self, at: Read, choose: Callable[[], Booking]) -> Write:
        """Decide now on the snapshot, write whenever the machine likes."""
        try:
            new = choose()
        except Refusal:
            return lambda: False
        if new == at[2]:
            return lambda: False

        def write() -> bool:
            try:
                return self.tables.write(at[2], new, at)
            except Refusal:
                return False

        return write

    @rule(target=pending, event_id=events, guest=guests, party=parties)
    def asks(self, event_id: str, guest: str, party: int) -> Write:
        """A guest asks for seats."""
        at = self.tables.read(event_id, guest)
        return self.later(at, lambda: ask(*at[:3], guest, None, NOW, seats=party))

    @rule(target=pending, event_id=events, guest=guests, extra=st.booleans(), party=parties)
    def invites(self, event_id: str, guest: str, extra: bool, party: int) -> Write:
        """The host invites."""
        at = self.tables.read(event_id, guest)
        return self.later(
            at,
            lambda: invite(at[0], at[2], guest, HOST, None, NOW, extra_seat=extra, seats=party),
        )

    @rule(target=pending, event_id=events, guest=guests, party=parties)
    def lowers(self, event_id: str, guest: str, party: int) -> Write:
        """A guest comes with fewer."""
        at = self.tables.read(event_id, guest)
        own = at[2]
        if own is None:
            return lambda: False
        return self.later(at, lambda: lower(at[0], own, party, NOW))

    @rule(target=pending, event_id=events, guest=guests, action=st.sampled_from(sorted(TABLE)))
    def acts(self, event_id: str, guest: str, action: Action) -> Write:
        """Anybody takes a booking to its next status."""
        at = self.tables.read(event_id, guest)
        own = at[2]
        if own is None:
            return lambda: False
        return self.later(at, lambda: decide(action, at[0], at[1], own, guest, None, NOW))

    @rule(event_id=events, guest=guests, party=parties)
    def comes(self, event_id: str, guest: str, party: int) -> None:
        """A guest asks and the host approves, with nobody in between."""
        asked = self.tables.read(event_id, guest)
        self.later(asked, lambda: ask(*asked[:3], guest, None, NOW, seats=party))()
        at = self.tables.read(event_id, guest)
        if own := at[2]:
            self.later(at, lambda: decide("approve", at[0], at[1], own, HOST, None, NOW))()

    @rule(write=consumes(pending))
    def lands(self, write: Write) -> None:
        """A late write arrives."""
        write()

    @rule(write=pending)
    def lands_and_comes_again(self, write: Write) -> None:
        """A write is delivered once, and once more later."""
        write()

    @rule(event_id=events, capacity=st.integers(1, 7))
    def resizes(self, event_id: str, capacity: int) -> None:
        """The host changes the capacity."""
        try:
            self.tables.seats[event_id] = resize(self.tables.seats[event_id], capacity)
        except Refusal:
            return

    @rule(event_id=events, hours=st.integers(0, 3), off=st.sampled_from([False, False, True]))
    def edits(self, event_id: str, hours: int, off: bool) -> None:
        """The host moves, cancels or restores; every guest's booking and agenda follow."""
        old = self.tables.events[event_id]
        changes: dict[str, Any] = {
            **two_hours(hours),
            "status": "cancelled" if off else "scheduled",
        }
        new = edit(old, NOW, **changes)
        self.tables.events[event_id] = new
        self.tables.seats[event_id] = [
            replace(each, starts_at=new.starts_at, ends_at=new.ends_at, status=new.status)
            for each in self.tables.seats[event_id]
        ]
        for guest in GUESTS:
            own = self.tables.bookings.get((event_id, guest))
            if own:
                agenda = self.tables.agendas[guest]
                after, planned = follow(own, new, agenda, NOW)
                self.tables.bookings[event_id, guest] = after
                self.tables.agendas[guest] = replace(planned, version=agenda.version + 1)

    @invariant()
    def seats_are_never_promised_twice(self) -> None:
        """R1, R21: capacity = seats left + those that parties hold; extra seats are one party's."""
        for event_id, shards in self.tables.seats.items():
            holding = [
                own
                for (each, _), own in self.tables.bookings.items()
                if each == event_id and own.holds_seat
            ]
            assert all(shard.left >= 0 for shard in shards)
            taken = sum(shard.capacity - shard.left for shard in shards)
            assert taken == sum(own.seats for own in holding)
            extra = sum(own.seats for own in holding if own.extra_seat)
            assert sum(shard.extra for shard in shards) == extra
            assert all(len(own.held) == own.seats for own in holding)

    @invariant()
    def nobody_is_in_two_places(self) -> None:
        """R4: an agenda holds just the confirmed bookings of events that are on, and no clash."""
        for guest, agenda in self.tables.agendas.items():
            assert is_free_of_clashes(agenda.intervals.values())
            confirmed = {
                event_id
                for (event_id, each), own in self.tables.bookings.items()
                if each == guest
                and own.status == "confirmed"
                and self.tables.events[event_id].status == "scheduled"
            }
            assert set(agenda.intervals) == confirmed


BookingMachine.TestCase.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
TestBookingMachine = BookingMachine.TestCase
