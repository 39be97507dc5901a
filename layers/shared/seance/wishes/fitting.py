"""Who waits for an event and is told of it: wishes for its film (R19), then saved searches (M41).

A walk of pages as any fan-out, behind the one of the followers: who follows is told as a follower, who
wishes by the wish, all others by a search. Nobody is told of an event twice (`notices.introductions`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from math import floor
from typing import Any

from seance import cities
from seance.cloud import keys, queues
from seance.cloud.clock import now
from seance.cloud.config import settings
from seance.cloud.streams import Change, whole
from seance.cloud.tables import MainItem
from seance.events import cards
from seance.events.model import Event, Place
from seance.events.places import city_of, standing
from seance.events.store import EventItem, event_of
from seance.listings.circles import cells_around, within
from seance.notices import model
from seance.notices.audience import Listener, concerned, is_stale
from seance.notices.introductions import introduce
from seance.notices.model import Message
from seance.people.blocks import apart
from seance.people.store import FollowItem
from seance.wishes import searches
from seance.wishes.searches import SearchItem, Stand
from seance.wishes.store import WishItem

PAGE = 100
NEAR_KM = 30  # a city's neighbours
KINDS = frozenset({"wish_announced", "search_match"})
MOVED = ("film", "place")


def of_event(change: Change) -> list[Message]:
    """What a change of an event tells to whom; of one that was open before, only who waits. Pure.

    The followers' walk goes on to the others; so does that of the wishes to the searches.
    """
    old, new = change.old, change.new or {}
    at = change.at.isoformat()
    opened = model.of_announcement(old, new)
    if opened and new.get("announces") == 0:  # another of its programme tells the followers (R26)
        return [replace(each, kind="wish_announced", audience="wishers", at=at, actor_id=None) for each in opened]  # fmt: skip
    if opened:
        return [replace(each, was={"at": at}) for each in opened]
    seats = (whole((old or {}).get("left")), whole(new.get("left")))
    freed = seats[0] <= 0 < seats[1]
    if old is None or model.is_hidden(new) or not (freed or change.differs("version")):
        return []
    was = {"left": seats[0], "said": not change.differs("description"), "card": old["card"]}
    told = Message("search_match", str(new["id"]), 1, at, "searchers", but=str(new["host_id"]), was=was)  # fmt: skip
    if change.differs(*MOVED):
        return [replace(told, kind="wish_announced", audience="wishers")]
    return [told]


def after_followers(message: Message) -> list[Message]:
    """What follows the last page of the followers; nothing in messages of the release before."""
    if message.kind != "event_announced" or not message.was:
        return []
    return [replace(message, kind="wish_announced", audience="wishers", at=message.was["at"], was=None, after=None, actor_id=None, events=None)]  # fmt: skip


def tell(message: Message) -> int:
    """Tell one page of who waits; how many were told for the first time."""
    item = EventItem.find(keys.event(message.event_id))
    event = event_of(item) if item else None
    if item is None or event is None or is_stale(message, event):
        return 0
    stand = Stand(cards.read(item.card), item)
    was = searches.before(item, message.was) if message.was else None
    wishes = message.audience == "wishers"
    places = _of_wishes(event) if wishes else searches.scopes_of(stand.card)
    rows, after = _page(places, message.after)
    if after:
        queues.send(settings().notices_queue_url, [replace(message, after=after).body()])
    elif wishes:
        on = replace(message, kind="search_match", audience="searchers", after=None)
        queues.send(settings().notices_queue_url, [on.body()])
    fitting = _wishing(rows, message, event, was) if wishes else _seeking(rows, message, stand, was)
    told = dict(fitting)
    added = 0
    for user_id in _allowed(told, message, event):
        added += introduce(user_id, replace(message, message=told[user_id]), event)
    return added


def _page(
    places: list[keys.Key], after: Mapping[str, Any] | None
) -> tuple[list[MainItem], Mapping[str, Any] | None]:
    """The wishes or searches of one page, in full, and where the next one starts.

    Where the event has moved on meanwhile the walk ends: the move has its own.
    """
    begun, position = tuple((after or {}).get("place", places[0])), (after or {}).get("after")
    if begun not in places:
        return [], None
    found: list[keys.Key] = []
    for place in range(places.index(begun), len(places)):
        partition, prefix = places[place]
        within = MainItem.cell_sort.startswith(prefix)
        page = MainItem.query(
            partition,
            within,
            index_name="by_cell",
            limit=PAGE - len(found),
            last_evaluated_key=position,
        )
        found += [(row.pk, row.sk) for row in page]
        position = page.last_evaluated_key
        if position:
            return _read(found), {"place": places[place], "after": position}
        if len(found) == PAGE and place + 1 < len(places):
            return _read(found), {"place": places[place + 1]}
    return _read(found), None


def _read(found: list[keys.Key]) -> list[MainItem]:
    return list(MainItem.batch_get(found)) if found else []


def _of_wishes(event: Event) -> list[keys.Key]:
    """Where the wishes lie that the event may fit: in its city, in those around, and in none."""
    seen, city = standing(event.place), city_of(event.place)
    corners = [(floor(city.point[0]), floor(city.point[1]))] if city else []
    if seen.latitude is not None:
        corners += cells_around((seen.latitude, seen.longitude or 0.0), NEAR_KM) or []
    film_id = event.film["id"]
    return [keys.wishers(film_id, each) for each in (*dict.fromkeys(corners), None)]


def reaches(city_id: str | None, place: Place) -> bool:
    """Whether a wish in this city (none: anywhere) is for such a place: in it, or near its middle."""
    city, there = cities.get(city_id) if city_id else None, city_of(place)
    if city is None or (there is not None and there.id == city.id):
        return True
    return place.kind != "online" and within(city.point, NEAR_KM, standing(place))


def _wishing(
    rows: list[MainItem], message: Message, event: Event, was: Stand | None
) -> Iterator[tuple[str, None]]:
    for row in rows:
        if isinstance(row, WishItem) and _waited(row.wished_at, message):
            fitted = was and was.card["film"]["id"] == row.film_id and reaches(row.city_id, was.card["place"])  # fmt: skip
            if row.film_id == event.film["id"] and reaches(row.city_id, event.place) and not fitted:
                yield row.pk.removeprefix(keys.user("")), None


def _seeking(
    rows: list[MainItem], message: Message, stand: Stand, was: Stand | None
) -> Iterator[tuple[str, str | None]]:
    """Whose searches find it and did not before, each with the name of one of them."""
    for row in rows:
        if isinstance(row, SearchItem) and _waited(row.saved_at, message):
            filters = searches.filters_of(row.filters, now())
            if searches.finds(filters, stand) and not (was and searches.finds(filters, was)):
                yield row.pk.removeprefix(keys.user("")), row.name


def _waited(since: datetime, message: Message) -> bool:
    """Whether one waited already when it happened; a stream knows that by the second."""
    return since.replace(microsecond=0) <= datetime.fromisoformat(message.at)


def _allowed(told: Mapping[str, Any], message: Message, event: Event) -> Iterator[str]:
    """Those of them for whom the event exists (R6, R17), and who do not know it already."""
    wanted = set(told) - {event.host_id}
    if wanted and event.visibility == "followers":
        found = MainItem.batch_get([keys.follower(event.host_id, each) for each in wanted])
        wanted = {each.follower_id for each in found if isinstance(each, FollowItem)}
    wanted -= apart(event.host_id, wanted)
    listeners = [Listener(each, False) for each in sorted(wanted)]
    yield from (each.user_id for each in concerned(listeners, message, event))
