"""The world that the payloads in events/ speak of, made through the API."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from seance import ids
from seance.events import announcing
from seance.web.app import Handler
from tests.component.clock import Clock
from tests.component.gateway import Person
from tests.component.pump import Pump

EVENTS = Path(__file__).parents[2] / "events"
EVENT = "01KA0000000000000000SAMP1E"
CANCELLED = "01KA0000000000000000CANCE1"
UNBOOKED = "01KA0000000000000000VNB00K"
PROPOSAL = "01KA000000000000000PR0P0SE"
SEARCH = "01KA0000000000000000SEARCH"
CASE = "01KA000000000000000REP0RT1"
PROGRAMME = "01KA00000000000000PR0GRAME"
MESSAGE = "01KA00000000000000MESSAGE1"
CODE = "SampMeCxde2"
NOW, STARTS_AT = "2028-06-01T12:00:00+00:00", "2028-06-03T16:00:00Z"
NAMES = ("Anna", "Boris", "Vera", "Grigory", "Darya", "Egor", "Zhanna", "Ivan")


@dataclass(frozen=True)
class Sample:
    """Who is who.

    Anna hosts and Zhanna moderates. Boris asked, Vera comes, Grigory is invited, Darya's time has
    moved. Egor only follows Anna, Ivan is new.
    """

    people: dict[str, Person]

    def payload(self, function: str) -> Any:
        """The committed payload of a function."""
        text = (EVENTS / f"{snake(function)}.json").read_text(encoding="utf-8")
        if function == "CheckIn":  # the code is signed with a secret that no file has
            ticket = self.people["Vera"].booking({"id": EVENT})["ticket"]
            text = text.replace("00000-00000", ticket["code"])
        return json.loads(text)


def snake(name: str) -> str:
    """`ApproveBooking` → `approve_booking`."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)[1:]


def people(api: Handler) -> dict[str, Person]:
    """Everybody, under the ids of the payloads."""
    found = {name: Person(api, name) for name in NAMES}
    for place, person in enumerate(found.values(), 1):
        digit = str(place)
        person.id = f"{digit * 8}-{digit * 4}-4{digit * 3}-8{digit * 3}-{digit * 12}"
        assert person.claims
        person.claims["sub"] = person.id
    return found


def make_sample(api: Handler, clock: Clock, pump: Pump, monkeypatch: pytest.MonkeyPatch) -> Sample:
    """Make the people and the three events under the ids of the payloads."""
    clock.to(NOW)
    sample = Sample(people(api))
    for person in sample.people.values():
        assert person.get("/me").status == 200
    _announce(sample.people["Anna"], monkeypatch)
    _book(sample, pump)
    _talk(sample.people["Anna"], monkeypatch)
    _propose(sample.people["Anna"], monkeypatch)
    _wait(sample.people["Anna"], monkeypatch)
    _report(sample.people["Vera"], monkeypatch)
    _plan(sample.people["Anna"], monkeypatch)
    _subscribe(sample.people["Boris"], monkeypatch)
    _hand_out(sample.people["Anna"], monkeypatch)
    assert sample.people["Anna"].patch("/me", {"public_calendar": True}).status == 200
    chat = sample.people["Anna"].put("/me/connections/telegram", {"chat_id": 7_000_111_222})
    assert chat.status == 204
    pump.forget()
    return sample


def _announce(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    for event_id, starts_at in (
        (EVENT, "2028-06-04T16:00:00Z"),
        (CANCELLED, "2028-06-20T16:00:00Z"),
        (UNBOOKED, "2028-06-25T16:00:00Z"),
    ):
        with monkeypatch.context() as patch:
            code = CODE if event_id == EVENT else event_id[-11:]
            patch.setattr(ids, "new", lambda *_, fixed=event_id: fixed)
            patch.setattr(announcing, "new_code", lambda code=code: code)
            anna.announce(starts_at=starts_at)


def _book(sample: Sample, pump: Pump) -> None:
    people = sample.people
    anna, darya, event = people["Anna"], people["Darya"], {"id": EVENT}
    for name in ("Grigory", "Darya", "Egor", "Zhanna"):
        people[name].follow(anna)
    anna.appoint(event, people["Zhanna"])
    assert people["Boris"].ask(event).status == 201
    for name in ("Vera", "Darya"):
        assert people[name].ask(event).status == 201
        assert anna.act("approve", event, people[name]).status == 200
    assert anna.invite(event, people["Grigory"]).status == 201
    other = people["Egor"].announce(film_id="alien-1979", starts_at=STARTS_AT, approval="automatic")
    assert darya.ask(other).status == 201
    assert anna.edit(event, starts_at=STARTS_AT).status == 200
    pump.run()
    assert darya.booking(event)["status"] == "moved"
    assert darya.act("withdraw", other).status == 200
    assert anna.cancel({"id": CANCELLED}).status == 200


def _talk(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(ids, "new", lambda *_: MESSAGE)
        assert anna.post(f"/events/{EVENT}/messages", {"text": "Приходите!"}).status == 201


def _propose(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = json.loads(json.loads((EVENTS / "create_proposal.json").read_text("utf-8"))["body"])
    with monkeypatch.context() as patch:
        patch.setattr(ids, "new", lambda *_: PROPOSAL)
        assert anna.post("/proposals", asked).status == 201


def _wait(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    assert anna.put("/me/wishes/solaris-1972", {"city_id": "moscow"}).status == 204
    with monkeypatch.context() as patch:
        patch.setattr(ids, "new", lambda *_: SEARCH)
        assert anna.post("/me/searches", {"film_id": "solaris-1972"}).status == 201


def _report(vera: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(ids, "new", lambda *_: CASE)
        asked = {"kind": "event", "id": EVENT, "reason": "other"}
        assert vera.post("/reports", asked).status == 202


def _plan(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = json.loads(json.loads((EVENTS / "create_programme.json").read_text("utf-8"))["body"])
    for event, month in zip(asked["events"], ("09", "10"), strict=True):
        event["starts_at"] = f"2028-{month}-07T16:00:00Z"
    with monkeypatch.context() as patch:
        patch.setattr(ids, "new", lambda *_: PROGRAMME)
        assert anna.post("/programmes", asked).status == 201


def _subscribe(boris: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(secrets, "token_urlsafe", lambda _: "SAMPLE-FEED-TOKEN")
        assert boris.post("/me/calendar").status == 201


def _hand_out(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(secrets, "token_urlsafe", lambda _: "SAMPLE-INVITE-TOKEN")
        assert anna.post(f"/events/{EVENT}/invite-links", {"uses": 5}).status == 201
