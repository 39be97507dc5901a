"""Saved searches that tell (M41): the filters of the search for events, matched by the same code.

A search lies in one partition of `by_cell`: of the film, city or square degree that it is for, else with those
for any. An event looks only into the few that can hold searches which find it.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import floor
from typing import Any

from pynamodb.attributes import UnicodeAttribute

from seance import cities, ids
from seance.cloud import keys
from seance.cloud.concurrency import conditional, decide
from seance.cloud.tables import InstantAttribute, JsonAttribute, MainItem
from seance.errors import NotFound, TooManyRequests
from seance.events import cards
from seance.events.places import standing
from seance.events.store import EventItem
from seance.listings.circles import cells_around
from seance.listings.search import Filters, fits, has_words

MOST = 20
NEAREST_KM = 50  # a wider circle is among those for any place
POLAR = 75  # degrees of latitude, beyond which circles touch too many square degrees


class SearchItem(MainItem, discriminator="saved_search"):
    """A saved search; `made_by` is the request with a key. `filters` are as the API took them, without nulls."""

    id = UnicodeAttribute()
    name = UnicodeAttribute(null=True)
    filters = JsonAttribute()
    saved_at = InstantAttribute()


@dataclass(frozen=True, slots=True)
class Stand:
    """An event as a search sees it, now or before a change."""

    card: Mapping[str, Any]
    item: EventItem


def of_user(user_id: str) -> list[SearchItem]:
    """All of a user's, the newest first; few."""
    page = SearchItem.query(
        keys.user(user_id), SearchItem.sk.startswith("SEARCH#"), limit=MOST, consistent_read=True
    )
    return sorted(page, key=lambda each: each.id, reverse=True)


def save(
    user_id: str, name: str | None, filters: Mapping[str, Any], now: datetime, request: bytes | None
) -> SearchItem:
    """Keep a search at a free place: there are twenty, so a twenty-first has none, however many arrive at once.

    A request that is sent again finds what it made. Raises `TooManyRequests`.
    """
    made = ids.new(now, request)

    def work() -> SearchItem:
        there = of_user(user_id)
        for each in there:
            if request and ids.same_request(each.id, made):
                return each
        taken = {each.sk for each in there}
        free = [
            key
            for place in range(MOST)
            if (key := keys.saved_search(user_id, place))[1] not in taken
        ]
        if not free:
            raise TooManyRequests(
                f"One keeps at most {MOST} searches.", next_step="delete_a_search"
            )
        partition, prefix = keys.searches(scope_of(filters_of(filters, now)))
        item = SearchItem.of(
            free[0],
            id=made,
            name=name,
            filters=dict(filters),
            saved_at=now,
            cell_key=partition,
            cell_sort=f"{prefix}{user_id}#{made}",
        )
        with conditional():
            item.save(condition=SearchItem.pk.does_not_exist())
        return item

    return decide(work)


def remove(user_id: str, search_id: str) -> None:
    """Delete it; `NotFound` where there is none."""

    def work() -> None:
        found = next((each for each in of_user(user_id) if each.id == search_id), None)
        if found is None:
            raise NotFound
        with conditional():
            found.delete(condition=SearchItem.id == search_id)

    decide(work)


def filters_of(saved: Mapping[str, Any], now: datetime) -> Filters:
    """What is wanted from now on."""
    since, until = (
        datetime.fromisoformat(saved[name]) if saved.get(name) else None
        for name in ("since", "until")
    )
    near = [float(each) for each in saved["near"].split(",")] if saved.get("near") else None
    return Filters(
        **{
            **saved,
            "since": max(since, now) if since else now,
            "until": until,
            "near": (near[0], near[1]) if near else None,
        }
    )


def scope_of(filters: Filters) -> str:
    """In which partition a search lies: wherever the events lie that it can find."""
    if filters.film_id:
        return keys.film_term(filters.film_id)
    if len(filters.cities) == 1:
        return next(iter(filters.cities))
    if filters.city_id and (city := cities.get(filters.city_id)):
        return keys.city(city.name, city.id)
    if filters.near and filters.radius_km <= NEAREST_KM and abs(filters.near[0]) < POLAR:
        return keys.cell(floor(filters.near[0]), floor(filters.near[1]))
    return keys.EVERYWHERE


def scopes_of(card: Mapping[str, Any]) -> list[keys.Key]:
    """In which partitions the searches lie that may find this event; a dozen at most."""
    place, seen = card["place"], standing(card["place"])
    found = [keys.film_term(card["film"]["id"])]
    if place.city:
        found.append(keys.city(place.city, place.city_id))
    if seen.latitude is not None:
        near = (seen.latitude, seen.longitude or 0.0)
        found += [keys.cell(*each) for each in cells_around(near, NEAREST_KM + 1) or ()]
    return [keys.searches(each) for each in dict.fromkeys((*found, keys.EVERYWHERE))]


def finds(filters: Filters, stand: Stand) -> bool:
    """Whether the search for events has this one among its answers, as far as it is not about who asks."""
    start = keys.by_start(stand.card["starts_at"], "")
    high = keys.instant(filters.until) if filters.until else keys.AFTER_ALL
    return (
        keys.instant(filters.since) <= start <= high
        and fits(filters, dict(stand.card), stand.item)
        and has_words(filters, dict(stand.card), stand.item)
    )


def before(event: EventItem, was: Mapping[str, Any]) -> Stand:
    """The event as it was: its card as text of base64, how many seats were left, and its description if that was this one."""
    item = EventItem(seats_left=was["left"], description=event.description if was["said"] else "")
    return Stand(cards.read(base64.b64decode(was["card"])), item)
