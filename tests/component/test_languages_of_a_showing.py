"""In which language a showing is, and with which subtitles (M39)."""

from typing import Any

import pytest

from tests.component.clock import Clock
from tests.component.gateway import Person, event_body
from tests.component.pump import Pump
from tests.component.told import kinds

SUBTITLED = {"spoken_language": "ja", "subtitles": ["ru", "en"]}


def told(event: dict[str, Any]) -> dict[str, Any]:
    return {name: event[name] for name in SUBTITLED}


def test_m39_an_event_says_its_language_and_subtitles_everywhere(
    host: Person, guest: Person, pump: Pump
) -> None:
    event = host.announce(**SUBTITLED)
    pump.run()

    assert told(event) == SUBTITLED
    assert told(guest.sees(event)) == SUBTITLED
    assert told(guest.get("/events").body["items"][0]) == SUBTITLED
    assert told(host.get("/me/events").body["items"][0]) == SUBTITLED
    assert told(guest.get(f"/public/events/{event['id']}").body) == SUBTITLED


def test_m39_an_event_that_says_nothing_of_them_has_none(host: Person, guest: Person) -> None:
    event = host.announce()

    assert told(event) == told(guest.get("/events").body["items"][0])
    assert told(event) == {"spoken_language": None, "subtitles": []}


def test_m39_they_are_changed_and_taken_back_and_nobody_is_told(
    host: Person, guest: Person, pump: Pump, clock: Clock
) -> None:
    event = host.announce(approval="automatic", **SUBTITLED)
    guest.ask(event)

    assert told(host.edit(event, subtitles=["pt-br"]).body) == {
        "spoken_language": "ja",
        "subtitles": ["pt-BR"],
    }
    assert told(host.edit(event, spoken_language=None, subtitles=[]).body) == {
        "spoken_language": None,
        "subtitles": [],
    }
    assert host.sees(event)["version"] == 3
    assert kinds_after_a_minute(guest, pump, clock) == []

    assert told(host.edit(event, title="Иначе").body) == {"spoken_language": None, "subtitles": []}
    assert kinds_after_a_minute(guest, pump, clock) == ["event_changed"]
    (change,) = guest.get("/me/notices").body["items"][0]["changes"]
    assert change["field"] == "title"


def kinds_after_a_minute(person: Person, pump: Pump, clock: Clock) -> list[str]:
    """What the person is told once the edits of a minute are told together."""
    pump.run()
    clock.forward(seconds=61)
    pump.run()
    return [kind for kind in kinds(person) if kind.startswith("event_")]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"spoken_language": "Russian"}, "spoken_language"),
        ({"spoken_language": "xx"}, "spoken_language"),
        ({"subtitles": ["ru", "ru"]}, "subtitles"),
        ({"subtitles": ["ru", "RU"]}, "subtitles"),
        ({"subtitles": ["en"] * 11}, "subtitles"),
        ({"subtitles": ["klingonese"]}, "subtitles.0"),
        ({"subtitles": "ru"}, "subtitles"),
    ],
)
def test_m39_what_is_no_language_is_a_wrong_field(
    host: Person, wrong: dict[str, Any], field: str
) -> None:
    event = host.announce()

    for answer in (host.edit(event, **wrong), host.post("/events", event_body(**wrong))):
        assert (answer.status, answer.code) == (422, "validation_failed")
        assert [each["field"] for each in answer.body["errors"]] == [field]


def test_m39_subtitles_may_be_left_out_but_are_never_null(host: Person) -> None:
    assert host.edit(host.announce(), subtitles=None).code == "validation_failed"
