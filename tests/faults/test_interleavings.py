"""R1, R2, R4 on the real operations and stores: people act at once, and any of them goes on next.

Every request stops before and after each call of DynamoDB, and within each transaction; the machine
chooses who goes on. Answers are lost on the way. What is stored must be right at every moment.
"""

import itertools
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from random import Random
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from seance.bookings import copies
from seance.cloud import config, keys
from seance.cloud.concurrency import decide
from tests.component.gateway import CONTEXT, Answer, Person
from tests.faults.ledger import Ledger
from tests.faults.town import Town, with_loop
from tests.faults.turns import Task

SLOTS = ("2027-01-01T10:00:00Z", "2027-01-01T11:00:00Z", "2027-01-01T12:00:00Z")
MOST_AT_ONCE = 6
TOLD = (200, 201, 404, 409, 503)  # three lost answers to a read in a row are told as "try again"

guests, events, choices = st.integers(0, 3), st.integers(0, 1), st.integers(0, 5)
slots, minutes = st.sampled_from(SLOTS), st.sampled_from([60, 120])
KINDS = st.sampled_from(["capacity", "start", "end"])
HURRY = st.sampled_from([1, 2, 3, 8, 30])

# What makes sense in a status; whatever else is refused, which other tests show.
OWN = {
    "requested": ("ask", "ask", "withdraw"),
    "waitlisted": ("ask", "ask", "withdraw"),
    "invited": ("accept", "accept", "refuse"),
    "confirmed": ("withdraw",),
    "moved": ("confirm", "withdraw"),
}
HOSTS = {
    "requested": ("approve", "approve", "decline"),
    "waitlisted": ("approve", "approve", "decline"),
    "invited": ("revoke", "invite"),
    "confirmed": ("remove",),
    "moved": ("remove",),
}


