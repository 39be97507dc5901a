"""Which events a word leads to, in a table of its own: made from the events, so it can be made again.

An event that is public and to come has a posting for each term, in a partition of the term everywhere
and in one of the term in its city: for its film, and for the first three letters of whatever a query's
word may begin with. Postings are sorted by start and hold the card, so that all words and filters are
checked without reading the event. Who finds one reads the event: a posting may be old.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from secrets import token_hex
from typing import Any

from pynamodb.attributes import BinaryAttribute, UnicodeAttribute, UnicodeSetAttribute

from seance import cities
from seance.cloud import keys
from seance.cloud.clock import now
from seance.cloud.concurrency import decide, transaction
from seance.cloud.tables import MainItem, Position, WordsItem, only
from seance.events import cards
from seance.events.cards import Host
from seance.events.store import EventItem, event_of
from seance.films.model import GENRE_WORDS, english_title, title_en
from seance.spelling import BEGINNING, beginnings, words

# So that the postings of before, those of now and the item of both fit into one transaction, which takes 100. Titles, genres,
# host and city rarely have half as many; the last ones are left out.
MOST_TERMS = 49
Card = Mapping[str, Any]  # as `cards.read` has it


class PostingItem(WordsItem, discriminator="posting"):
    """A term leads to an event."""

    card = BinaryAttribute(legacy_encoding=False)


class IndexedItem(WordsItem, discriminator="indexed"):
    """The postings of an event, everywhere or in a city: written with them, so it says what there is.

    `sort` is their sort key, `mark` another one at every write.
    """

    sort = UnicodeAttribute()
    terms = UnicodeSetAttribute()
    card = BinaryAttribute(legacy_encoding=False)
    mark = UnicodeAttribute()


def texts_of(card: Card) -> list[str]:
    """What is searched: the titles, the film's in every language, genres in both, host, city by all its names."""
    film, city = card["film"], card["place"].city
    known = cities.find(city) if city else None
    texts = (
        card["title"],
        film["title"],
        film["original_title"],
        title_en(film),
        english_title(film["id"], film["year"]),
        *(word for genre in film["genres"] for word in (GENRE_WORDS.get(genre), genre)),
        card["host"].name,
        *(known.names if known else (city,)),
    )
    return [text for text in texts if text]


def term_of(asked: Sequence[str]) -> str | None:
    """The term of a query's most telling word: the longest, and no genre or city if there is another.

    Nothing where all are shorter than a term. A word that is written as one in a text and as several in
    the query is found where the most telling is the first of them.
    """
    long = [word for word in asked if len(word) >= BEGINNING]
    telling = max(long, key=lambda word: (word not in _common(), len(word)), default=None)
    return telling and telling[:BEGINNING]


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Words that lead to many events."""
    names = [name for city in cities.table() for name in city.names]
    return frozenset(
        word for text in (*names, *GENRE_WORDS, *GENRE_WORDS.values()) for word in words(text)
    )


def listed(
    partition: str, low: str, high: str, limit: int, after: Position | None
) -> tuple[list[PostingItem], Position | None]:
    """One page of a partition's postings, by start."""
    page = PostingItem.query(
        partition, PostingItem.sk.between(low, high), limit=limit, last_evaluated_key=after
    )
    return list(page), page.last_evaluated_key


def refresh(event_id: str) -> None:
    """Have the terms of an event lead to it as it is now. May be done twice and in any order."""
    decide(lambda: _refresh(event_id))


def _refresh(event_id: str) -> None:
    # Read first: who writes between the two is refused by its mark, and has seen no newer event than this one.
    before = indexed(event_id)
    found = MainItem.batch_get([keys.event(event_id)], consistent_read=True)
    after = wanted(only(EventItem, found))
    for scope in sorted({*before, *after}):
        _replace(scope, before.get(scope), after.get(scope))


def indexed(event_id: str) -> dict[str, IndexedItem]:
    """What there is of an event, by scope."""
    partition, _ = keys.indexed(event_id, "")
    return {item.sk: item for item in IndexedItem.query(partition, consistent_read=True)}


def wanted(item: EventItem | None) -> dict[str, IndexedItem]:
    """What there should be of an event, by scope: nothing unless it is public, on and to come."""
    if (
        item is None
        or (item.visibility, item.status) != ("public", "scheduled")
        or item.starts_at <= now()
    ):
        return {}
    event, host = event_of(item), cards.read(item.card)["host"]
    card = cards.write(event, Host(host.id, host.name))  # ratings and pictures change too often
    seen = cards.read(card)
    terms = [keys.film_term(event.film["id"]), *beginnings(texts_of(seen))][:MOST_TERMS]
    city = seen["place"].city
    return {
        scope: IndexedItem.of(
            keys.indexed(event.id, scope),
            sort=keys.by_start(event.starts_at, event.id),
            terms=set(terms),
            card=card,
            mark=token_hex(8),
            expires_at=event.starts_at,
        )
        for scope in (keys.EVERYWHERE, *([keys.city(city)] if city else ()))
    }


def says(item: IndexedItem) -> tuple[Any, ...]:
    """What its postings say; a card is deflated by each library in its own way."""
    return item.sort, cards.read(item.card), set(item.terms)


def _replace(scope: str, before: IndexedItem | None, after: IndexedItem | None) -> None:
    if before and after and says(before) == says(after):
        return
    was, are = _postings(scope, before), _postings(scope, after)
    as_read = IndexedItem.mark == before.mark if before else IndexedItem.pk.does_not_exist()
    same = before and after and says(before)[:2] == says(after)[:2]  # but for the terms
    with transaction() as writes:
        for key in was.keys() - are.keys():
            writes.delete(was[key])
        for key in are.keys() - (was.keys() if same else set()):
            writes.save(are[key])
        if after:
            writes.save(after, condition=as_read)
        elif before:
            writes.delete(before, condition=as_read)


def _postings(scope: str, item: IndexedItem | None) -> dict[keys.Key, PostingItem]:
    if item is None:
        return {}
    found = [(keys.postings(scope, term), item.sort) for term in item.terms]
    return {key: PostingItem.of(key, card=item.card, expires_at=item.expires_at) for key in found}
