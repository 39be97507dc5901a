"""How to try again in a rush: candidates, played by seeds in virtual time through conflicts and lost answers.

The model and the product's own code are those of tests/faults/rush.py, so counts and virtual seconds, no timings:
the same on every machine. What was chosen of it stands in docs/decisions.md.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean

import pytest
from tenacity import RetryCallState

from benchmarks.report import Figure, run
from local.api import routers
from seance.bookings import store
from seance.cloud import concurrency, tables
from seance.events.model import Seats
from seance.web.app import Handler, lambda_handler
from tests.faults import rush, town
from tests.faults.rush import HOLDS, Rush, percentile
from tests.faults.town import Connect

Change = Callable[[pytest.MonkeyPatch], None]
AXIS = "ms that a transaction holds its items"


@dataclass(frozen=True)
class Crowd:
    """Who ask at once, for how many seats."""

    bookers: int
    seats: int
    holds: Sequence[float]  # seconds that a transaction holds its items
    seeds: Sequence[int]


CROWDS = (Crowd(200, 50, HOLDS, range(3)), Crowd(1000, 500, (0.020,), range(1)))


@dataclass(frozen=True)
class Candidate:
    """A way to try again, as what it changes of the product's."""

    name: str
    change: Change


def waits(shortest: float, longest: float) -> Change:
    """Full jitter between rounds, in seconds."""

    def change(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(concurrency, "SHORTEST_WAIT", shortest)
        patch.setattr(concurrency, "LONGEST_WAIT", longest)

    return change


class Decorrelated:
    """Decorrelated jitter: source, AWS Architecture Blog, "Exponential Backoff And Jitter"."""

    def __init__(self, multiplier: float, max: float) -> None:  # noqa: A002 # tenacity's name
        self.shortest, self.longest, self.last = multiplier, max, multiplier

    def __call__(self, _: RetryCallState) -> float:
        """Seconds until the next round."""
        self.last = min(self.longest, random.uniform(self.shortest, 3 * self.last))  # noqa: S311 # no secret
        return self.last


def decorrelated(patch: pytest.MonkeyPatch) -> None:
    """Each wait by the one before."""
    patch.setattr(concurrency, "wait_random_exponential", Decorrelated)


def fullest(patch: pytest.MonkeyPatch) -> None:
    """Of the shards that were read one with most seats left; each of the crowd asks for one seat."""

    def pick(shards: Sequence[Seats], _: int) -> list[int]:
        free = (each for each in shards if each.left)
        return [max(free, key=lambda each: (each.left, random.random())).shard]  # noqa: S311 # no secret

    patch.setattr(store, "_pick", pick)


def reads(shards: int) -> Change:
    """So many shards are read first."""
    return lambda patch: patch.setattr(store, "FEW", shards)


def seats_a_shard(seats: int) -> Change:
    """More shards, or fewer."""
    return lambda patch: patch.setenv("SEATS_PER_SHARD", str(seats))


def patient(patch: pytest.MonkeyPatch) -> None:
    """A lost answer is waited for three seconds."""
    patch.setattr(tables.MainItem.Meta, "read_timeout_seconds", 3)


CANDIDATES = (
    Candidate("as it is", lambda _: None),
    Candidate("full jitter 0.02 to 0.2 s", waits(0.02, 0.2)),
    Candidate("full jitter 0.05 to 1 s", waits(0.05, 1.0)),
    Candidate("full jitter 0.2 to 1 s", waits(0.2, 1.0)),
    Candidate("decorrelated jitter", decorrelated),
    Candidate("the fullest shard", fullest),
    Candidate("one shard read first", reads(1)),
    Candidate("five seats a shard", seats_a_shard(5)),
    Candidate("thirty seats a shard", seats_a_shard(30)),
    Candidate("three seconds for an answer", patient),
)


def measure() -> list[Figure]:
    """Of each candidate and crowd the means over its seeds."""
    api = lambda_handler(*routers())
    figures = []
    with town.connected() as connect:
        for candidate in CANDIDATES:
            for crowd in CROWDS:
                for hold in crowd.holds:
                    came = [
                        played(api, connect, candidate, crowd, hold, each) for each in crowd.seeds
                    ]
                    figures += told(candidate, crowd, hold, came)
    return figures


def played(
    api: Handler, connect: Connect, candidate: Candidate, crowd: Crowd, hold: float, seed: int
) -> Rush:
    """One rush, with what the candidate changes."""
    with pytest.MonkeyPatch.context() as patch:
        candidate.change(patch)
        with town.founded(api, connect) as place, rush.quickly(place) as ask:
            return rush.run(place, seed, hold, crowd.bookers, crowd.seats, ask)


def told(candidate: Candidate, crowd: Crowd, hold: float, came: Sequence[Rush]) -> list[Figure]:
    """What a crowd's rushes came to."""
    where = f"{crowd.bookers:,} for {crowd.seats}"
    at = (AXIS, 1000 * hold) if len(crowd.holds) > 1 else None
    if at is None:
        where += f", held for {1000 * hold:g} ms"
    values = {
        "seats a second": [each.seats_a_second for each in came],
        "seconds of 95 in 100 who got one": [percentile(each.winners, 95) for each in came],
        "seconds of 95 in 100 who asked": [percentile(each.everybody, 95) for each in came],
        "transactions in vain a seat": [each.in_vain for each in came],
    }
    return [
        Figure(candidate.name, mean(each), f"{unit}, {where}", at=at)
        for unit, each in values.items()
    ]


if __name__ == "__main__":
    run(measure)