class Evening(RuleBasedStateMachine):
    """Two showings at about the same time, one manual, one automatic in shards, and four guests."""

    town: ClassVar[Town]

    def __init__(self) -> None:
        super().__init__()
        self.town.calm()
        self.town.tables.clear()
        self.town.numbers = itertools.count()
        self.hosts, self.guests = self.town.people(2), self.town.people(4)
        shared = {"duration_minutes": 120, "starts_at": SLOTS[0]}
        self.events = [
            self.hosts[0].announce(capacity=2, **shared),
            self.hosts[1].announce(capacity=3, approval="automatic", **shared),
        ]
        for guest in self.guests:
            for host in self.hosts:
                guest.follow(host)
        self.tasks: list[Task] = []

    @initialize(seed=st.integers(0, 1000))
    def trouble(self, seed: int) -> None:
        """From now on answers are lost."""
        self.town.trouble(seed, hold=0.02, lost=0.05, deaf=0.05)

    def begin(self, job: Callable[[], Any]) -> None:
        """A request that has come to its first call."""
        if len(self.running) == MOST_AT_ONCE:
            self.all_go_on_in_any_order(len(self.tasks))
        self.tasks.append(self.town.turns.start(partial(with_loop, job)))

    @property
    def running(self) -> list[Task]:
        """Who has not ended."""
        return [task for task in self.tasks if not task.done]

    def status(self, guest: int, event: int) -> str | None:
        """What is stored now; by the time that somebody acts on it, it may be another."""
        bookings = Ledger.of(self.town.tables, self.events[event]["id"]).bookings
        found = bookings.get(self.guests[guest].id)
        return found["status"] if found else None

    @rule(guest=guests, event=events, choice=choices)
    def a_guest_acts(self, guest: int, event: int, choice: int) -> None:
        """Ask, or answer."""
        person, shown = self.guests[guest], self.events[event]
        sensible = OWN.get(self.status(guest, event) or "", ("ask",))
        action = sensible[choice % len(sensible)]
        act = person.ask if action == "ask" else partial(person.act, action)
        self.begin(partial(act, shown))

    @rule(guest=guests, event=events, choice=choices)
    def a_host_acts(self, guest: int, event: int, choice: int) -> None:
        """Decide, or invite."""
        host, person, shown = self.hosts[event], self.guests[guest], self.events[event]
        sensible = HOSTS.get(self.status(guest, event) or "", ("invite", "invite_extra"))
        action = sensible[choice % len(sensible)]
        if action.startswith("invite"):
            extra = action == "invite_extra"
            self.begin(partial(host.invite, shown, person, extra_seat=extra))
        else:
            self.begin(partial(host.act, action, shown, person))

    @rule(event=events)
    def everybody_wants_to_come(self, event: int) -> None:
        """Who has no booking asks, who has asked is approved, who is invited accepts."""
        for guest in range(len(self.guests)):
            status = self.status(guest, event)
            if status in ("requested", "waitlisted"):
                self.a_host_acts(guest, event, 0)
            elif status not in ("confirmed", "declined", "removed"):
                self.a_guest_acts(guest, event, 0)

    @rule(event=events, kind=KINDS, capacity=st.integers(1, 4), starts_at=slots, duration=minutes)
    def a_host_edits(
        self, event: int, kind: str, capacity: int, starts_at: str, duration: int
    ) -> None:
        """More or less room, another start, another end."""
        changes: dict[str, dict[str, Any]] = {
            "capacity": {"capacity": capacity},
            "start": {"starts_at": starts_at},
            "end": {"duration_minutes": duration},
        }
        self.begin(partial(edit, self.hosts[event], self.events[event], changes[kind]))

    @rule(guest=guests, event=events, kind=KINDS, starts_at=slots)
    def something_else_happens(self, guest: int, event: int, kind: str, starts_at: str) -> None:
        """A guest announces an own showing, or the copies queue delivers once more."""
        if kind == "start":
            body = {"starts_at": starts_at, "duration_minutes": 60, "film_id": "alien-1979"}
            self.begin(partial(announce, self.guests[guest], body))
        else:
            self.begin(partial(copies.settle, self.events[event]["id"], self.guests[guest].id))

    @precondition(lambda self: self.running)
    @rule(chosen=st.integers(0, MOST_AT_ONCE - 1), times=HURRY)
    def one_goes_on(self, chosen: int, times: int) -> None:
        """So many calls further."""
        task = self.running[chosen % len(self.running)]
        for _ in range(times):
            if not task.done:
                self.town.turns.step(task)

    @precondition(lambda self: self.running)
    @rule(seed=st.integers(0, 1000))
    def all_go_on_in_any_order(self, seed: int) -> None:
        """Until everybody has an answer; checked on the way."""
        order = Random(seed)
        while self.running:
            self.town.turns.step(order.choice(self.running))
            self.what_is_stored_agrees()

    @invariant()
    def what_is_stored_agrees(self) -> None:
        """R1: seats and bookings. R4: agendas have what is confirmed, and no clash."""
        for event, host in zip(self.events, self.hosts, strict=True):
            ledger = Ledger.of(self.town.tables, event["id"])
            ledger.check()
            assert ledger.busy == ledger.confirmed | {host.id}

    def teardown(self) -> None:
        """In the end everybody has an answer, and every copy its source's time."""
        self.town.turns.run()
        self.town.calm()
        for event in self.events:
            stored = self.town.tables.items["main"]["main", *keys.event(event["id"])]
            ledger = Ledger.of(self.town.tables, event["id"])
            for user in ledger.busy:
                starts_at, ends_at, *_ = ledger.agendas[user][event["id"]]
                assert keys.instant(moment(starts_at)) == stored["starts_at"]["S"]
                assert keys.instant(moment(ends_at)) == stored["ends_at"]["S"]
        for task in self.tasks:
            answer = task.answer()
            assert not isinstance(answer, Answer) or answer.status in TOLD, answer.body


def edit(host: Person, event: dict[str, Any], changes: dict[str, Any]) -> Answer:
    """An edit, and then what the stream and the copies queue make of it, once."""
    answer = host.edit(event, **changes)
    decide(lambda: copies.of_event(event["id"]))  # the queue delivers again what failed
    return answer


def moment(seconds: int) -> datetime:
    """Unix seconds."""
    return datetime.fromtimestamp(seconds, UTC)


def announce(host: Person, body: dict[str, Any]) -> Answer:
    """A request that may be refused."""
    place = {"kind": "online"}
    return host.post("/events", {"capacity": 1, "time_zone": "UTC", "place": place, **body})


@pytest.mark.usefixtures("short_way")
def test_any_interleaving_of_real_requests_keeps_the_promises(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEATS_PER_SHARD", "1")
    monkeypatch.setenv("DECISION_SECONDS", "1000000")  # who waits here, waits for the machine
    monkeypatch.setattr(CONTEXT, "get_remaining_time_in_millis", lambda: 10**9)
    config.settings.cache_clear()
    Evening.town = town
    run_state_machine_as_test(
        Evening,
        settings=settings(
            max_examples=40,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],  # a failure takes minutes to make smaller
            print_blob=True,
        ),
    )
