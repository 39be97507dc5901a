"""What is kept twice must say the same: counters, copies and agendas beside the bookings. Pure.

The bookings, the event itself, the reviews and the blocks of who blocked are the truth; everything
else follows from them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from seance.agenda.model import Agenda, is_free_of_clashes
from seance.bookings.model import MOST_ASKING, WAITING, Booking, tally
from seance.events.model import Event, Seats
from seance.people.model import Attendance, Profile, Rating
from seance.reviews.model import RatedAs, Review

# oversold, clash, orphan: nothing but a person can decide what is right then. All others are mended.
Kind = Literal[
    "seats", "oversold", "shards", "line", "counts", "ever_booked", "lists", "link", "told", "moderator",
    "booking", "agenda", "pointer", "passed_over", "orphan", "clash", "ratings", "unrevealed",
    "blocks", "blocks_copy", "unread", "calendar", "words", "wishes", "attendance", "reports", "suspended",
    "address",
]  # fmt: skip
FOR_A_PERSON: frozenset[Kind] = frozenset({"oversold", "clash", "orphan"})
SETTLED = timedelta(minutes=5)  # what follows by itself has followed by then


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing that differs: what stands there, and what should. Holds ids and numbers, no names."""

    kind: Kind
    event_id: str | None = None
    user_id: str | None = None
    part: str | None = None  # which shard, which notice
    found: str = ""
    expected: str = ""

    def __str__(self) -> str:
        """A line for people."""
        named = (("event", self.event_id), ("user", self.user_id), ("part", self.part))
        where = " ".join(f"{name} {value}" for name, value in named if value is not None)
        return f"{self.kind:11} {where}: {self.found} → {self.expected}"


def still(first: Iterable[Mismatch], second: Iterable[Mismatch]) -> list[Mismatch]:
    """What differed the same way at both looks: what was on its way has arrived in between."""
    again = set(second)
    return [each for each in first if each in again]


def expected_seats(event: Event, shard: Seats, bookings: Iterable[Booking]) -> Seats:
    """R1, R5: a shard as the bookings have it: of its capacity, a seat less for each that one holds there.

    Shard 0 took over the seats of shards that are gone.
    """
    numbers = set(event.shard_numbers)
    held = [
        each.extra_seat
        for each in bookings
        if each.holds_seat
        for number in each.held or (0,)
        if (number if number in numbers else 0) == shard.shard
    ]
    return replace(shard, left=shard.capacity - len(held), extra=sum(held))


def of_seats(event: Event, shards: Sequence[Seats], bookings: Sequence[Booking]) -> list[Mismatch]:
    """R1: every shard against the bookings that hold its seats, and against the event's time."""
    found = []
    for shard in shards:
        right, part = expected_seats(event, shard, bookings), str(shard.shard)
        if right.left < 0:
            found.append(Mismatch("oversold", event.id, None, part, str(right.left), "0 or more"))
        elif right != shard:
            texts = _seats_text(shard), _seats_text(right)
            found.append(Mismatch("seats", event.id, None, part, *texts))
        time = (event.status, event.starts_at, event.ends_at)
        if (shard.status, shard.starts_at, shard.ends_at) != time:
            found.append(
                Mismatch("shards", event.id, None, part, "another time or status", "the event's")
            )
    there = {shard.shard for shard in shards}
    missing = [each for each in event.shard_numbers if each not in there]
    return found + [
        Mismatch("orphan", event.id, None, str(each), "no shard", "one") for each in missing
    ]


def of_line(event: Event, counted: Mapping[int, int], right: Mapping[int, int]) -> list[Mismatch]:
    """Who waits by each shard of the waitlist's numbers, where it is counted, against the bookings."""
    return [
        Mismatch(
            "line", event.id, None, str(shard), str(counted.get(shard, 0)), str(right.get(shard, 0))
        )
        for shard in sorted({*counted, *right})
        if event.counted and counted.get(shard, 0) != right.get(shard, 0)
    ]


def of_counts(
    event: Event, shown_left: int, shards: Sequence[Seats], bookings: Sequence[Booking]
) -> list[Mismatch]:
    """What lists show of the event: seats left, waitlist, requests, capacity; and `ever_booked`."""
    shown = {
        "left": shown_left,
        "waiting": event.waitlist_length,
        "asking": event.requests_waiting,
        "capacity": event.capacity,
    }
    right = {
        "left": sum(shard.left for shard in shards),
        "waiting": sum(each.status == "waitlisted" for each in bookings),
        "asking": min(MOST_ASKING, sum(each.status == "requested" for each in bookings)),
        "capacity": sum(shard.capacity for shard in shards),
    }
    found = []
    if shown != right:
        found.append(Mismatch("counts", event.id, None, None, _text(shown), _text(right)))
    if bookings and not event.ever_booked:
        found.append(Mismatch("ever_booked", event.id, None, None, "false", "true"))
    return found


def expected_agenda(agenda: Agenda, event: Event, booking: Booking | None) -> Agenda:
    """R4: the agenda with its entry of this event as the event and the booking have it.

    The host is busy while the event is on, a guest while confirmed; who waits has asked. Wishes that
    came to nothing may stay.
    """
    kept = {key: busy for key, busy in agenda.intervals.items() if key != event.id}
    asked = agenda.asked
    own = agenda.user_id == event.host_id
    if event.status == "scheduled" and (own or (booking and booking.status == "confirmed")):
        kept[event.id] = event.interval(own=own)
    elif booking and (booking.status in WAITING or booking.status == "moved"):
        asked = {**asked, event.id: event.ends_at}
    return replace(agenda, intervals=kept, asked=asked)


