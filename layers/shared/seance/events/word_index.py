"""Which events a word leads to, in a table of its own: made from the events, so it can be made again.

An event that is public and to come has a posting for each term, in a partition of the term everywhere
and in one of the term in its city: for its film, and for the first three letters of whatever a query's word may
begin with. So it has for its description, in partitions beside those. Postings are sorted by start and
hold the card, so that filters are checked, and mostly words, without reading the event. Who finds one
reads the event: a posting may be old. Until an event has them, it is found as `unindexed`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from secrets import token_hex
from typing import Any

from pynamodb.attributes import BinaryAttribute, UnicodeAttribute, UnicodeSetAttribute

from seance import cities
from seance.cloud import keys
from seance.cloud.clock import now
from seance.cloud.concurrency import decide, transaction
from seance.cloud.tables import MainItem, Position, WordsItem, only
from seance.events import cards, unindexed
from seance.events.cards import Host
from seance.events.places import city_of
from seance.events.store import EventItem, event_of
from seance.films.model import GENRE_WORDS, directors, english_title, title_en
from seance.spelling import BEGINNING, Searched, beginnings, words

# So that the postings of before, those of now and the item of both fit into one transaction, which takes 100. Titles, genres,
# host and city rarely have half as many; the last ones are left out.
MOST_TERMS = 49
MOST_TEXT_TERMS = 6 * MOST_TERMS  # of a description, which has some 250 words
MOST_COUNTED = 100  # events of a film: four read units
SHOWN = 12  # letters of a description's word that its posting has, to tell words that begin alike
Card = Mapping[str, Any]  # as `cards.read` has it


class PostingItem(WordsItem, discriminator="posting"):
    """A term leads to an event; `begun` is how its description's words begin, if it is one of those."""

    card = BinaryAttribute(legacy_encoding=False)
    begun = UnicodeSetAttribute(null=True)


class IndexedItem(WordsItem, discriminator="indexed"):
    """Postings of an event, everywhere or in a city: written with them, so it says what there is.

    `sort` is their sort key, `mark` another one at every write. Of a description `terms` are longer than
    those of its postings.
    """

    sort = UnicodeAttribute()
    terms = UnicodeSetAttribute()
    card = BinaryAttribute(legacy_encoding=False)
    mark = UnicodeAttribute()


def texts_of(card: Card) -> list[str]:
    """What is searched: the titles, the film's in every language, directors, genres in both, host, city by all its names."""
    film, place = card["film"], card["place"]
    known = city_of(place)
    texts = (
        card["title"],
        film["title"],
        film["original_title"],
        title_en(film),
        english_title(film["id"], film["year"]),
        *(name for director in directors(film) for name in director),
        *(word for genre in film["genres"] for word in (GENRE_WORDS.get(genre), genre)),
        card["host"].name,
        *(known.names if known else (place.city,)),
    )
    return [text for text in texts if text]


def telling(asked: Sequence[str]) -> str | None:
    """A query's most telling word: the longest, and no genre or city if there is another.

    Nothing where all are shorter than a term. A word that is written as one in a text and as several in
    the query is found where the most telling is the first of them.
    """
    long = [word for word in asked if len(word) >= BEGINNING]
    return max(long, key=lambda word: (word not in _common(), len(word)), default=None)


def has(item: PostingItem, card: Card, word: str) -> bool:
    """Whether the word begins one for which the event has this posting."""
    if item.begun:
        return any(each.startswith(word[:SHOWN]) for each in item.begun)
    return Searched(texts_of(card)).has([word], begun=True)


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


def ahead(film_id: str) -> int:
    """How many public events of a film are to come, counted as far as a hundred."""
    partition = keys.postings(keys.EVERYWHERE, keys.film_term(film_id))
    return PostingItem.count_few(
        partition, PostingItem.sk > keys.instant(now()), None, MOST_COUNTED
    )


