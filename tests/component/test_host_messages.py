"""What the host tells all guests (M33): who hears it, how often, and once."""

from typing import Any

import pytest

from seance.cloud import keys
from tests.component.clock import Clock
from tests.component.gateway import Answer, Person, World
from tests.component.pump import Pump
from tests.component.storage import dump

TEXT = "Вход со двора, код 25."


def say(host: Person, event: dict[str, Any], to: str = "confirmed", **options: Any) -> Answer:
    """Tell the guests."""
    path = f"/events/{event['id']}/announcements"
    return host.post(path, {"text": TEXT, "to": to}, **options)


def heard(person: Person) -> list[str]:
    """What the inbox has of it."""
    items = person.get("/me/notices").body["items"]
    return [each["text"] for each in items if each["kind"] == "host_message"]


@pytest.fixture
def event(host: Person, guest: Person, world: World, pump: Pump) -> dict[str, Any]:
    """With one who comes, one who asks and one who left."""
    made = host.announce()
    for person in (guest, *world.people(2)):
        person.ask(made)
    host.act("approve", made, guest)
    pump.run()
    return made


def test_m33_who_has_a_seat_hears_it_once(
    host: Person, guest: Person, world: World, event: dict[str, Any], pump: Pump
) -> None:
    asking = world.person("Olga")
    asking.ask(event)
    assert say(host, event).status == 202
    for times in (1, 2):
        pump.run(times)
    assert [heard(each) for each in (asking, host)] == [[], []]
    (text,) = heard(guest)
    assert text.endswith(f"\n{TEXT}")
    mails = [each for each in pump.mails if TEXT in str(each)]
    assert len(mails) == 1


def test_m33_everybody_is_whoever_asked_was_invited_or_comes(
    host: Person, guest: Person, world: World, event: dict[str, Any], pump: Pump
) -> None:
    asking, left = world.person("Olga"), world.person("Lev")
    for person in (asking, left):
        person.ask(event)
    left.act("withdraw", event)
    assert say(host, event, "everybody").status == 202
    pump.run()
    assert [len(heard(each)) for each in (guest, asking, left, host)] == [1, 1, 0, 0]


def test_m33_a_trial_is_told_to_oneself_and_not_counted(
    host: Person, guest: Person, event: dict[str, Any], pump: Pump
) -> None:
    for _ in range(4):
        assert say(host, event, "me").status == 202
    pump.run()
    assert [len(heard(each)) for each in (host, guest)] == [4, 0]
    assert say(host, event).status == 202


def test_the_fourth_of_a_day_has_to_wait(host: Person, event: dict[str, Any], clock: Clock) -> None:
    assert [say(host, event).status for _ in range(3)] == [202] * 3
    answer = say(host, event)
    assert (answer.status, answer.code) == (429, "too_many_requests")
    clock.forward(seconds=int(answer.headers["retry-after"]))
    assert say(host, event).status == 202


def test_a_request_that_is_sent_again_says_nothing_more(
    host: Person, guest: Person, event: dict[str, Any], pump: Pump
) -> None:
    said = [say(host, event, headers={"Idempotency-Key": "one"}).body["id"] for _ in range(2)]
    assert len(set(said)) == 1
    pump.run()
    assert len(heard(guest)) == 1
    assert (
        len([key for key in dump("feed") if key[0] == keys.announcement(event["id"], "")[0]]) == 1
    )


def test_r16_only_the_host_speaks_to_all(
    host: Person, guest: Person, event: dict[str, Any], clock: Clock
) -> None:
    assert say(guest, event).code == "forbidden"
    assert host.cancel(event).status == 200
    assert say(host, event, "everybody").status == 202
    clock.forward(days=60)
    assert say(host, event).code == "wrong_status"


@pytest.mark.parametrize("text", ["", " ", "x" * 501])
def test_a_text_has_its_length(host: Person, event: dict[str, Any], text: str) -> None:
    path = f"/events/{event['id']}/announcements"
    assert host.post(path, {"text": text, "to": "me"}).code == "validation_failed"
