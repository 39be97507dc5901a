"""Find events (M4): which partitions can answer, merged by start, filtered until the page is full."""

import time
from collections.abc import Callable, Collection, Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property, partial
from heapq import merge
from itertools import islice
from math import ceil
from typing import Any

from seance import cities
from seance.bookings.model import check_visible
from seance.bookings.store import BookingItem, own_booking
from seance.bookings.visibility_index import (
    KEPT_AFTER_END,
    SeesBlockItem,
    SeesBlocksItem,
    SeesEventItem,
)
from seance.cloud import keys
from seance.cloud.tables import FeedItem, MainItem, Position
from seance.errors import NotFound
from seance.events import cards, store, unindexed, word_index
from seance.events.model import LONGEST, Admission, Place, Visibility
from seance.events.places import city_of, standing
from seance.events.store import EventItem, event_of
from seance.events.word_index import PostingItem
from seance.listings.circles import cells_around, within
from seance.people.store import FollowItem
from seance.spelling import BEGINNING, Searched, words

# How far a request looks before it answers a short page and where to go on: nobody takes the table's throughput by
# looking for what is rare.
MOST_UNITS = 10.0
LONGEST_SECONDS = 0.5
HALF_UNIT = 11  # entries of a list in the 4 KB that half a unit reads, not consistently
EVENT_UNITS = 0.5  # to read an event of up to 4 KB by its key
MOST_UNINDEXED = 4  # so that whatever else is asked for first, an event can be read
CHUNK = 33  # events that are not public, read with what their reader has of each in one request of 100 keys
MOST_BLOCKS = 100  # that are read at once
ROWS_AT_ONCE = 250  # of pointers and blocks: four units
INSTANT = len("2026-12-01T18:00:00.000Z")


@dataclass(frozen=True)
class Filters:
    """What the searcher wants; `near` is (latitude, longitude) in degrees.

    `city` is any name, whole or begun, `city_id` one city of `seance.cities` and none of the same name.
    """

    since: datetime
    until: datetime | None = None
    visibility: Visibility | None = None
    city: str | None = None
    city_id: str | None = None
    near: tuple[float, float] | None = None
    radius_km: float = 10.0
    admission: Admission | None = None
    min_host_rating: float | None = None
    film_id: str | None = None
    has_seats: bool | None = None
    query: str | None = None

    @cached_property
    def in_city(self) -> tuple[str, str | None] | None:
        """The city that is asked for: how it is called, and its id."""
        if known := cities.get(self.city_id) if self.city_id else None:
            return self.city or known.name, known.id
        return (self.city, None) if self.city else None

    @cached_property
    def cities(self) -> frozenset[str]:
        """The keys of the cities that may be meant; none where any will do."""
        if self.in_city is None:
            return frozenset()
        name, city_id = self.in_city
        meant = [name] if city_id else cities.meant(name)
        found = {keys.city(each, city_id) for each in meant}
        return frozenset(found.union(keys.cities_of_before(name, city_id)))

    @cached_property
    def asked(self) -> list[str]:
        """The words of the query."""
        return words(self.query or "")

    @cached_property
    def telling(self) -> str | None:
        """The word of the query by which the index is asked."""
        return None if self.film_id else word_index.telling(self.asked)


# Sort key, item, card; of no item: up to there nothing is left out.
Found = tuple[str, EventItem | PostingItem | None, dict[str, Any]]
Pages = Callable[[int, Position | None], tuple[Iterable[EventItem | PostingItem], Position | None]]


class _Spent(Exception):  # no fault
    """The request has read what it may."""