def of_agenda(
    agenda: Agenda, event: Event, booking: Booking | None, now: datetime
) -> list[Mismatch]:
    """The entry of an event in the agenda of its host or of one guest; the past does not matter."""
    if event.ends_at <= now:
        return []
    right = expected_agenda(agenda, event, booking)
    if right == agenda:
        return []
    texts = [_entry(each, event.id) for each in (agenda, right)]
    return [Mismatch("agenda", event.id, agenda.user_id, None, *texts)]


def of_plans(
    agenda: Agenda, own: Iterable[str], confirmed: Iterable[str], now: datetime
) -> list[Mismatch]:
    """An agenda against all that its user hosts and has a seat of; R4 for the whole of it."""
    coming, known = agenda.since(now), {*own, *confirmed}
    found = [
        Mismatch("agenda", event_id, agenda.user_id, None, _entry(agenda, event_id), "nothing")
        for event_id in coming.intervals
        if event_id not in known
    ]
    if not is_free_of_clashes(coming.intervals.values()):
        found.append(Mismatch("clash", None, agenda.user_id, None, "two places at once", "one"))
    return found


def of_copy(
    kind: Kind,
    found: Mapping[str, Any] | None,
    expected: Mapping[str, Any] | None,
    event_id: str | None = None,
    user_id: str | None = None,
    part: str | None = None,
) -> list[Mismatch]:
    """A copy against what it should be; names the attributes that differ, not what they hold."""
    if found == expected:
        return []
    if found is None or expected is None:
        texts = ["missing" if each is None else "there" for each in (found, expected)]
        return [Mismatch(kind, event_id, user_id, part, *texts)]
    names = sorted(name for name in {*found, *expected} if found.get(name) != expected.get(name))
    return [Mismatch(kind, event_id, user_id, part, ", ".join(names), "the source's")]


def of_passed_over(
    event: Event,
    shards: Sequence[Seats],
    waiting: Iterable[tuple[Agenda, int]],
    now: datetime,
) -> list[Mismatch]:
    """M10, R21: nobody who could come, with the seats they ask for, waits beside as many free ones of an automatic event."""
    if event.approval != "automatic" or event.status != "scheduled" or event.starts_at <= now:
        return []
    left = sum(shard.left for shard in shards)
    able = [
        each.user_id
        for each, seats in waiting
        if seats <= left and not each.clashes(event.interval())
    ]
    if not able:
        return []
    return [
        Mismatch("passed_over", event.id, able[0], None, f"waits beside {left} seats", "a seat")
    ]


def of_told(
    event: Event, told_version: int | None, window: timedelta, now: datetime
) -> list[Mismatch]:
    """R9: some time after an edit of what is coming the guests know its newest version."""
    waits = event.updated_at + window + SETTLED > now
    if told_version is None or event.status == "cancelled" or event.starts_at <= now or waits:
        return []
    if told_version == event.version:
        return []
    return [Mismatch("told", event.id, None, None, str(told_version), str(event.version))]


def expected_ratings(reviews: Iterable[Review], user_id: str) -> dict[RatedAs, Rating]:
    """R14, R24: exactly the revealed reviews about somebody count that nobody has hidden."""
    ratings: dict[RatedAs, Rating] = {"host": Rating(), "guest": Rating()}
    for each in reviews:
        if each.counts and each.subject_id == user_id:
            old = ratings[each.rated_as]
            ratings[each.rated_as] = Rating(old.total + each.rating, old.count + 1)
    return ratings


def of_ratings(profile: Profile, reviews: Sequence[Review], now: datetime) -> list[Mismatch]:
    """Ratings against the reviews about the user; and whether each review counts that should."""
    right = expected_ratings(reviews, profile.id)
    shown = {"host": profile.host_rating, "guest": profile.guest_rating}
    found = [
        Mismatch("unrevealed", each.event_id, profile.id, None, "hidden", "revealed")
        for each in reviews
        if each.revealed_at is None and each.closes_at + SETTLED <= now
    ]
    if shown != right:
        texts = [
            ", ".join(f"as {kind} {each.total}/{each.count}" for kind, each in ratings.items())
            for ratings in (shown, right)
        ]
        found.append(Mismatch("ratings", None, profile.id, None, *texts))
    return found


def of_attendance(profile: Profile, bookings: Iterable[Booking]) -> list[Mismatch]:
    """R23: how often a guest came, missed or left late, against the bookings that say so."""
    shown, right = (asdict(each) for each in (profile.attendance, expected_attendance(bookings)))
    if shown == right:
        return []
    return [Mismatch("attendance", None, profile.id, None, _text(shown), _text(right))]


def expected_attendance(bookings: Iterable[Booking]) -> Attendance:
    """What all bookings of one guest add up to."""
    return Attendance(**tally((None, each) for each in bookings))


def _entry(agenda: Agenda, event_id: str) -> str:
    busy, asked = agenda.intervals.get(event_id), agenda.asked.get(event_id)
    if busy:
        return f"{busy.starts_at:%Y-%m-%dT%H:%M:%SZ} to {busy.ends_at:%Y-%m-%dT%H:%M:%SZ}"
    return f"asked, until {asked:%Y-%m-%dT%H:%M:%SZ}" if asked else "nothing"


def _seats_text(shard: Seats) -> str:
    return _text({"left": shard.left, "capacity": shard.capacity, "extra": shard.extra})


def _text(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in numbers.items())
