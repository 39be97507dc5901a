"""Find events (M4): which partitions can answer, merged by start, filtered until the page is full."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from heapq import merge
from itertools import islice
from math import asin, cos, floor, radians, sin, sqrt
from typing import Any

from pynamodb.models import Model

from seance import cities
from seance.bookings.model import check_visible
from seance.bookings.store import BookingItem, own_booking
from seance.bookings.visibility_index import SeesBlocksItem, SeesEventItem
from seance.cloud import keys
from seance.cloud.tables import FeedItem, MainItem, only
from seance.errors import NotFound
from seance.events import cards, store
from seance.events.model import Admission, Place, Visibility
from seance.events.places import standing
from seance.events.store import EventItem, event_of
from seance.films.model import GENRE_WORDS, english_title, title_en
from seance.people.store import FollowItem
from seance.spelling import Searched, words

EARTH_RADIUS_KM = 6371.0
HIGHEST = 89.0  # degrees of latitude
WIDEST = 90  # degrees of longitude; a wider circle holds a pole or nearly
MOST_CELLS = 12  # a wider circle is cut out of the one partition of all events
CHUNK = 50
# How far a request looks before it answers a short page and where to go on: nobody takes the table's throughput by
# looking for what is rare. An item is read at 0.2 units or less, and at 1 more where its description is asked, too.
MOST_EXAMINED = 500
LONGEST_SECONDS = 1.0


@dataclass(frozen=True)
class Filters:
    """What the searcher wants; `near` is (latitude, longitude) in degrees."""

    since: datetime
    until: datetime | None = None
    visibility: Visibility | None = None
    city: str | None = None
    near: tuple[float, float] | None = None
    radius_km: float = 10.0
    admission: Admission | None = None
    min_host_rating: float | None = None
    film_id: str | None = None
    has_seats: bool | None = None
    query: str | None = None

    @cached_property
    def cities(self) -> frozenset[str]:
        """The keys of the cities that may be meant."""
        return frozenset(keys.city(each) for each in cities.meant(self.city or ""))


Found = tuple[str, EventItem, dict[str, Any]]  # sort key, item, card


@dataclass
class Walk:
    """A bounded walk over what is found; remembers where it broke off, if it did."""

    position: str | None = None
    broken_off: bool = False
    number: int = 0
    began: float = field(default_factory=time.monotonic)

    def over(self, found: Iterator[Found]) -> Iterator[Found]:
        """The same, until enough was looked at; at least one, so that the next walk begins further on."""
        for each in found:
            late = time.monotonic() - self.began > LONGEST_SECONDS
            if self.number >= MOST_EXAMINED or (late and self.number):
                self.broken_off = True
                return
            self.number += 1
            self.position = each[0]
            yield each


def search(
    filters: Filters, viewer_id: str, limit: int, after: str | None
) -> tuple[list[EventItem], str | None]:
    """One page by start, and the position behind it (nothing after the last page).

    A page may be short, or empty, and go on: after 500 events or a second it answers what it has.
    """
    low = max(keys.instant(filters.since), after + "!" if after else "")
    high = keys.instant(filters.until) if filters.until else keys.AFTER_ALL
    if low > high:
        return [], None
    sources = _public(filters, low, high, limit) if filters.visibility in (None, "public") else []
    blocked: frozenset[str] = frozenset()
    if filters.visibility != "public":  # docs/decisions.md says why
        hidden, blocked = _personal(viewer_id, low, high)
        sources.append(iter(hidden))
    walk = Walk()
    found = (
        each
        for each in walk.over(merge(*sources, key=lambda each: each[0]))
        if each[2]["host"].id not in blocked and fits(filters, each[2], each[1])
    )
    page = list(islice(_matching(filters.query, found), limit + 1))
    items = [item for _, item, _ in page[:limit]]
    if len(page) > limit:
        return items, page[limit - 1][0]
    return items, walk.position if walk.broken_off else None


def fits(filters: Filters, card: dict[str, Any], item: EventItem) -> bool:
    """Whether an event is what the searcher wants, as far as its card tells."""
    place: Place = card["place"]
    host: cards.Host = card["host"]
    rating = host.rating_sum / host.rating_count if host.rating_count else 0
    return (
        card["status"] == "scheduled"
        and filters.visibility in (None, card["visibility"])
        and (
            filters.city is None
            or (bool(place.city) and keys.city(str(place.city)) in filters.cities)
        )
        and (filters.near is None or _within(filters.near, filters.radius_km, standing(place)))
        and filters.admission in (None, card["admission"])
        and (filters.min_host_rating is None or rating >= filters.min_host_rating)
        and filters.film_id in (None, card["film"]["id"])
        and (filters.has_seats is None or filters.has_seats == (item.seats_left > 0))
    )


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great-circle distance of two points in degrees (haversine), in kilometres."""
    (lat1, lon1), (lat2, lon2) = ((radians(x), radians(y)) for x, y in (a, b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))