@dataclass
class Walk:
    """A bounded walk over what is found; remembers where it broke off, if it did."""

    position: str | None = None
    broken_off: bool = False
    units: float = 0
    began: float = field(default_factory=time.monotonic)

    def spend(self, units: float) -> None:
        """Before each read; raises where no units or no time are left for it.

        The first is never too late, so that the next walk begins further on.
        """
        late = self.position and time.monotonic() - self.began > LONGEST_SECONDS
        if late or self.units + units > MOST_UNITS:
            raise _Spent
        self.units += units

    def over(
        self, found: Iterator[Found], wanted: Callable[[Found], bool], filters: Filters
    ) -> Iterator[Found]:
        """What is wanted of it, each once, until enough was read: title and description may both lead to one."""
        place = None
        try:
            for each in found:
                if each[0] != place:
                    self.position, place = place or self.position, each[0]
                if each[1] and self.position != place and wanted(each):
                    if not _is_sure(filters, each):
                        self.spend(EVENT_UNITS)
                    self.position = place
                    yield each
                if each[1] is None or not filters.telling:
                    self.position = place
        except _Spent:
            self.broken_off = True


@dataclass
class Blocked(Container[str]):
    """R17: whom lists leave out. Of many not all are read, and each host that is found is asked for."""

    viewer_id: str
    walk: Walk
    known: set[str] = field(default_factory=set)
    strangers: set[str] | None = None  # none: all are known

    def __contains__(self, host_id: object) -> bool:
        if self.strangers is None or host_id in self.known or host_id in self.strangers:
            return host_id in self.known
        self.walk.spend(EVENT_UNITS)
        row = SeesBlockItem.find(keys.sees_block(self.viewer_id, str(host_id)), consistent=False)
        (self.known if row else self.strangers).add(str(host_id))
        return row is not None


def search(
    filters: Filters, viewer_id: str | None, limit: int, after: str | None
) -> tuple[list[EventItem], str | None]:
    """One page by start, and the position behind it (nothing after the last page).

    Without a viewer, of public events only. A page may be short, or empty, and go on: after ten read units or half a second it answers what it has.
    """
    low = max(keys.instant(filters.since), after + "!" if after else "")
    high = keys.instant(filters.until) if filters.until else keys.AFTER_ALL
    if low > high:
        return [], None
    walk = Walk()
    sources = []
    if filters.visibility in (None, "public"):
        sources = _public(filters, low, high, limit, walk)
    blocked: Container[str] = ()
    if viewer_id and filters.visibility != "public":  # docs/decisions.md says why
        rows, blocked = _personal(viewer_id, walk)
        sources.append(_hidden(viewer_id, rows, low, high))
    # A posting has neither the host's rating nor the seats left.
    rough = replace(filters, min_host_rating=None, has_seats=None)

    def wanted(each: Found) -> bool:
        _, item, card = each
        if card["host"].id in blocked:
            return False
        if isinstance(item, PostingItem):
            telling = filters.telling
            return fits(rough, card, item) and not (
                telling and not word_index.has(item, card, telling)
            )
        return fits(filters, card, item)

    found = walk.over(merge(*sources, key=lambda each: each[0]), wanted, filters)
    page = list(islice(_whole(found, wanted, filters, limit + 1), limit + 1))
    items = [item for _, item in page[:limit]]
    if len(page) > limit:
        return items, page[limit - 1][0]
    return items, walk.position if walk.broken_off else None


def fits(filters: Filters, card: dict[str, Any], item: Any) -> bool:
    """Whether an event is what the searcher wants, but for the words of the query."""
    place: Place = card["place"]
    host: cards.Host = card["host"]
    rating = host.rating_sum / host.rating_count if host.rating_count else 0
    return (
        card["status"] == "scheduled"
        and filters.visibility in (None, card["visibility"])
        and (filters.in_city is None or _is_in(place, filters))
        and (filters.near is None or within(filters.near, filters.radius_km, standing(place)))
        and filters.admission in (None, card["admission"])
        and (filters.min_host_rating is None or rating >= filters.min_host_rating)
        and filters.film_id in (None, card["film"]["id"])
        and (filters.has_seats is None or filters.has_seats == (item.seats_left > 0))
    )


