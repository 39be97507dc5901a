"""The booking world as mission.md tells it, small and in memory: what the product is compared with.

It knows nothing of items, versions and messages. Every operation changes it and answers with who is
told what, or refuses with the code of the contract. It stands still between two operations: what
follows by itself (the moved, the waitlist) has followed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

SPAN = 2  # hours that every event takes; starts are whole hours
LIVE = {"requested", "waitlisted", "invited", "confirmed", "moved"}
SEATED = {"confirmed", "moved"}
WAITING = {"requested", "waitlisted"}
AGAIN = {"withdrawn", "refused"}
ACTIONS = {  # action → from, to, whether it is the host side's, what it tells
    "approve": (WAITING, "confirmed", True, "booking_approved"),
    "decline": (WAITING, "declined", True, "booking_declined"),
    "revoke": ({"invited"}, "declined", True, "invitation_revoked"),
    "remove": (SEATED, "removed", True, "booking_removed"),
    "withdraw": (WAITING | SEATED, "withdrawn", False, "booking_withdrawn"),
    "accept": ({"invited"}, "confirmed", False, "invitation_accepted"),
    "refuse": ({"invited"}, "refused", False, "invitation_refused"),
    "confirm": ({"moved"}, "confirmed", False, None),
}
MISSION = {  # every way from status to status
    *((was, target) for sources, target, *_ in ACTIONS.values() for was in sources),
    *((was, now) for was in (None, *AGAIN) for now in ("requested", "waitlisted", "confirmed")),
    *((was, "invited") for was in (None, *AGAIN, "declined", "removed")),
    ("requested", "waitlisted"),  # the event became automatic
    ("confirmed", "moved"),
}
OPENNESS = {"invite_only": 0, "followers": 1, "public": 2}
Told = list[tuple[str, str, str]]  # kind, event, who


class Refused(Exception):
    """The contract says no, with this code."""


@dataclass
class Booked:
    """One guest at one event; `asked` counts the askings of the whole world."""

    status: str
    asked: int
    extra: bool = False
    invited: bool = False
    seats: int = 1


@dataclass
class Showing:
    """One event; `capacity` with the extra seats that are taken."""

    id: str
    host: str
    film: str
    start: int
    capacity: int
    approval: str
    visibility: str
    max_party: int = 1
    on: bool = True
    moderators: set[str] = field(default_factory=set)
    bookings: dict[str, Booked] = field(default_factory=dict)
    announced: set[str] = field(default_factory=set)

    @property
    def side(self) -> set[str]:
        """Who runs it."""
        return {self.host, *self.moderators}

    @property
    def left(self) -> int:
        """R1: never below nothing."""
        return self.capacity - sum(
            each.seats for each in self.bookings.values() if each.status in SEATED
        )

    def having(self, statuses: set[str]) -> list[str]:
        """Whose booking has one of these statuses, in the order of asking."""
        found = [who for who, each in self.bookings.items() if each.status in statuses]
        return sorted(found, key=lambda who: self.bookings[who].asked)

    def clashes(self, other: "Showing") -> bool:
        """R4: back to back is none."""
        return self.id != other.id and abs(self.start - other.start) < SPAN


@dataclass
class Showings:
    """Everything."""

    people: set[str]
    showings: dict[str, Showing] = field(default_factory=dict)
    follows: set[tuple[str, str]] = field(default_factory=set)
    blocks: set[tuple[str, str]] = field(default_factory=set)
    numbers: Iterator[int] = field(default_factory=count)

    # What is true.

    def apart(self, one: str, other: str) -> bool:
        """R17."""
        return bool({(one, other), (other, one)} & self.blocks)

    def busy(self, who: str) -> list[Showing]:
        """What stands in an agenda."""
        return [
            each
            for each in self.showings.values()
            if each.on
            and (
                each.host == who
                or (who in each.bookings and each.bookings[who].status == "confirmed")
            )
        ]

    def is_free(self, who: str, showing: Showing) -> bool:
        """R4: whether one can be there."""
        return not any(showing.clashes(each) for each in self.busy(who))

    def sees(self, who: str, showing: Showing) -> bool:
        """R6, R17."""
        mine = showing.bookings.get(who)
        if who in showing.side or (mine and mine.status in LIVE):
            return True
        if self.apart(who, showing.host):
            return False
        if mine and mine.status in AGAIN and mine.invited:
            return True
        follows = (who, showing.host) in self.follows
        return showing.visibility == "public" or (showing.visibility == "followers" and follows)

    def able(self, showing: Showing) -> Iterator[str]:
        """Who waits, in the order of asking, and could be let in with all of the party (R21)."""
        if showing.approval == "automatic" and showing.on:
            for who in showing.having(WAITING):
                fits = showing.bookings[who].seats <= showing.left
                if fits and self.is_free(who, showing) and not self.apart(who, showing.host):
                    yield who

    # What people do.

    def announce(self, host: str, showing: Showing) -> Told:
        """R3, R4."""
        self._has_time(host, showing)
        self.showings[showing.id] = showing
        return self._open(showing, 0)

    def edit(self, who: str, showing: Showing, changes: Mapping[str, object]) -> Told:
        """R8, R9: of start, capacity, approval, visibility; the moved follow."""
        self._is_host(who, showing)
        if changes.get("capacity", showing.capacity) < showing.capacity - showing.left:  # type: ignore[operator]  # a number
            raise Refused("seats_taken")
        before, openness = (showing.start, showing.on), self._openness(showing)
        showing.start, started = int(str(changes.get("start", showing.start))), showing.start
        try:
            if showing.on:
                self._has_time(who, showing)
        except Refused:
            showing.start = started
            raise
        for name, value in changes.items():
            setattr(showing, name, value)
        told = self._open(showing, openness)
        if before != (showing.start, showing.on):
            told += self._all(showing, "event_changed") + self._move(showing)
        return told

    def cancel(self, who: str, showing: Showing) -> Told:
        """Who has a seat keeps it, and nobody is busy with it."""
        self._is_host(who, showing)
        told = self._all(showing, "event_cancelled") if showing.on else []
        showing.on = False
        return told

    def restore(self, who: str, showing: Showing) -> Told:
        """On again, for whom it has become impossible not."""
        self._is_host(who, showing)
        if showing.on:
            return []
        self._has_time(who, showing)
        showing.on = True
        told = self._open(showing, 0)
        return told + self._all(showing, "event_restored") + self._move(showing)

    def ask(self, who: str, showing: Showing, seats: int) -> Told:
        """R2, R6, R21."""
        self._exists(who, showing)
        if who == showing.host:
            raise Refused("forbidden")
        mine = showing.bookings.get(who)
        if mine and mine.status in LIVE:
            return []
        if not showing.on or (mine and mine.status not in AGAIN):
            raise Refused("wrong_status")
        if seats > showing.max_party:
            raise Refused("validation_failed")
        fits = showing.left >= seats
        gets = showing.approval == "automatic" and fits
        if gets and not self.is_free(who, showing):
            raise Refused("time_conflict")
        status = "confirmed" if gets else "requested" if fits else "waitlisted"
        invited = bool(mine and mine.invited)
        showing.bookings[who] = Booked(status, next(self.numbers), invited=invited, seats=seats)
        if gets:
            return [("booking_approved", showing.id, who)]
        if showing.approval == "automatic":
            return []  # there is nothing to answer
        return [("booking_requested", showing.id, each) for each in showing.side - {who}]

    def invite(self, who: str, showing: Showing, guest: str, *, extra: bool, seats: int) -> Told:
        """R5, R16, R21."""
        self._runs(who, showing)
        if guest in (showing.host, who):
            raise Refused("forbidden")
        theirs = showing.bookings.get(guest)
        if theirs and theirs.status == "invited":
            return []
        if not showing.on:
            raise Refused("wrong_status")
        if theirs and theirs.status in LIVE:
            raise Refused("already_requested")
        if seats > showing.max_party:
            raise Refused("validation_failed")
        if self.apart(guest, who):
            raise Refused("not_found")
        new = theirs is None or theirs.status == "refused"
        if new and (guest, showing.host) not in self.follows:
            raise Refused("not_a_follower")
        invited = Booked("invited", next(self.numbers), extra, invited=True, seats=seats)
        showing.bookings[guest] = invited
        return [("invited", showing.id, guest)]

    def act(self, action: str, who: str, showing: Showing, guest: str) -> Told:
        """The table of the booking states."""
        sources, target, host_side, kind = ACTIONS[action]
        if who != guest:
            self._runs(who, showing)
        booked = showing.bookings.get(guest)
        if booked is None:
            raise Refused("not_found")
        if (who == guest) == host_side:
            raise Refused("forbidden")
        gains = target == "confirmed" and booked.status not in SEATED
        if gains and self.apart(guest, showing.host):
            raise Refused("not_found")
        if booked.status == target:
            return []
        if booked.status not in sources or (target == "confirmed" and not showing.on):
            raise Refused("wrong_status")
        if gains and not booked.extra and showing.left < booked.seats:
            raise Refused("sold_out")
        if target == "confirmed" and not self.is_free(guest, showing):
            raise Refused("time_conflict")
        self._become(showing, guest, target)
        hears = guest if host_side else showing.host
        return [(kind, showing.id, hears)] if kind else []

    def lower(self, who: str, showing: Showing, seats: int) -> Told:
        """R21: exactly the difference comes back; extra seats go."""
        booked = showing.bookings.get(who)
        if booked is None:
            raise Refused("not_found")
        if booked.status not in LIVE:
            raise Refused("wrong_status")
        if seats > booked.seats:
            raise Refused("validation_failed")
        if booked.status in SEATED and booked.extra:
            showing.capacity -= booked.seats - seats
        booked.seats = seats
        return []

    def appoint(self, who: str, showing: Showing, other: str) -> Told:
        """M11: of the followers."""
        self._is_host(who, showing)
        if other in showing.moderators:
            return []
        if other == who:
            raise Refused("forbidden")
        if (other, who) not in self.follows:
            raise Refused("not_found" if self.apart(who, other) else "not_a_follower")
        showing.moderators.add(other)
        return [("moderator_added", showing.id, other)]

    def dismiss(self, who: str, showing: Showing, other: str) -> Told:
        """Situation 11."""
        self._is_host(who, showing)
        told = [("moderator_removed", showing.id, other)] if other in showing.moderators else []
        showing.moderators.discard(other)
        return told

    def follow(self, who: str, other: str) -> Told:
        """R17."""
        if other not in self.people or self.apart(who, other):
            raise Refused("not_found")
        self.follows.add((who, other))
        return []

    def unfollow(self, who: str, other: str) -> Told:
        """R6: bookings stay."""
        self.follows.discard((who, other))
        return []

    def block(self, who: str, other: str) -> Told:
        """R17: it ends the following, and no booking."""
        if other not in self.people:
            raise Refused("not_found")
        self.blocks.add((who, other))
        self.follows -= {(who, other), (other, who)}
        return []

    def unblock(self, who: str, other: str) -> Told:
        """The following does not return."""
        self.blocks.discard((who, other))
        return []

    def leave(self, who: str) -> Told:
        """M15, situation 10."""
        self.people.discard(who)
        told: Told = []
        for each in self.showings.values():
            if each.host == who and each.on:
                told += self.cancel(who, each)
            if who in each.bookings and each.bookings[who].status in LIVE:
                invited = each.bookings[who].status == "invited"
                self._become(each, who, "refused" if invited else "withdrawn")
                kind = "invitation_refused" if invited else "booking_withdrawn"
                told.append((kind, each.id, each.host))
            each.moderators.discard(who)
        self.follows = {each for each in self.follows if who not in each}
        self.blocks = {each for each in self.blocks if who not in each}
        return told

    # What follows by itself.

    def let_in(self, seated: Mapping[str, set[str]]) -> Told:
        """M10, situation 5: who is `seated` now, by event, came in by the rule, and the rest waits.

        Only where two events with one guest in both lines get free seats at once, the rule leaves
        open which of them the guest gets.
        """
        told: Told = []
        while found := next(self._let_in(seated), None):
            showing, who = found
            waited = showing.bookings[who].status == "waitlisted"
            told.append(("seat_from_waitlist" if waited else "booking_approved", showing.id, who))
            self._become(showing, who, "confirmed")
        for each in self.showings.values():
            assert not list(self.able(each)), "somebody waits beside a free seat"
            if each.approval == "automatic" and each.on:
                for who in each.having({"requested"}):
                    each.bookings[who].status = "waitlisted"
        return told

    def _let_in(self, seated: Mapping[str, set[str]]) -> Iterator[tuple[Showing, str]]:
        for each in self.showings.values():
            first = next(self.able(each), None)
            if first in seated[each.id]:
                yield each, first

    def _move(self, showing: Showing) -> Told:
        """R9: whose new time clashes is moved, and keeps the seat."""
        told: Told = []
        for who in showing.having({"confirmed"}) if showing.on else ():
            if not self.is_free(who, showing):
                showing.bookings[who].status = "moved"
                told.append(("booking_moved", showing.id, who))
        return told

    def _become(self, showing: Showing, who: str, status: str) -> None:
        """R5: extra seats come and go with their guest."""
        booked = showing.bookings[who]
        had, has = booked.status in SEATED, status in SEATED
        showing.capacity += booked.extra * booked.seats * (has - had)
        booked.status = status

    def _open(self, showing: Showing, before: int) -> Told:
        """N5: followers are told of what opens up, each once, and not who knows it anyway."""
        if self._openness(showing) <= before:
            return []
        knows = {*showing.side, *showing.bookings, *showing.announced}
        new = {who for who, host in self.follows if host == showing.host} - knows
        showing.announced |= new
        return [("event_announced", showing.id, who) for who in new]

    def _openness(self, showing: Showing) -> int:
        return OPENNESS[showing.visibility] if showing.on else 0

    def _all(self, showing: Showing, kind: str) -> Told:
        heard = {*showing.having(LIVE), *showing.moderators} - {showing.host}
        return [(kind, showing.id, who) for who in heard]

    def _has_time(self, host: str, showing: Showing) -> None:
        clashing = [each for each in self.busy(host) if showing.clashes(each)]
        if any(each.host == host and each.film == showing.film for each in clashing):
            raise Refused("duplicate_event")
        if clashing:
            raise Refused("time_conflict")

    def _exists(self, who: str, showing: Showing) -> None:
        if not self.sees(who, showing):
            raise Refused("not_found")

    def _is_host(self, who: str, showing: Showing) -> None:
        self._exists(who, showing)
        if who != showing.host:
            raise Refused("forbidden")

    def _runs(self, who: str, showing: Showing) -> None:
        if who not in showing.side:
            self._exists(who, showing)
            raise Refused("forbidden")
