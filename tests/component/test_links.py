"""Short links (M21): they lead to the page of the event and change nothing else (R18)."""

from typing import Any

import pytest

from tests.component.clock import Clock, instant
from tests.component.gateway import Person, World, at
from tests.component.storage import dump, everything, refused


def path_of(event: dict[str, Any]) -> str:
    return str(event["short_url"]).removeprefix("http://localhost:8000")


def test_a_link_leads_to_the_page_of_its_event(world: World, host: Person) -> None:
    event = host.announce()

    answer = world.nobody.get(path_of(event))

    assert answer.status == 302
    assert answer.headers["location"] == f"http://localhost:8000/events/{event['id']}"
    # What says no type, API Gateway calls JSON.
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.body == answer.headers["location"]


def test_a_click_is_counted_and_nothing_else_changes(world: World, host: Person) -> None:
    event = host.announce()
    code = path_of(event).removeprefix("/s/")
    before = everything()

    for _ in range(3):
        world.nobody.get(path_of(event))

    after = everything()
    assert after[0][f"LINK#{code}", "LINK"]["clicks"] == {"N": "3"}
    before[0][f"LINK#{code}", "LINK"]["clicks"] = {"N": "3"}
    del after[0][f"LINK#{code}", "LINK"]["cause"]
    del before[0][f"LINK#{code}", "LINK"]["cause"]
    assert after == before


@pytest.mark.parametrize(
    "code", ["aaaaaaaaaaa", "short", "x" * 300, "0OIl0OIl0OI", "%2e%2e", "a%2Fb", "ключключклю"]
)
def test_a_code_that_never_was_is_not_found(world: World, code: str) -> None:
    refused(lambda: world.nobody.get(f"/s/{code}"), 404, "not_found")


def test_a_link_lives_a_month_longer_than_its_event(
    world: World, host: Person, clock: Clock
) -> None:
    event = host.announce()

    clock.to(event["ends_at"], days=30, seconds=-1)
    assert world.nobody.get(path_of(event)).status == 302
    clock.to(event["ends_at"], days=30)
    answer = world.nobody.get(path_of(event))
    assert (answer.status, answer.code) == (410, "gone")


def test_a_link_lives_as_long_as_its_moved_event(world: World, host: Person, clock: Clock) -> None:
    event = host.announce(starts_at=at(days=3))
    moved = host.edit(event, starts_at=at(days=60)).body

    clock.to(event["ends_at"], days=31)
    assert world.nobody.get(path_of(event)).status == 302
    clock.to(moved["ends_at"], days=31)
    assert world.nobody.get(path_of(event)).status == 410


def test_codes_are_not_to_be_guessed(host: Person) -> None:
    codes = {path_of(host.announce(starts_at=at(days=day))) for day in range(1, 6)}

    assert len(codes) == 5
    assert {len(code) for code in codes} == {len("/s/") + 11}


def test_a_link_of_a_cancelled_event_still_leads_there(world: World, host: Person) -> None:
    event = host.announce()
    host.cancel(event)

    assert world.nobody.get(path_of(event)).status == 302
    link = dump("main")[f"LINK#{path_of(event).removeprefix('/s/')}", "LINK"]
    assert instant(link["gone_at"]["S"]) > instant(event["ends_at"])