def _is_in(place: Place, filters: Filters) -> bool:
    """Whether it is in a city that is meant; by id only in that one."""
    if filters.city_id:
        city = city_of(place)
        return city is not None and city.id == filters.city_id
    return bool(place.city) and keys.city(str(place.city), place.city_id) in filters.cities


def has_words(filters: Filters, card: dict[str, Any], item: Any) -> bool:
    """Whether each word of the query begins one of the event's, as far as the item has them."""
    texts = word_index.texts_of(card)
    if isinstance(item, EventItem) and item.description:  # which is in no index
        texts.append(item.description)
    return not filters.asked or Searched(texts).has(filters.asked, begun=True)


def _is_sure(filters: Filters, found: Found) -> bool:
    """Whether the event need not be read to know that it is meant: what lists leave out is its description."""
    _, item, card = found
    return isinstance(item, EventItem) and (
        item.description is not None or has_words(filters, card, item)
    )


def _public(filters: Filters, low: str, high: str, limit: int, walk: Walk) -> list[Iterator[Found]]:
    """The fewest partitions in which every public answer lies."""
    cells = cells_around(filters.near, filters.radius_km) if filters.near else None
    pages: list[Pages]
    number = limit + 1
    if filters.film_id or filters.telling:
        number = min(number, 2 * HALF_UNIT)  # more events cannot be read beside them
        scopes = sorted(filters.cities) or [keys.EVERYWHERE]
        pages = [
            partial(word_index.listed, each, low, high)
            for scope in scopes
            for each in _postings(scope, filters)
        ]
        size = max(HALF_UNIT, ceil(number / len(pages)))
        new = _unindexed(low, high, walk)
        return [iter(new.values()), *(_read(each, size, walk, new) for each in pages)]
    if cells:
        pages = [partial(store.listed, keys.cell(*cell), "by_cell", low, high) for cell in cells]
    elif filters.in_city:
        spelled = dict.fromkeys((*keys.spellings(*filters.in_city), *sorted(filters.cities)))
        pages = [partial(store.listed, each, "by_city", low, high) for each in spelled]
    else:
        pages = [partial(store.listed, keys.UPCOMING, "by_time", low, high)]
    size = max(HALF_UNIT, ceil(number / len(pages)))
    return [_read(each, size, walk) for each in pages]


def _postings(scope: str, filters: Filters) -> list[str]:
    """The partitions of the index that lead to all that may be meant."""
    if filters.film_id:
        return [keys.postings(scope, keys.film_term(filters.film_id))]
    term = str(filters.telling)[:BEGINNING]
    return [keys.postings(scope, term), keys.postings(scope, term, text=True)]


def _unindexed(low: str, high: str, walk: Walk) -> dict[str, Found]:
    """What was announced or edited just now, by start."""
    walk.spend(EVENT_UNITS)
    ids = unindexed.latest(MOST_UNINDEXED)
    walk.spend(EVENT_UNITS * len(ids))
    items = store.find_items(ids) if ids else {}
    found = [
        (keys.by_start(each.starts_at, each.id), each, cards.read(each.card))
        for each in items.values()
        if each.visibility == "public"
    ]
    found.sort(key=lambda each: each[0])
    return {each[1].id: each for each in found if low <= each[0] <= high}


def _read(pages: Pages, size: int, walk: Walk, but: Collection[str] = ()) -> Iterator[Found]:
    after: Position | None = None
    while True:
        walk.spend(ceil(size / HALF_UNIT) / 2)
        items, after = pages(size, after)
        for item in items:
            card = cards.read(item.card)
            if isinstance(item, PostingItem):
                if item.sk.partition("#")[2] not in but:
                    yield item.sk, item, card
            else:
                yield keys.by_start(card["starts_at"], store.id_of(item)), item, card
        if after is None:
            return


