"""What a search reads, however many events are to come."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from seance.cloud import keys
from seance.cloud.clock import now
from seance.events import cards
from seance.events.cards import Host
from seance.events.store import EventItem, event_of, item_of
from seance.events.word_index import PostingItem
from seance.listings import search
from tests.budgets.bill import _read_units
from tests.component.gateway import Person, World, at
from tests.component.pump import Pump
from tests.component.storage import CLOUD
from tests.memory.cloud import Asked

OTHERS = 3000


@dataclass
class Read:
    """What a request read: units of DynamoDB's, items, round trips."""

    units: float = 0
    items: int = 0
    trips: int = 0


@contextmanager
def reading(monkeypatch: pytest.MonkeyPatch) -> Iterator[Read]:
    """Count it within."""
    read, perform = Read(), CLOUD.perform

    def counted(asked: Asked) -> tuple[int, dict[str, Any]]:
        status, answer = perform(asked)
        read.units += _read_units(asked, answer)
        read.items += len(answer.get("Items", ()))
        read.trips += 1
        return status, answer

    with monkeypatch.context() as patch:
        patch.setattr(CLOUD, "perform", counted)
        yield read


@pytest.fixture
def solaris(host: Person, pump: Pump) -> dict[str, Any]:
    """An event that is looked for, with its words."""
    event = host.announce(starts_at=at(days=60))
    pump.run()
    return event


def lay_beside(event_id: str, number: int, *terms: str, title: str = "Соль земли") -> None:
    """So many events, sooner, with these beginnings in common; as postings and in the list by time."""
    event = event_of(EventItem.get(*keys.event(event_id)))
    film = {**event.film, "id": "salt-1990", "title": title, "original_title": title}
    for place in range(number):
        starts_at = now() + timedelta(days=1, seconds=place)
        name = f"{title} {place}"
        other = replace(event, id=f"{place:026d}", title=name, film=film, starts_at=starts_at)
        card = cards.write(other, Host("h", "Pavel"))
        sort = keys.by_start(other.starts_at, other.id)
        for term in terms:
            PostingItem.of(
                (keys.postings(keys.EVERYWHERE, term), sort), card=card, expires_at=other.starts_at
            ).save()
        if not terms:
            item_of(other, Host("h", "Pavel")).save()


@pytest.mark.parametrize("others", [30, OTHERS])
def test_what_a_word_costs_does_not_grow_with_events_that_it_does_not_lead_to(
    guest: Person, solaris: dict[str, Any], monkeypatch: pytest.MonkeyPatch, others: int
) -> None:
    lay_beside(solaris["id"], others, "зем", title="Земля")
    lay_beside(solaris["id"], others // 10, title="Вечер")

    with reading(monkeypatch) as read:
        page = guest.get("/events", query="солярис", visibility="public").body
    assert [each["id"] for each in page["items"]] == [solaris["id"]]
    assert page["next_cursor"] is None
    assert (read.units, read.items) == (2.0, 1)  # new, by title, by description, the event


def test_a_page_reads_ten_units_at_most_and_goes_on(
    guest: Person, solaris: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most of what begins with the same letters is something else: the worst that one may look for."""
    lay_beside(solaris["id"], OTHERS // 3, "сол")
    monkeypatch.setattr(search, "LONGEST_SECONDS", 1000.0)

    cursor, pages, found, items = None, 0, [], 0
    while pages == 0 or cursor:
        with reading(monkeypatch) as read:
            page = guest.get("/events", query="солярис", visibility="public", cursor=cursor).body
        assert read.units <= 10
        found += [each["id"] for each in page["items"]]
        cursor, pages, items = page["next_cursor"], pages + 1, items + read.items
    assert found == [solaris["id"]]
    assert items < OTHERS // 3 + 1 + pages, (
        "each posting is looked at once, the last of a page again"
    )
    assert pages <= OTHERS // 3 / 200 + 1


def test_a_full_page_of_a_words_events_reads_ten_units(
    world: World, guest: Person, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place, host in enumerate(world.people(30)):
        host.announce(starts_at=at(days=2 + place), description="Смотрим и говорим. " * 20)
    pump.run()

    for query in ({"query": "солярис"}, {"film_id": "solaris-1972"}):
        with reading(monkeypatch) as read:
            page = guest.get("/events", visibility="public", **query).body
        assert read.units <= 10
        assert len(page["items"]) >= 16
        rest = guest.get("/events", visibility="public", cursor=page["next_cursor"], **query).body
        assert len(page["items"]) + len(rest["items"]) == 30
        assert rest["next_cursor"] is None


def test_what_is_too_short_for_the_index_reads_no_more(
    guest: Person, solaris: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_beside(solaris["id"], 500)
    with reading(monkeypatch) as read:
        page = guest.get("/events", query="xy", visibility="public").body
    assert page["items"] == []
    assert page["next_cursor"]
    assert read.units <= 10
