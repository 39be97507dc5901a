"""Films and found pages of an outside catalogue, kept in Feed for as long as its terms allow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from pynamodb.attributes import UnicodeAttribute

from seance.cloud import keys
from seance.cloud.clock import now
from seance.cloud.tables import FeedItem, InstantAttribute, JsonAttribute
from seance.films.model import SAID, Film
from seance.spelling import normalise

FRESH = timedelta(days=7)
PAGE_KEPT = timedelta(days=1)


class FilmItem(FeedItem, discriminator="film"):
    """What a catalogue said of a film, and when."""

    facts = JsonAttribute()
    # Beside the facts, for releases before know only those.
    title_en = UnicodeAttribute(null=True)
    directors = JsonAttribute(null=True)
    countries = JsonAttribute(null=True)
    hook = JsonAttribute(null=True)
    said_at = InstantAttribute()


class FoundItem(FeedItem, discriminator="found_films"):
    """One page of a catalogue's answer to a query: the ids, and whether more follow."""

    ids = JsonAttribute()
    more = JsonAttribute()


@dataclass(frozen=True, slots=True)
class Known:
    """A kept film; a stale one is used only while the catalogue is silent."""

    film: Film
    fresh: bool


def film(film_id: str) -> Known | None:
    """One film."""
    item = FilmItem.find(keys.film(film_id), consistent=False)
    return _known(item) if item and _lives(item) else None


def films(ids: Sequence[str]) -> dict[str, Known]:
    """Those of the films that are kept, by id."""
    items = FilmItem.batch_get([keys.film(each) for each in ids])
    return {item.facts["id"]: _known(item) for item in items if _lives(item)}


def keep(said: Iterable[Film], kept: timedelta) -> None:
    """Keep what a catalogue said just now."""
    moment = now()
    for each in said:
        facts = each.facts()
        beside = {name: facts.pop(name, None) for name in SAID}
        FilmItem.of(
            keys.film(each.id),
            facts=facts,
            **beside,
            said_at=moment,
            expires_at=moment + kept,
        ).save()


def page(catalogue: str, query: str, number: int) -> tuple[list[str], bool] | None:
    """The ids of a page, and whether more follow."""
    item = FoundItem.find(_page_key(catalogue, query, number), consistent=False)
    return (item.ids, item.more) if item and _lives(item) else None


def keep_page(catalogue: str, query: str, number: int, ids: Sequence[str], more: bool) -> None:
    """Keep a page for a day: the same words are searched again and again."""
    key = _page_key(catalogue, query, number)
    FoundItem.of(key, ids=list(ids), more=more, expires_at=now() + PAGE_KEPT).save()


def _page_key(catalogue: str, query: str, number: int) -> keys.Key:
    digest = sha256(normalise(query).encode()).hexdigest()[:32]
    return keys.found_films(catalogue, digest, number)


def _lives(item: FeedItem) -> bool:
    """DynamoDB removes what has expired some days late."""
    return item.expires_at is not None and item.expires_at > now()


def _known(item: FilmItem) -> Known:
    beside = {name: getattr(item, name) for name in SAID}
    return Known(Film.of({**item.facts, **beside}), now() - item.said_at < FRESH)
