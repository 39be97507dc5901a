"""M18: an event's page is read from any replica, which may be behind; nobody misses their own write for it."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from tests.component.gateway import Answer, Person, World
from tests.component.storage import CLOUD
from tests.memory.cloud import NAMES, Asked
from tests.memory.dynamo import Tables

NOW = {"cache-control": "max-age=0, No-Cache"}


@pytest.fixture
def falls_behind(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on what is not read consistently stays as it is at this moment."""

    def fall() -> None:
        perform = CLOUD.perform
        old, stored = Tables(NAMES), CLOUD.tables.items.items()
        old.apply([(key, deepcopy(item)) for _, items in stored for key, item in items.items()])

        def replica(asked: Asked) -> tuple[int, dict[str, Any]]:
            reads = asked.operation in ("GetItem", "Query", "BatchGetItem")
            if not reads or "'ConsistentRead': True" in str(asked.body):
                return perform(asked)
            with monkeypatch.context() as behind:
                behind.setattr(CLOUD, "tables", old)
                return perform(asked)

        monkeypatch.setattr(CLOUD, "perform", replica)

    return fall


def seen(person: Person, event: dict[str, Any], **headers: str) -> Answer:
    """The event's page as a client reads it."""
    return person.call("GET", f"/events/{event['id']}", headers=headers)


def test_a_guest_finds_the_own_answer_when_they_ask_for_what_is_true_now(
    host: Person, guest: Person, falls_behind: Callable[[], None]
) -> None:
    event = host.announce(approval="automatic")
    falls_behind()
    assert guest.ask(event).body["status"] == "confirmed"

    assert seen(guest, event).body["my_booking"] is None, "a replica is behind"
    now = seen(guest, event, **NOW).body
    assert (now["my_booking"]["status"], now["seats_taken"]) == ("confirmed", 1)
    assert now["place"]["address"]
    assert guest.booking(event)["status"] == "confirmed"


def test_a_host_finds_the_own_edit(host: Person, falls_behind: Callable[[], None]) -> None:
    event = host.announce()
    falls_behind()
    assert host.edit(event, title="Anders").status == 200

    assert seen(host, event, **NOW).body["title"] == "Anders"


def test_what_is_new_is_found_at_once(
    world: World, host: Person, guest: Person, falls_behind: Callable[[], None]
) -> None:
    private = host.announce(visibility="followers")
    falls_behind()
    event = host.announce(film_id="stalker-1979", starts_at="2028-01-01T18:00:00Z")
    guest.follow(host)

    assert seen(host, event).status == 200
    assert seen(guest, private).status == 200


def test_a_decision_is_made_on_what_is_true(
    world: World, host: Person, falls_behind: Callable[[], None]
) -> None:
    event = host.announce(approval="automatic", capacity=1)
    first, second = world.people(2)
    falls_behind()
    first.ask(event)

    assert seen(second, event).body["actions"] == ["request"], "a replica is behind"
    assert second.ask(event).body["status"] == "waitlisted"
