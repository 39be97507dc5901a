"""Hosts, guests and moderators who do whatever comes to their mind, chosen by Hypothesis.

Through the real operations, with streams, queues and consumers behind them. After each step all that
follows has followed, and answer, bookings, seats, agendas and notices are compared with `showings`.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from seance.cloud import clock as product_clock
from seance.cloud import config, queues
from seance.reconciliation import comparison, scanning
from seance.web.app import Handler
from tests.component.clock import Clock
from tests.component.gateway import Answer, Person, event_body
from tests.component.pump import Body, Pump, record
from tests.component.storage import CLOUD
from tests.faults.ledger import Ledger
from tests.faults.showings import ACTIONS, LIVE, MISSION, OPENNESS, Refused, Showing, Showings, Told
from tests.memory.expressions import Item

NAMES = ("Anna", "Boris", "Clara", "Dmitri", "Elena", "Fedor")
HOSTS = NAMES[:2]
FILMS = ("solaris-1972", "stalker-1979")
MONDAY = datetime(2027, 3, 1, 12, tzinfo=UTC)
FIRST_START = MONDAY + timedelta(days=3)
MOST = 5  # events
PARTIES = (4, 1, 2, 1, 3)
OUTWARD = ("deliveries", "telegram", "vk", "pushes")  # other tests look after what leaves the house
some, numbers = st.sampled_from, st.sampled_from(range(60))
APPROVALS = ("manual", "automatic")
WAYS = (
    *(3 * [("follow", "following", "PUT")]),
    ("unfollow", "following", "DELETE"),
    ("block", "blocked", "PUT"),
    *(2 * [("unblock", "blocked", "DELETE")]),
)
WEIGHTS = {
    "take_on": 9, "ask": 7, "invite": 4, "act": 2, "move": 3, "resize": 2, "answer_otherwise": 2,
    "show_otherwise": 1, "cancel": 1, "restore": 2, "appoint": 1, "dismiss": 1, "relate": 3, "lower": 2,
    "announce": 1, "leave": 1,
}  # fmt: skip
OFTEN = [name for name, weight in WEIGHTS.items() for _ in range(weight)]
apis: list[Handler] = []


class Ears(Pump):
    """A pump that hears of every write by itself, as DynamoDB's streams do."""

    heard = 0

    def changes(self, table: str) -> list[Body]:
        """What the stream of a table says since the last look."""
        if table == "main":
            self.news = CLOUD.tables.stream[self.heard :]
            self.heard += len(self.news)
        return [
            record(each.old, each.new, self.clock.moment)
            for each in self.news
            if each.key[0] == table
        ]

    def send(self, queue_url: str, bodies: Iterable[Body], delay_seconds: int = 0) -> None:
        """Nothing leaves the house."""
        if not queue_url.endswith(OUTWARD):
            super().send(queue_url, bodies, delay_seconds)


