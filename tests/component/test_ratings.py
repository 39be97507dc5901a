"""R14: after whatever happens, in whatever order and however often told, ratings are what a recount says."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from seance.cloud import queues
from tests.component.clock import Clock
from tests.component.gateway import CONTEXT, Person, World
from tests.component.pump import QUEUES, Body, Pump, batch
from tests.component.reviewing import of_event, review, take_back
from tests.component.storage import dump

HOST, BORIS, VERA = range(3)
PAIRS = ((HOST, BORIS), (BORIS, HOST), (HOST, VERA), (VERA, HOST))
NEAR_THE_END, AT_THE_END = {"days": 14, "seconds": -30}, {"days": 14, "seconds": 1}

pairs, stars = st.integers(0, 3), st.integers(1, 5)
steps = st.one_of(
    st.tuples(st.just("write"), pairs, stars),
    st.tuples(st.just("write"), pairs, stars),
    st.tuples(st.just("take back"), pairs),
    st.tuples(st.sampled_from(["follow", "all again", "time flies", "close"])),
)
stories = st.tuples(st.lists(steps, max_size=14), st.lists(steps, max_size=4))


class Again(Pump):
    """Remembers all that it delivered, to deliver it again."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.delivered: list[tuple[str, list[Body]]] = []

    def deliver(self, table: str, records: list[Body], times: int = 1) -> None:
        """As ever, and remembered."""
        self.delivered.append((table, records))
        super().deliver(table, records, times)

    def all_again(self) -> None:
        """Everything that streams and queues ever brought, the newest first."""
        for table, records in list(reversed(self.delivered)):
            super().deliver(table, records)
        for message in list(reversed(self.sent)):
            assert QUEUES[message.queue](batch(message.body), CONTEXT) == {"batchItemFailures": []}


@dataclass
class Story:
    """The product, and beside it the truth as a reader of R14 would keep it."""

    people: list[Person]
    event: dict[str, Any]
    pump: Again
    clock: Clock
    written: dict[tuple[int, int], int] = field(default_factory=dict)
    revealed: set[tuple[int, int]] = field(default_factory=set)
    flown: bool = False
    closed: bool = False

    def does(self, what: str, place: int = 0, rated: int = 0) -> None:
        """One step of both."""
        author, subject = pair = PAIRS[place]
        who, whom = self.people[author], self.people[subject]
        if what == "write":
            answer = review(who, whom, self.event, rated)
            assert answer.status == (409 if self.closed else 200 if pair in self.written else 201)
            if not self.closed:
                self.written[pair] = rated
                self.revealed |= {pair, pair[::-1]} if pair[::-1] in self.written else set()
        elif what == "take back":
            assert take_back(who, whom, self.event).status == 204
            self.written.pop(pair, None)
            self.revealed.discard(pair)
        elif what == "all again":
            self.pump.all_again()
        elif what == "time flies" and not (self.closed or self.flown):  # never backwards
            self.flown = True
            self.clock.to(self.event["ends_at"], **NEAR_THE_END)
        elif what == "close":
            self.clock.to(self.event["ends_at"], **AT_THE_END)
            self.closed = True
            self.revealed |= set(self.written)
            for _ in range(2):
                self.pump.run(times=2)
                self.pump.call("reviews", {"close": self.event["id"]})
        if what == "follow":
            self.pump.run(times=2)

    def check(self) -> None:
        """What is stored, counted and shown is the truth."""
        for place, person in enumerate(self.people):
            for kind in ("host", "guest"):
                stars = [
                    self.written[pair]
                    for pair in self.revealed
                    if pair[1] == place and (place == HOST) == (kind == "host")
                ]
                average = round(sum(stars) / len(stars), 2) if stars else None
                shown = self.people[HOST].get(f"/users/{person.id}").body[f"{kind}_rating"]
                assert shown == {"average": average, "count": len(stars)}
            assert of_event(person, self.event) == sorted(
                (self.people[author].name, self.people[subject].name, stars)
                for (author, subject), stars in self.written.items()
                if author == place or (author, subject) in self.revealed
            )
        assert counters() == recount()


def counters() -> dict[tuple[str, str], tuple[int, int]]:
    """The ratings of the profiles that have any."""
    profiles = [item for (_, sk), item in dump("main").items() if sk == "PROFILE"]
    found = {
        (profile["id"]["S"], kind): (
            int(profile[f"{kind}_rating_total"]["N"]),
            int(profile[f"{kind}_rating_count"]["N"]),
        )
        for profile in profiles
        for kind in ("host", "guest")
    }
    return {who: sums for who, sums in found.items() if sums != (0, 0)}


def recount() -> dict[tuple[str, str], tuple[int, int]]:
    """The same from the reviews."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for (pk, _), item in dump("main").items():
        if pk.startswith("REVIEWS#") and "revealed_at" in item:
            who = (item["subject_id"]["S"], item["rated_as"]["S"])
            total, count = found.get(who, (0, 0))
            found[who] = (total + int(item["rating"]["N"]), count + 1)
    return found


@pytest.fixture
def begin(world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Story]:
    """A new evening that is over, with a host and two guests."""

    def make() -> Story:
        pump = Again(clock)
        monkeypatch.setattr(queues, "send", pump.send)
        host = world.person("Anna")
        event = host.announce(approval="automatic", starts_at=later(clock))
        guests = [world.confirmed(event, host, name) for name in ("Boris", "Vera")]
        pump.forget()
        pump.delivered.clear()
        clock.to(event["ends_at"])
        return Story([host, *guests], event, pump, clock)

    return make


def later(clock: Clock) -> str:
    """In three days."""
    return (clock.moment.replace(microsecond=0) + timedelta(days=3)).isoformat()


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(story=stories)
def test_r14_ratings_are_exact_after_any_story_told_any_number_of_times(
    begin: Callable[[], Story], story: tuple[list[Any], list[Any]]
) -> None:
    now = begin()
    for step in [*story[0], ("close",), *story[1], ("follow",), ("all again",), ("follow",)]:
        now.does(*step)
        now.check()
    received = [len(told(person)) for person in now.people]
    now.does("all again")
    now.does("follow")
    assert [len(told(person)) for person in now.people] == received


def told(person: Person) -> list[Any]:
    """The notices of reviews."""
    items: list[Any] = person.get("/me/notices", limit=100).body["items"]
    return [each for each in items if each["kind"] == "review_received"]
