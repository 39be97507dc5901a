"""`make replay` knows what to do with every letter that can lie in a dead letter queue (M26)."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from local.replay import Stack, replay
from local.telling import TroubleError
from queues import refresh
from seance.cloud import queues, schedules
from seance.cloud.config import Settings
from seance.events import reminders
from seance.reviews import transitions
from tests.unit.examples import NOW, event


@dataclass
class Place:
    """One queue of dead letters, the other queues, and functions that note what they are told."""

    letters: list[dict[str, Any]] = field(default_factory=list)
    put_back: list[tuple[str, Any]] = field(default_factory=list)
    fails: bool = False

    def receive_message(self, **_: Any) -> dict[str, Any]:
        """The next letter."""
        return {"Messages": self.letters[:1]}

    def delete_message(self, **asked: Any) -> None:
        """It was put back."""
        self.letters = [each for each in self.letters if each["ReceiptHandle"] != asked["ReceiptHandle"]]  # fmt: skip

    def send_message(self, **asked: Any) -> None:
        """Into a queue."""
        self.put_back.append((asked["QueueUrl"], json.loads(asked["MessageBody"])))

    def invoke(self, **asked: Any) -> dict[str, Any]:
        """A function is called."""
        if self.fails:
            return {"FunctionError": "Unhandled", "Payload": _Said()}
        self.put_back.append((asked["FunctionName"], json.loads(asked["Payload"])))
        return {}


class _Said:
    def read(self) -> bytes:
        """A reason."""
        return b"no"


class _Stack(Stack):
    """The place as a stack."""

    def client(self, _: str) -> Any:
        """Every service is the place."""
        return self.session


def stack_of(place: Place) -> Stack:
    """A stack that is only this place."""
    names = ("ScheduleDeadLetters", "NoticesDeadLetters", "NoticesQueue", "CopiesQueue")
    functions = ("RemindGuests", "FinishEvent")
    return _Stack(place, None, {n: n for n in names}, {n: n for n in functions}, "main", "feed")  # type: ignore[arg-type]


def letter(body: Any) -> dict[str, Any]:
    """As SQS gives it."""
    return {"MessageId": "m", "ReceiptHandle": "r", "Body": json.dumps(body)}


@pytest.fixture
def scheduled(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Everything that the product can have scheduled, as its targets get it."""
    made: list[Any] = []
    monkeypatch.setattr(schedules, "put", lambda name, at, target, message: made.append(message))
    monkeypatch.setattr(queues, "send", lambda *_: None)
    for module in (reminders, transitions, refresh):
        monkeypatch.setattr(module, "settings", lambda: Settings("main", "feed"))
    for module in (transitions, refresh):
        monkeypatch.setattr(module, "now", lambda: NOW)
    reminders.reschedule(event(starts_at=NOW + timedelta(days=3), ends_at=NOW + timedelta(days=4)), NOW)  # fmt: skip
    transitions.close_later("event", NOW + timedelta(days=14))
    refresh.release_later("event", int(NOW.timestamp()) + 3600)
    return made


def test_m26_every_letter_of_a_schedule_goes_to_what_the_schedule_calls(
    scheduled: list[Any],
) -> None:
    place = Place()
    for each in scheduled:
        place.letters.append(letter(each))
        replay(stack_of(place), "ScheduleDeadLetters")

    assert place.put_back == list(
        zip(
            ("RemindGuests", "RemindGuests", "FinishEvent", "CopiesQueue", "CopiesQueue"),
            scheduled,
            strict=True,
        )
    )
    assert place.letters == []


@pytest.mark.parametrize("body", [{"which": "year", "event_id": "e"}, {"event_id": "e"}], ids=str)
def test_a_letter_that_nobody_knows_stays_and_is_told(body: Any) -> None:
    place = Place([letter(body)])
    with pytest.raises(TroubleError, match="Nobody schedules"):
        replay(stack_of(place), "ScheduleDeadLetters")
    assert place.letters


def test_a_letter_that_fails_again_stays() -> None:
    place = Place([letter({"which": "day", "event_id": "e"})], fails=True)
    with pytest.raises(TroubleError, match="failed again"):
        replay(stack_of(place), "ScheduleDeadLetters")
    assert place.letters


def test_a_letter_of_a_queue_goes_back_into_it() -> None:
    place = Place([letter({"kind": "invited"})])
    assert replay(stack_of(place), "NoticesDeadLetters") == ["m → NoticesQueue"]
    assert place.put_back == [("NoticesQueue", {"kind": "invited"})]


@pytest.mark.parametrize(
    "ask",
    [lambda stack: replay(stack, "NoticesQueue"), lambda stack: replay(stack, "OtherDeadLetters")],
    ids=["a queue", "unknown"],
)
def test_only_dead_letters_are_put_back(ask: Callable[[Stack], Any]) -> None:
    with pytest.raises(TroubleError, match="There are no dead letters"):
        ask(stack_of(Place()))
