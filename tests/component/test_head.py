"""HEAD answers as GET without the body (RFC 9110, 9.3.2), and never writes."""

from collections.abc import Callable
from typing import Any

import pytest

from bookings import approve
from events import get as get_event
from tests.component.gateway import Answer, Caller, Person, World
from tests.component.storage import everything

READS: dict[str, Callable[[dict[str, Any]], str]] = {
    "an event": lambda event: f"/events/{event['id']}",
    "a list": lambda event: "/events",
    "who I am": lambda event: "/me",
    "a public event": lambda event: f"/public/events/{event['id']}",
    "a calendar file": lambda event: f"/events/{event['id']}/calendar.ics",
    "a short link": lambda event: event["short_url"].removeprefix("http://localhost:8000"),
    "nothing": lambda event: "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV",
}


def told(answer: Answer) -> dict[str, str]:
    """The headers but for the request's own id, and the length of a text that names it."""
    passing = {"x-correlation-id", *({"content-length"} if answer.status >= 400 else ())}
    return {name: value for name, value in answer.headers.items() if name not in passing}


@pytest.mark.parametrize("path", READS.values(), ids=READS)
def test_head_answers_as_get_without_the_body_and_changes_nothing(
    host: Person, path: Callable[[dict[str, Any]], str]
) -> None:
    event = host.announce()
    host.get("/me")
    before = everything()

    answer = host.call("HEAD", path(event))

    assert everything() == before
    again = host.get(path(event))
    assert (answer.status, answer.body) == (again.status, "")
    assert told(answer) == told(again)


def test_who_only_looks_at_a_short_link_is_told_of_its_end_too(world: World) -> None:
    assert world.nobody.call("HEAD", "/s/aaaaaaaaaaa").status == 404


@pytest.mark.parametrize("path", ["approve", "decline", "withdraw"])
def test_head_runs_no_write(host: Person, guest: Person, path: str) -> None:
    event = host.announce()
    guest.ask(event)
    before = everything()

    answer = host.call("HEAD", f"/events/{event['id']}/bookings/{guest.id}/{path}")

    assert answer.status == 404
    assert everything() == before


def test_a_function_takes_only_its_own_methods(host: Person, guest: Person) -> None:
    """The route of a read lets every method through; a key must not be stored for what is none."""
    event = host.announce()
    guest.ask(event)
    before = everything()
    approving = Caller(approve.handler, host.claims)
    reading = Caller(get_event.handler, host.claims)

    url = f"/events/{event['id']}/bookings/{guest.id}/approve"
    assert approving.call("HEAD", url).status == 404
    for method in ("POST", "PUT", "OPTIONS"):
        answer = reading.call(
            method, f"/events/{event['id']}", {}, headers={"Idempotency-Key": "k"}
        )
        assert answer.status == 404
    assert everything() == before
