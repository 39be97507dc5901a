"""Texts as people's programs write them: every field keeps one kind of line ends, none keeps mirrors."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.component.clock import Clock
from tests.component.gateway import Answer, Person, World, at, event_body

Write = Callable[[str], Answer]
FROM_WINDOWS, FROM_MAIL, KEPT = "Чай\r\nи\r\n\r\nпирог", "Чай\rи\r\rпирог", "Чай\nи\n\nпирог"


def writers(world: World, host: Person, guest: Person, clock: Clock) -> dict[str, Write]:
    """Every text of several lines, by the field that it comes back in."""
    event = host.announce(approval="automatic")
    over = host.announce(starts_at=at(days=1), approval="automatic")
    assert guest.ask(over).status == 201
    path = f"/events/{event['id']}"

    def review(text: str) -> Answer:
        clock.to(over["ends_at"])
        return guest.put(f"/events/{over['id']}/reviews/{host.id}", {"rating": 5, "text": text})

    return {
        "about": lambda text: host.patch("/me", {"about": text}),
        "description": lambda text: host.edit(event, description=text),
        "message": lambda text: guest.post(f"{path}/bookings", {"message": text}),
        "text": lambda text: host.post(f"{path}/messages", {"text": text}),
        "cancel_reason": lambda text: host.post(f"{path}/cancel", {"reason": text}),
        "text of a review": review,
    }


FIELDS = ["about", "description", "message", "text", "cancel_reason", "text of a review"]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("written", [FROM_WINDOWS, FROM_MAIL])
def test_line_ends_of_windows_and_mails_are_kept_as_line_feeds(
    world: World, host: Person, guest: Person, clock: Clock, field: str, written: str
) -> None:
    answer = writers(world, host, guest, clock)[field](written)

    assert answer.status in (200, 201), answer.body
    assert answer.body[field.partition(" ")[0]] == KEPT


@pytest.mark.parametrize("field", FIELDS)
def test_no_text_turns_the_writing_direction(
    world: World, host: Person, guest: Person, clock: Clock, field: str
) -> None:
    answer = writers(world, host, guest, clock)[field]("gpj.\u202eexe")

    assert (answer.status, answer.code) == (422, "validation_failed")


@pytest.mark.parametrize("blank", ["\u200b", "\u200d", "\u00ad\ufeff", "\u3164", "\u2800"])
def test_a_name_a_title_and_a_message_show_something(host: Person, blank: str) -> None:
    event = host.announce()
    refused: list[Any] = [
        host.patch("/me", {"name": blank}),
        host.post("/events", event_body(film_id="alien-1979", title=blank)),
        host.edit(event, title=blank),
        host.post(f"/events/{event['id']}/messages", {"text": blank}),
    ]

    assert [(each.status, each.code) for each in refused] == [(422, "validation_failed")] * 4
