"""P13: what a page of a list and of a search by words reads among 1,000, 10,000 and 100,000 upcoming events.

Lists are read through the whole API from the tables in memory, as tests/budgets/test_lists.py gates on. Words are the
product's own code on sorted lists in the place of DynamoDB's partitions (some fifty postings an event): units are
those that it counts. Films are the bundled ones, cities the table's, both as Zipf has them: a few are shown often,
most seldom.
"""

import os
import random
from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import timedelta
from itertools import accumulate
from typing import Any

import pytest

from benchmarks import gates
from benchmarks.report import Figure, run
from local.telling import tell
from seance import cities
from seance.cloud.clock import now
from seance.events import store, unindexed, word_index
from seance.events.cards import Host
from seance.events.model import Event, Place
from seance.events.store import EventItem, item_of
from seance.events.word_index import PostingItem
from seance.films import bundled
from seance.listings import search
from seance.listings.search import Filters

SIZES, PAGE = (1_000, 10_000, 100_000), 20
NAMES = ("Анна", "Борис", "Clara", "Дмитрий", "Елена", "Фёдор", "Галина", "Henry", "Ирина", "Jana")
WORDS = (
    "ночь",
    "вечер",
    "сеанс",
    "под",
    "открытым",
    "небом",
    "клуб",
    "любителей",
    "старого",
    "кино",
    "чай",
)
QUERIES: dict[str, dict[str, Any]] = {
    "a film's title": {"query": "солярис"},
    "the same, begun": {"query": "сол"},
    "a film that few show, in English": {"query": "solaris"},
    "a film's title in a city": {"query": "чужой", "city": "Казань"},
    "a genre": {"query": "вестерн"},
    "a city in words": {"query": "матрица москва"},
    "words of a title that many have": {"query": "вечер клуба"},
    "nothing begins so far": {"query": "солнцеворот"},
    "a film": {"film_id": "alien-1979"},
}


def town(number: int) -> tuple[dict[str, list[tuple[str, bytes, Any]]], dict[str, EventItem]]:
    """Postings by partition, sorted, and events by id."""
    dice = random.Random(1)  # noqa: S311 # no secret
    films = [
        each for part in sorted(bundled.CATALOGUE.glob("*.jsonl")) for each in bundled.read(part)
    ]
    dice.shuffle(films)
    partitions: dict[str, list[tuple[str, bytes, Any]]] = defaultdict(list)
    items: dict[str, EventItem] = {}
    shares = [
        list(accumulate(1 / rank for rank in range(1, len(each) + 1)))
        for each in (films, cities.table())
    ]
    for place in range(number):
        (film,) = dice.choices(films, cum_weights=shares[0])
        (city,) = dice.choices(cities.table(), cum_weights=shares[1])
        starts_at = now() + timedelta(days=1, seconds=place * 60)
        event = Event(
            id=f"{place:026d}", host_id=f"h{place}", film=film.facts(), description=" ".join(each.title for each in dice.choices(films, k=5)),
            title=film.title if place % 3 else " ".join(dice.sample(WORDS, 3)),
            place=Place("home", city.name), starts_at=starts_at, ends_at=starts_at + timedelta(hours=2),
            time_zone="Europe/Moscow", visibility="public", approval="manual", admission="free", price=None,
            capacity=5, short_code="", created_at=now(), updated_at=now(),
        )  # fmt: skip
        item = items[event.id] = item_of(event, Host(event.host_id, dice.choice(NAMES)))
        for indexed in word_index.wanted(item).values():
            for (partition, sort), posting in word_index.postings(indexed).items():
                partitions[partition].append((sort, posting.card, posting.begun))
    return partitions, items


def looked_for(number: int) -> list[Figure]:
    """Of the pages that it took to find twenty events, or to the end: the most read units of one, and how many."""
    partitions, items = town(number)
    figures, units = [], 0.0
    spend = search.Walk.spend

    def listed(partition: str, low: str, high: str, limit: int, after: Any) -> Any:
        rows = partitions.get(partition, [])
        first = bisect_right(rows, (after, b"~")) if after else bisect_left(rows, (low,))
        page = rows[first : first + limit]
        page = page[: bisect_right(page, (high, b"~"))]
        found = [
            PostingItem.of((partition, sort), card=card, begun=begun) for sort, card, begun in page
        ]
        return found, page[-1][0] if len(page) == limit else None

    def counted(walk: search.Walk, price: float) -> None:
        nonlocal units
        spend(walk, price)
        units += price

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(word_index, "listed", listed)
        patch.setattr(unindexed, "latest", lambda _: [])
        patch.setattr(store, "find_items", lambda ids: {each: items[each] for each in ids})
        patch.setattr(search.Walk, "spend", counted)
        for name, asked in QUERIES.items():
            filters = Filters(since=now(), visibility="public", **asked)
            most, pages, found, after = 0.0, 0, 0, None
            while pages == 0 or (after and found < PAGE):
                units = 0.0
                page, after = search.search(filters, "viewer", PAGE, after)
                most, pages, found = max(most, units), pages + 1, found + len(page)
            at = ("events", float(number))
            figures += [
                Figure(name, most, "read units of the dearest page", at=at),
                Figure(name, pages, "pages to twenty events or the end", at=at),
            ]
    return figures


def measure() -> list[Figure]:
    """Lists by the test that gates on them, with as many events; then words."""
    os.environ["EVENTS"] = str(SIZES[-1])
    found = gates.said("tests/budgets/test_lists.py").values
    lists = found.pop("list")
    figures = gates.worst(found, {"P13": "times"})
    for name, number, requests, units in lists:
        at = ("events", float(number))
        figures += [
            Figure(name, requests, "requests a page of a list", at=at),
            Figure(name, units, "read units a page of a list", at=at),
        ]
    for size in SIZES:
        tell(f"  words of {size:,} events")
        figures += looked_for(size)
    return figures


if __name__ == "__main__":
    run(measure)