def cells_around(near: tuple[float, float], radius_km: float) -> list[tuple[int, int]] | None:
    """The square degrees that a circle touches; nothing when they are too many to ask each."""
    latitude, longitude = near
    tall = radius_km / 111.0 + 0.02  # the coordinates are rounded to 0.01°
    if abs(latitude) + tall > HIGHEST:
        return None  # around a pole all meridians are near
    narrowest = cos(radians(abs(latitude) + tall))
    wide = radius_km / (111.0 * narrowest) + 0.02
    if (2 * tall + 2) * (2 * wide + 2) > 4 * MOST_CELLS or wide > WIDEST:
        return None
    rows = range(floor(latitude - tall), floor(latitude + tall) + 1)
    columns = range(floor(longitude - wide), floor(longitude + wide) + 1)
    cells = [(row, (column + 180) % 360 - 180) for row in rows for column in columns]
    return cells if len(cells) <= MOST_CELLS else None


def _within(near: tuple[float, float], radius_km: float, place: Place) -> bool:
    if place.latitude is None or place.longitude is None:
        return False
    return distance_km(near, (place.latitude, place.longitude)) <= radius_km


def _public(filters: Filters, low: str, high: str, limit: int) -> list[Iterator[Found]]:
    """The fewest partitions in which every public answer lies."""
    cells = cells_around(filters.near, filters.radius_km) if filters.near else None
    if cells:
        partitions = [(keys.cell(*cell), "by_cell") for cell in cells]
    elif filters.city:
        spelled = dict.fromkeys((*keys.spellings(filters.city), *sorted(filters.cities)))
        partitions = [(each, "by_city") for each in spelled]
    else:
        partitions = [(keys.UPCOMING, "by_time")]
    return [_read(partition, index, low, high, limit) for partition, index in partitions]


def _read(partition: str, index: str, low: str, high: str, limit: int) -> Iterator[Found]:
    for item in store.listed(partition, index, low, high, limit + 1):
        card = cards.read(item.card)
        yield keys.by_start(card["starts_at"], store.id_of(item)), item, card


def _personal(viewer_id: str, low: str, high: str) -> tuple[list[Found], frozenset[str]]:
    """Events that are not public but exist for the viewer (R6, checked anew), and whom to leave out."""
    rows = list(FeedItem.query(keys.user(viewer_id), FeedItem.sk.startswith(keys.SEES)))
    blocked = _blocked(rows)
    pointers = [row for row in rows if isinstance(row, SeesEventItem)]
    wanted = [
        key
        for row in pointers
        for key in (
            keys.event(row.event_id),
            keys.booking(viewer_id, row.event_id),
            keys.follower(row.host_id, viewer_id),
        )
    ]
    items = list(MainItem.batch_get(wanted)) if wanted else []
    followed = {item.host_id for item in items if isinstance(item, FollowItem)}
    bookings = {item.event_id: own_booking(item) for item in items if isinstance(item, BookingItem)}
    found = []
    for item in items:
        if isinstance(item, EventItem) and item.visibility != "public":
            event, sort = event_of(item), keys.by_start(item.starts_at, item.id)
            try:
                check_visible(
                    event,
                    viewer_id,
                    bookings.get(event.id),
                    follows=event.host_id in followed,
                    blocked=event.host_id in blocked,
                )
            except NotFound:
                continue
            if low <= sort <= high:
                found.append((sort, item, cards.read(item.card)))
    return sorted(found, key=lambda each: each[0]), blocked


def _blocked(rows: Iterable[Model]) -> frozenset[str]:
    """R17: whom lists leave out."""
    row = only(SeesBlocksItem, rows)
    return frozenset(row.user_ids or ()) if row else frozenset()


def _matching(query: str | None, found: Iterator[Found]) -> Iterator[Found]:
    """Those in whose title, film, host, city or description every word of the query occurs.

    The last word may be only begun, for one searches while one types. Descriptions are not in the indexes; they are read fifty at a time, only where the card alone
    does not answer.
    """
    asked = words(query or "")
    if not asked:
        yield from found
        return
    while chunk := list(islice(found, CHUNK)):
        unsure = {
            store.id_of(item)
            for _, item, card in chunk
            if not Searched(_texts_of(card)).has_typed(asked)
        }
        items = store.find_items(list(unsure)) if unsure else {}
        for each in chunk:
            event_id = store.id_of(each[1])
            item = items.get(event_id)
            if event_id not in unsure or (
                item and Searched([*_texts_of(each[2]), item.description]).has_typed(asked)
            ):
                yield each


def _texts_of(card: dict[str, Any]) -> list[str]:
    """The titles, genres in both languages, the host's name, the city by all its names."""
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
