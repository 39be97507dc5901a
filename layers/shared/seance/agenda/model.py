"""R3 and R4 as pure rules: nobody is promised to two places at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise

from seance.errors import DuplicateEvent, TimeConflict, TooManyRequests


@dataclass(frozen=True, slots=True)
class Interval:
    """When a user is busy: half-open, so back-to-back is allowed. Aware datetimes in UTC.

    `film_id` is set for the user's own events only.
    """

    starts_at: datetime
    ends_at: datetime
    film_id: str | None = None

    def overlaps(self, other: "Interval") -> bool:
        """Whether one cannot be at both."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Agenda:
    """A user's busy intervals by event, at one version of the stored item (0: not stored yet).

    `asked` are the events, with their ends, at which the user asked for a seat and keeps no time
    free. Who was declined or withdrew may still stand there; nobody who waits is missing.
    """

    user_id: str
    version: int = 0
    intervals: Mapping[str, Interval] = field(default_factory=dict)
    asked: Mapping[str, datetime] = field(default_factory=dict)

    def clashes(self, interval: Interval, but: str | None = None) -> tuple[str, ...]:
        """The events that overlap the interval, earliest first, leaving out the event `but`."""
        found = [
            (busy.starts_at, event_id)
            for event_id, busy in self.intervals.items()
            if event_id != but and busy.overlaps(interval)
        ]
        return tuple(event_id for _, event_id in sorted(found))

    def promise(self, event_id: str, interval: Interval) -> "Agenda":
        """R4: with this event in it; `TimeConflict` names every clash. Replaces the event's old time."""
        if clashes := self.clashes(interval, but=event_id):
            raise TimeConflict(event_ids=clashes)
        asked = {key: end for key, end in self.asked.items() if key != event_id}
        return replace(self, intervals={**self.intervals, event_id: interval}, asked=asked)

    def ask(self, event_id: str, ends_at: datetime) -> "Agenda":
        """With a wish for a seat there, and no time kept free for it."""
        kept = self.release(event_id)
        return replace(kept, asked={**kept.asked, event_id: ends_at})

    def announce(self, event_id: str, interval: Interval) -> "Agenda":
        """R3, then R4: the host's own event; the same film at an overlapping time is refused."""
        twins = [
            clash
            for clash in self.clashes(interval, but=event_id)
            if self.intervals[clash].film_id is not None
            and self.intervals[clash].film_id == interval.film_id
        ]
        if twins:
            raise DuplicateEvent(event_ids=twins)
        return self.promise(event_id, interval)

    def announce_all(self, intervals: Mapping[str, Interval]) -> "Agenda":
        """R26: several own events, all or none.

        Raises what `announce` does, with each clash (also of two of them) by the event that clashes and what with.
        """
        planned, pairs = self, list[tuple[str, str]]()
        for event_id, interval in intervals.items():
            pairs += [(event_id, clash) for clash in planned.clashes(interval)]
            planned = replace(planned, intervals={**planned.intervals, event_id: interval})
        if not pairs:
            return planned
        busy = planned.intervals
        twins = any(busy[one].film_id == busy[other].film_id for one, other in pairs)
        raise (DuplicateEvent if twins else TimeConflict)(pairs=pairs)

    def release(self, event_id: str) -> "Agenda":
        """Without this event."""
        return replace(
            self,
            intervals={key: busy for key, busy in self.intervals.items() if key != event_id},
            asked={key: end for key, end in self.asked.items() if key != event_id},
        )

    def since(self, moment: datetime) -> "Agenda":
        """Without what has ended: the past cannot clash with anything that may still be promised."""
        return replace(
            self,
            intervals={key: busy for key, busy in self.intervals.items() if busy.ends_at > moment},
            asked={key: end for key, end in self.asked.items() if end > moment},
        )

    def own_events(self) -> int:
        """How many events of the user's own are in it."""
        return sum(busy.film_id is not None for busy in self.intervals.values())

    def bookings(self) -> int:
        """How many events of others it has a promise or a wish for: never fewer than there are."""
        return len(self.intervals) - self.own_events() + len(self.asked)

    def check_room(self, most: int) -> None:
        """A user has so many live bookings at most."""
        if self.bookings() >= most:
            raise TooManyRequests(
                f"One has at most {most} live bookings.", next_step="withdraw_a_booking"
            )


def is_free_of_clashes(intervals: Iterable[Interval]) -> bool:
    """The invariant of R4, for tests and checks of the data."""
    ordered = sorted(intervals, key=lambda each: each.starts_at)
    return not any(first.overlaps(second) for first, second in pairwise(ordered))
