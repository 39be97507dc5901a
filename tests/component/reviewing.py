"""Reviews in the words of a test."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.component.clock import Clock
from tests.component.gateway import Answer, Person, World
from tests.component.pump import Pump

Event = dict[str, Any]


@dataclass
class Evening:
    """A showing that has ended, who was there, and who only saw it announced."""

    world: World
    pump: Pump
    clock: Clock
    host: Person
    guest: Person
    other: Person
    stranger: Person
    event: Event

    def settle(self, times: int = 1) -> None:
        """Let everything follow."""
        self.pump.run(times)

    def over(self) -> None:
        """The time to write reviews is over, and the schedule has fired."""
        if f"seance-{self.event['id']}-reviews" in self.pump.schedules():
            self.pump.fire(self.event, "reviews")
        self.clock.to(self.event["ends_at"], days=14)
        self.settle()


@pytest.fixture
def evening(world: World, pump: Pump, clock: Clock) -> Evening:
    """Two guests were there."""
    host, stranger = world.person("Anna"), world.person("Stranger")
    event = host.announce()
    guest, other = (world.confirmed(event, host, name) for name in ("Boris", "Vera"))
    pump.run()
    clock.to(event["ends_at"])
    return Evening(world, pump, clock, host, guest, other, stranger, event)


def review(
    author: Person, subject: Person, event: Event, rating: int = 5, text: str | None = None
) -> Answer:
    """Write."""
    return author.put(
        f"/events/{event['id']}/reviews/{subject.id}", {"rating": rating, "text": text}
    )


def take_back(author: Person, subject: Person, event: Event) -> Answer:
    """Remove."""
    return author.delete(f"/events/{event['id']}/reviews/{subject.id}")


def of_event(viewer: Person, event: Event) -> list[tuple[str, str, int]]:
    """Who rated whom how, as far as the viewer sees it."""
    answer = viewer.get(f"/events/{event['id']}/reviews", limit=100)
    assert answer.status == 200, answer.body
    return sorted(rows(answer))


def about(viewer: Person, subject: Person, **query: Any) -> list[tuple[str, str, int]]:
    """The same of a profile, newest first."""
    answer = viewer.get(f"/users/{subject.id}/reviews", **query)
    assert answer.status == 200, answer.body
    return rows(answer)


def rows(answer: Answer) -> list[tuple[str, str, int]]:
    """A page in short."""
    return [
        (each["author"]["name"], each["subject"]["name"], each["rating"])
        for each in answer.body["items"]
    ]


def rating(viewer: Person, subject: Person, kind: str) -> tuple[float | None, int]:
    """Average and count on somebody's profile."""
    found = viewer.get(f"/users/{subject.id}").body[f"{kind}_rating"]
    return found["average"], found["count"]
