"""The booking world does what the model says, and nothing is lost when things follow late.

`make soak` looks further, with the profile `soak`, and at other examples each time.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from seance.web.app import Handler
from tests.component.gateway import Answer
from tests.component.storage import CLOUD
from tests.faults import booking_world
from tests.faults.booking_world import NAMES, World, hour
from tests.faults.showings import Booked, Refused, Told
from tests.memory.environment import process
from tests.memory.short import short_way

SOAK = settings.get_current_profile_name() == "soak"
SIZE = settings(
    max_examples=300 if SOAK else 12,
    stateful_step_count=60 if SOAK else 40,
    derandomize=not SOAK,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)


class RestlessWorld(World):
    """Things follow late, in part, twice and in another order, and indexes lag.

    Whatever the product answers meanwhile is taken at its word; what always holds must hold, and in
    the end all that follows has followed, once.
    """

    def expect(self, answer: Answer | None, work: Callable[[], Told]) -> bool:
        """Whatever was answered: the model is what is stored."""
        if answer is None:
            return False
        if answer.status < 300:
            with suppress(Refused):  # what is not yet stored may not be in the model's way
                work()
        self.adopt()
        self.let_follow(Random(len(CLOUD.tables.stream)))  # repeats with the example
        return True

    def adopt(self) -> None:
        """The model believes the tables."""
        names, items = {who.lower(): who for who in NAMES}, CLOUD.tables.items["main"]
        for each in self.showings:
            event = items["main", f"EVENT#{each.id}", "EVENT"]
            each.start, each.on = hour(event["starts_at"]["S"]), event["status"]["S"] == "scheduled"
            each.approval, each.visibility = event["approval"]["S"], event["visibility"]["S"]
            each.moderators = {names[who] for who in event.get("moderator_ids", {"SS": []})["SS"]}
            each.capacity = self.ledger(each.id).capacity
            found = [item for item in items.values() if item["sk"]["S"] == f"BOOKING#{each.id}"]
            found.sort(key=lambda item: item["requested_at"]["S"])
            each.bookings = {
                names[item["guest_id"]["S"]]: Booked(
                    item["status"]["S"],
                    place,
                    extra=item["extra_seat"]["BOOL"],
                    invited="invited_by" in item,
                    seats=int(item.get("left", {"N": "1"})["N"]),
                )
                for place, item in enumerate(found)
            }

    def let_follow(self, random: Random) -> None:
        """A part of what is due, or nothing."""
        random.shuffle(self.pump.waiting)
        if random.random() < 0.4:
            self.pump.step(times=random.choice((1, 2)))
        if random.random() < 0.3:
            self.clock.forward(seconds=random.choice((3, 61)))
        CLOUD.tables.lag = random.random() < 0.3
        if not CLOUD.tables.lag:
            CLOUD.tables.catch_up()

    def settle(self) -> None:
        """Only in the end."""

    def look_back(self) -> None:
        CLOUD.tables.lag = False
        CLOUD.tables.catch_up()
        World.settle(self)
        self.adopt()
        for each in self.showings:
            assert not list(self.model.able(each)), "somebody waits beside a free seat"
        self.check_told()
        super().look_back()

    def check_told(self) -> None:
        """R10, R12: each answer was told to its guest once."""
        here = {who.lower() for who in self.model.people}
        right = Counter(
            (kind, now["event_id"]["S"], now["guest_id"]["S"])
            for was, now in self.ways()
            for kind in [answer_told(was, now["status"]["S"], by="decided_by" in now)]
            if kind and now["guest_id"]["S"] in here
        )
        kinds = {kind for kind, *_ in right}
        told = Counter(each for each in self.notices() if each[0] in kinds)
        assert told == right, (told - right, right - told)


def answer_told(was: str | None, now: str, *, by: bool) -> str | None:
    """What a guest is told of the own booking's way."""
    if now == "confirmed":
        if was in ("invited", "moved"):
            return None
        return "booking_approved" if by or was != "waitlisted" else "seat_from_waitlist"
    declined = "invitation_revoked" if was == "invited" else "booking_declined"
    return {
        "declined": declined,
        "removed": "booking_removed",
        "invited": "invited",
        "moved": "booking_moved",
    }.get(now)


@pytest.fixture
def place(api: Handler) -> Iterator[None]:
    booking_world.apis[:] = [api]
    with process(CLOUD), short_way(CLOUD):
        yield


def test_every_answer_booking_seat_agenda_and_notice_is_as_the_model_says(place: None) -> None:
    run_state_machine_as_test(World, settings=SIZE)


def test_nothing_is_lost_or_doubled_however_late_things_follow(place: None) -> None:
    run_state_machine_as_test(RestlessWorld, settings=SIZE)