class World(RuleBasedStateMachine):
    """What everybody can do, and what comes of it."""

    def __init__(self) -> None:
        super().__init__()
        CLOUD.clear()
        config.settings.cache_clear()
        self.patch = pytest.MonkeyPatch()
        self.clock = Clock()
        self.clock.moment = MONDAY
        self.pump = Ears(self.clock)
        self.patch.setattr(product_clock, "datetime", self.clock)
        self.patch.setattr(queues, "send", self.pump.send)
        self.model = Showings(set(NAMES))
        self.people = {name: Person(apis[0], name) for name in NAMES}
        self.told: Counter[tuple[str, str, str]] = Counter()
        for name, person in self.people.items():
            person.id = name.lower()
            person.claims = {**(person.claims or {}), "sub": person.id}
            assert person.get("/me").status == 200

    @initialize()
    def meet(self) -> None:
        """Everybody follows the hosts, who follow each other; each has announced something."""
        for host in HOSTS:
            for name in NAMES:
                if name != host:
                    self.people[name].follow(self.people[host])
                    self.model.follow(name, host)
        self.settle()
        for one, two, three in ((0, 0, 1), (1, 1, 0), (0, 2, 1)):
            self.announce(one, two, three)
        for number in range(2, 8):
            self.ask(number, number, 1)

    @rule(what=some(OFTEN), one=numbers, two=numbers, three=numbers)
    def step(self, what: str, one: int, two: int, three: int) -> None:
        """Somebody does something."""
        if not getattr(self, what)(one, two, three):
            self.ask(one, two, three)

    # What people do. Each is chosen by numbers, and tells whether there was anything to do.

    @property
    def showings(self) -> list[Showing]:
        return list(self.model.showings.values())

    def side(self, showing: Showing, number: int) -> str:
        """Mostly the host, else a moderator, now and then just anybody."""
        moderators = sorted(showing.moderators)
        if number % 12 == 11:
            return NAMES[number // 12]
        who: str = pick(moderators, number) if moderators and number % 3 == 1 else showing.host
        return who

    def announce(self, one: int, two: int, three: int) -> bool:
        host, film, start = pick(HOSTS, one), pick(FILMS, three), two % 4
        body: dict[str, Any] = {
            "capacity": 1 + three % 5,
            "max_party": pick(PARTIES, three),
            "approval": pick(("manual", "automatic", "automatic"), two),
            "visibility": pick(("public", "public", *OPENNESS), two),
        }
        if len(self.showings) == MOST:
            return False
        answer = self.by(host, "POST", "/events", announced(film, start, body))
        identity = answer.body.get("id", "none") if answer else "none"
        showing = Showing(identity, host, film, start, **body)
        return self.expect(answer, lambda: self.model.announce(host, showing))

    def ask(self, one: int, two: int, three: int) -> bool:
        showing = pick(self.showings, two)
        guests = [name for name in NAMES if name != showing.host or three % 10 == 0]
        who = pick(guests, one)
        seats = pick(PARTIES, one + three)
        answer = self.by(who, "POST", f"/events/{showing.id}/bookings", {"seats": seats})
        return self.expect(answer, lambda: self.model.ask(who, showing, seats))

    def invite(self, one: int, two: int, three: int) -> bool:
        showing, guest = pick(self.showings, two), pick(NAMES, one)
        who, extra = self.side(showing, three), three % 2 == 0
        seats = pick(PARTIES, one + two)
        body = {"guest_id": self.people[guest].id, "extra_seat": extra, "seats": seats}
        answer = self.by(who, "POST", f"/events/{showing.id}/invitations", body)
        return self.expect(
            answer, lambda: self.model.invite(who, showing, guest, extra=extra, seats=seats)
        )

    def lower(self, one: int, two: int, three: int) -> bool:
        """Mostly of a party."""
        larger = [
            (each, who)
            for each in self.showings
            for who, booked in sorted(each.bookings.items())
            if booked.seats > 1 or three % 9 == 0
        ]
        if not larger:
            return False
        showing, who = pick(larger, one)
        body = {"seats": 1 + two % 3}
        answer = self.by(who, "PUT", f"/events/{showing.id}/bookings/me/seats", body)
        return self.expect(answer, lambda: self.model.lower(who, showing, body["seats"]))

    def take_on(self, one: int, two: int, three: int) -> bool:
        """A booking, by what its status allows."""
        found = [(each, who) for each in self.showings for who in each.having(LIVE)]
        if not found:
            return False
        showing, guest = pick(found, one)
        status = showing.bookings[guest].status
        fitting = [name for name in sorted(ACTIONS) if status in ACTIONS[name][0]]
        action = pick(fitting, two)
        own = not ACTIONS[action][2]
        return self._act(action, guest if own else self.side(showing, three), showing, guest)

    def act(self, one: int, two: int, three: int) -> bool:
        """Whatever somebody tries."""
        showing, guest = pick(self.showings, two), pick(NAMES, one)
        who = guest if three % 2 else self.side(showing, one)
        return self._act(pick(sorted(ACTIONS), three), who, showing, guest)

    def _act(self, action: str, who: str, showing: Showing, guest: str) -> bool:
        path = f"/events/{showing.id}/bookings/{self.people[guest].id}/{action}"
        answer = self.by(who, "POST", path)
        return self.expect(answer, lambda: self.model.act(action, who, showing, guest))

    def move(self, one: int, two: int, three: int) -> bool:
        return self._edit(one, two, start=three % 4)

    def resize(self, one: int, two: int, three: int) -> bool:
        return self._edit(one, two, capacity=1 + three % 4)

    def answer_otherwise(self, one: int, two: int, three: int) -> bool:
        return self._edit(one, two, approval=pick(APPROVALS, three))

    def show_otherwise(self, one: int, two: int, three: int) -> bool:
        return self._edit(one, two, visibility=pick(sorted(OPENNESS), three))

    def _edit(self, one: int, two: int, **changes: Any) -> bool:
        showing = pick(self.showings, one)
        who, body = self.side(showing, 11 if two % 12 == 0 else 0), dict(changes)
        if "start" in body:
            body = {"starts_at": instant(body["start"])}
        answer = self.by(who, "PATCH", f"/events/{showing.id}", body)
        return self.expect(answer, lambda: self.model.edit(who, showing, changes))

    def cancel(self, one: int, two: int, _: int) -> bool:
        showing = pick(self.showings, one)
        who = self.side(showing, two)
        answer = self.by(who, "POST", f"/events/{showing.id}/cancel")
        return self.expect(answer, lambda: self.model.cancel(who, showing))

    def restore(self, one: int, _: int, __: int) -> bool:
        off = [each for each in self.showings if not each.on]
        if not off:
            return False
        showing = pick(off, one)
        answer = self.by(showing.host, "POST", f"/events/{showing.id}/restore")
        return self.expect(answer, lambda: self.model.restore(showing.host, showing))

    def appoint(self, one: int, two: int, three: int) -> bool:
        showing, other = pick(self.showings, one), pick(NAMES, two)
        who = self.side(showing, three)
        path = f"/events/{showing.id}/moderators/{self.people[other].id}"
        answer = self.by(who, "PUT", path)
        return self.expect(answer, lambda: self.model.appoint(who, showing, other))

    def dismiss(self, one: int, two: int, three: int) -> bool:
        found = [(each, who) for each in self.showings for who in sorted(each.moderators)]
        if not found:
            return False
        showing, other = pick(found, one)
        who = self.side(showing, two)
        path = f"/events/{showing.id}/moderators/{self.people[other].id}"
        answer = self.by(who, "DELETE", path)
        return self.expect(answer, lambda: self.model.dismiss(who, showing, other))

    def relate(self, one: int, two: int, three: int) -> bool:
        """A guest and a host, or the other way round."""
        way, path, method = pick(WAYS, three)
        who, other = (pick(NAMES, one), pick(HOSTS, two))[:: 1 if three % 5 else -1]
        if who == other:
            return False
        answer = self.by(who, method, f"/me/{path}/{self.people[other].id}")
        return self.expect(answer, lambda: getattr(self.model, way)(who, other))

    def leave(self, one: int, two: int, _: int) -> bool:
        """Seldom, or nobody were left."""
        if two % 3 or len(self.model.people) == 3:
            return False
        who = pick(NAMES, one)
        answer = self.by(who, "DELETE", "/me")
        return self.expect(answer, lambda: self.model.leave(who))

    # What comes of it.

    def by(self, who: str, method: str, path: str, body: Any = None) -> Answer | None:
        """One request of somebody who is still here."""
        if who not in self.model.people:
            return None
        answer = self.people[who].call(method, path, body)
        note(f"{who}: {method} {path} {body or ''} → {answer.status}")
        assert answer.status < 500, answer.body
        return answer

    def expect(self, answer: Answer | None, work: Callable[[], Told]) -> bool:
        """The answer is the model's, and so is what follows."""
        if answer is None:
            return False
        told: Told = []
        try:
            told, right = work(), "done"
        except Refused as refusal:
            (right,) = refusal.args
        assert right == ("done" if answer.status < 300 else answer.code), answer.body
        self.settle()
        seated = {each: self.ledger(each).holders for each in self.model.showings}
        names = {person.id: name for name, person in self.people.items()}
        told += self.model.let_in({key: {names[who] for who in seated[key]} for key in seated})
        here = self.model.people
        self.told.update(each for each in told if each[2] in here)
        self.compare()
        return True

    def settle(self) -> None:
        """All that follows has followed, however late it is looked at again."""
        for _ in range(3):
            self.follow_up()
            self.clock.forward(seconds=61)
        self.follow_up()

    def follow_up(self) -> None:
        """What is due now."""
        self.pump.run()

    def ledger(self, identity: str) -> Ledger:
        return Ledger.of(CLOUD.tables, identity)

    def compare(self) -> None:
        """R1, R2, R4, R12: what is stored is what the model holds."""
        ids = {name: person.id for name, person in self.people.items()}
        for each in self.showings:
            ledger = self.ledger(each.id)
            statuses = {who: booking["status"] for who, booking in ledger.bookings.items()}
            assert statuses == {ids[who]: booked.status for who, booked in each.bookings.items()}
            seats = {who: booking["seats"] for who, booking in ledger.bookings.items()}
            assert seats == {ids[who]: booked.seats for who, booked in each.bookings.items()}
            assert (ledger.left, ledger.capacity) == (each.left, each.capacity)
            if each.on:  # what is called off keeps its bookings and frees their agendas
                ledger.check()
            for who in self.model.people:
                is_busy = each in self.model.busy(who)
                assert (each.id in ledger.agendas.get(ids[who], {})) == is_busy, who
        right = Counter(
            {
                (kind, event_id, ids[who]): number
                for (kind, event_id, who), number in self.told.items()
                if who in self.model.people
            }
        )
        told = Counter(self.notices())
        assert told == right, (told - right, right - told)

    def notices(self) -> Iterator[tuple[str, str, str]]:
        """Every notice in every inbox: kind, event, reader. Who is coming gathers in one for many."""
        for each in CLOUD.tables.items["feed"].values():
            if each["item"]["S"] == "notice" and each["kind"]["S"] != "guests_coming":
                reader = each["pk"]["S"].removeprefix("USER#")
                yield each["kind"]["S"], each["event_id"]["S"], reader

    @invariant()
    def nobody_is_promised_too_much(self) -> None:
        """R1, R4, whatever has not followed yet."""
        for item in CLOUD.tables.items["main"].values():
            if item["item"]["S"] == "seats":
                assert 0 <= int(item["left"]["N"]) <= int(item["capacity"]["N"])
            if item["item"]["S"] == "agenda":
                spans = sorted(each[:2] for each in json.loads(item["intervals"]["S"]).values())
                assert all(one[1] <= two[0] for one, two in pairwise(spans))

    @invariant()
    def bookings_go_the_ways_of_the_mission(self) -> None:
        """From status to status only as the table has it."""
        for was, now in self.ways():
            assert (was, now["status"]["S"]) in MISSION, now

    def ways(self) -> Iterator[tuple[str | None, Item]]:
        """Every change of a booking's status: the status before, the item after."""
        for each in CLOUD.tables.stream:
            if each.key[0] == "main" and each.new and each.new["item"]["S"] == "booking":
                was = each.old["status"]["S"] if each.old else None
                if was != each.new["status"]["S"]:
                    yield was, each.new

    def teardown(self) -> None:
        try:
            self.look_back()
        finally:
            self.patch.undo()

    def look_back(self) -> None:
        """In the end what is kept twice agrees, and everybody finds what they are to find."""
        self.settle()
        self.clock.forward(minutes=10)
        self.follow_up()
        differing = [each for subject in scanning.subjects(100) for each in comparison.at(subject)]
        assert differing == []
        for who in sorted(self.model.people):
            self.find(who)

    def find(self, who: str) -> None:
        """R6: a search shows only what one may see, and all that one is to see as a guest.

        Who runs an event finds it in a list of their own; whom the host blocked, in their bookings.
        """
        may = {each.id for each in self.showings if each.on and self.model.sees(who, each)}
        hidden = {each.id for each in self.showings if self.model.apart(who, each.host)}
        own = {each.id for each in self.showings if who in each.side}
        found = set(self.people[who].finds(limit=100))
        assert found - own == may - hidden - own
        assert found <= may
        mine = self.people[who].get("/me/bookings", limit=100).body["items"]
        live = {each.id for each in self.showings if who in each.having(LIVE)}
        assert {each["event_id"] for each in mine if each["status"] in LIVE} == live
        for each in live:
            assert self.people[who].get(f"/events/{each}").status == 200


def hour(moment: str) -> int:
    return int((datetime.fromisoformat(moment) - FIRST_START).total_seconds() // 3600)


def pick(choices: Sequence[Any], number: int) -> Any:
    return choices[number % len(choices)]


def announced(film: str, start: int, more: dict[str, Any]) -> dict[str, Any]:
    return event_body(film_id=film, starts_at=instant(start), duration_minutes=120, **more)


def instant(start: int) -> str:
    return (FIRST_START + timedelta(hours=start)).isoformat()