def _whole(
    found: Iterator[Found], wanted: Callable[[Found], bool], filters: Filters, number: int
) -> Iterator[tuple[str, EventItem]]:
    """Sort keys and events; what is not sure is read, and left out where it is another by now."""
    while chunk := list(islice(found, number)):
        ids = [each[0].partition("#")[2] for each in chunk if not _is_sure(filters, each)]
        items = store.find_items(ids) if ids else {}
        for sort, item, card in chunk:
            event_id = sort.partition("#")[2]
            if event_id not in ids and isinstance(item, EventItem):
                if has_words(filters, card, item):
                    yield sort, item
            elif whole := items.get(event_id):
                newest = sort, whole, cards.read(whole.card)
                place = whole.visibility, keys.by_start(whole.starts_at, whole.id)
                if (
                    place == ("public", sort)
                    and wanted(newest)
                    and has_words(filters, newest[2], whole)
                ):
                    yield sort, whole


def _personal(viewer_id: str, walk: Walk) -> tuple[list[SeesEventItem], Blocked]:
    """Which events that are not public the viewer may see, and whom to leave out."""
    pointers, blocked = list[SeesEventItem](), Blocked(viewer_id, walk)
    rows = FeedItem.query(
        keys.user(viewer_id),
        FeedItem.sk.startswith(keys.SEES),
        scan_index_forward=False,  # the pointers before the blocks
        page_size=ROWS_AT_ONCE,
    )
    for row in rows:
        match row:
            case SeesEventItem():
                pointers.append(row)
            case SeesBlocksItem():
                blocked.known |= row.user_ids or set()
            case SeesBlockItem():
                blocked.known.add(row.other_id)
        if len(blocked.known) > MOST_BLOCKS:
            blocked.strangers = set()
            break
    return pointers, blocked


def _hidden(viewer_id: str, rows: Iterable[SeesEventItem], low: str, high: str) -> Iterator[Found]:
    """Events that are not public but exist for the viewer (R6, checked anew), by start, as far as they are asked for.

    Pointers know when events end, a day at most after they begin: so the soonest are read first.
    """
    pointers = sorted(
        (row for row in rows if _end(row) > low[:INSTANT] and _end(row, LONGEST) <= high),
        key=_end,
    )
    ready: list[Found] = []
    for place in range(0, len(pointers), CHUNK):
        ready += _visible(viewer_id, pointers[place : place + CHUNK])
        ready.sort(key=lambda each: each[0])
        rest = pointers[place + CHUNK : place + CHUNK + 1]
        sure = _end(rest[0], LONGEST) if rest else keys.AFTER_ALL
        yield from (each for each in ready if low <= each[0] <= min(sure, high))
        ready = [each for each in ready if each[0] > sure]
        if rest and sure > low:  # else all of them may be on one day
            yield sure, None, {}
            raise _Spent  # what follows is for the next request


def _end(pointer: SeesEventItem, before: timedelta = timedelta()) -> str:
    """When its event ends, or so long before."""
    return keys.instant(pointer.expires_at - KEPT_AFTER_END - before)


def _visible(viewer_id: str, pointers: Iterable[SeesEventItem]) -> list[Found]:
    wanted = [
        key
        for row in pointers
        for key in (
            keys.event(row.event_id),
            keys.booking(viewer_id, row.event_id),
            keys.follower(row.host_id, viewer_id),
        )
    ]
    items = list(MainItem.batch_get(wanted))
    followed = {item.host_id for item in items if isinstance(item, FollowItem)}
    bookings = {item.event_id: own_booking(item) for item in items if isinstance(item, BookingItem)}
    found: list[Found] = []
    for item in items:
        if isinstance(item, EventItem) and item.visibility != "public":
            event = event_of(item)
            try:
                check_visible(
                    event,
                    viewer_id,
                    bookings.get(event.id),
                    follows=event.host_id in followed,
                    blocked=False,  # looked at with all that is found
                )
            except NotFound:
                continue
            found.append((keys.by_start(item.starts_at, item.id), item, cards.read(item.card)))
    return found