def refresh(event_id: str) -> None:
    """Have the terms of an event lead to it as it is now. May be done twice and in any order."""
    decide(lambda: _refresh(event_id))


def _refresh(event_id: str) -> None:
    # Read first: who writes between the two is refused by its mark, and has seen no newer event than this one.
    before = indexed(event_id)
    found = only(EventItem, MainItem.batch_get([keys.event(event_id)], consistent_read=True))
    after = wanted(found)
    stay = {key for each in after.values() for key in postings(each)}
    for sort in sorted({*before, *after}):
        _replace(before.get(sort), after.get(sort), stay)
    unindexed.forget(event_id, int(found.version) if found else None)


def indexed(event_id: str) -> dict[str, IndexedItem]:
    """What there is of an event, by sort key."""
    partition, _ = keys.indexed(event_id, "")
    return {item.sk: item for item in IndexedItem.query(partition, consistent_read=True)}


def wanted(item: EventItem | None) -> dict[str, IndexedItem]:
    """What there should be of an event, by sort key: nothing unless it is public, on and to come."""
    if (
        item is None
        or (item.visibility, item.status) != ("public", "scheduled")
        or item.starts_at <= now()
    ):
        return {}
    event, host = event_of(item), cards.read(item.card)["host"]
    # Without what changes often and is asked of the event: version, seats, the host's rating and picture.
    card = cards.write(replace(event, version=0, capacity=0), Host(host.id, host.name))
    seen = cards.read(card)
    terms = [keys.film_term(event.film["id"]), *beginnings(texts_of(seen))][:MOST_TERMS]
    text = [*_by_term(beginnings([event.description], SHOWN)).values()][:MOST_TEXT_TERMS]
    place = seen["place"]
    made = {}
    for scope in (
        keys.EVERYWHERE,
        *([keys.city(place.city, place.city_id)] if place.city else ()),
    ):
        made[keys.indexed(event.id, scope)] = set(terms)
        for first in range(0, len(text), MOST_TERMS):
            key = keys.indexed(event.id, scope, first // MOST_TERMS)
            made[key] = {each for begun in text[first : first + MOST_TERMS] for each in begun}
    return {
        key[1]: IndexedItem.of(
            key,
            sort=keys.by_start(event.starts_at, event.id),
            terms=each,
            card=card,
            mark=token_hex(8),
            expires_at=event.starts_at,
        )
        for key, each in made.items()
    }


def says(item: IndexedItem) -> tuple[Any, ...]:
    """What its postings say; a card is deflated by each library in its own way."""
    return item.sort, cards.read(item.card), set(item.terms)


def _replace(
    before: IndexedItem | None, after: IndexedItem | None, stay: Collection[keys.Key]
) -> None:
    """Postings that `stay` are another item's by now, or its own."""
    if before and after and says(before) == says(after):
        return
    was, are = (postings(each) if each else {} for each in (before, after))
    as_read = IndexedItem.mark == before.mark if before else IndexedItem.pk.does_not_exist()
    same = before and after and says(before)[:2] == says(after)[:2]  # but for the terms
    with transaction() as writes:
        for key in was.keys() - stay:
            writes.delete(was[key])
        for key, posting in are.items():
            if not (same and key in was and posting.begun == was[key].begun):
                writes.save(posting)
        if after:
            writes.save(after, condition=as_read)
        elif before:
            writes.delete(before, condition=as_read)


def postings(item: IndexedItem) -> dict[keys.Key, PostingItem]:
    """The postings for which it stands, by key."""
    scope, text, _ = item.sk.partition("#TEXT#")
    terms = _by_term(item.terms) if text else {each: set() for each in item.terms}
    return {
        key: PostingItem.of(key, card=item.card, begun=begun or None, expires_at=item.expires_at)
        for term, begun in terms.items()
        for key in [(keys.postings(scope, term, text=bool(text)), item.sort)]
    }


def _by_term(begun: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in begun:
        found.setdefault(each[:BEGINNING], set()).add(each)
    return found
