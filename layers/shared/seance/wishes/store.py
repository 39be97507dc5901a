"""Wishes to see a film in company (R19), and how many there are: counted by the transaction that changes the wish.

In shards by user, so that a crowd can wish at once: a transaction of 50 ms leaves room for some twenty a second at
one item, so the sixteen carry three hundred a second for one film. One request reads all of a sum.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import floor
from typing import Any
from zlib import crc32

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from seance import cities
from seance.cloud import keys
from seance.cloud.concurrency import decide, transaction, written
from seance.cloud.tables import InstantAttribute, JsonAttribute, MainItem, Position
from seance.errors import UpstreamUnavailable
from seance.events.model import Event
from seance.events.places import city_of as place_city
from seance.films.model import UNLISTED
from seance.people.store import ProfileItem

SHARDS = 16
MOST_WISHED = 20  # films on the shelf
STEP = 0.1  # by which share a film's number must change before the shelf is written anew


class WishItem(MainItem, discriminator="wish"):
    """A wish; `city_id` of `seance.cities`, none where any city will do. `film` as lists have it."""

    film = JsonAttribute()
    city_id = UnicodeAttribute(null=True)
    note = UnicodeAttribute(null=True)
    wished_at = InstantAttribute()

    @property
    def film_id(self) -> str:
        """Of the film."""
        return str(self.sk).removeprefix(keys.WISH)


class WishesItem(MainItem, discriminator="wishes"):
    """One shard of a sum; in no index."""

    number = NumberAttribute(default=0)


class WishedItem(MainItem, discriminator="wished"):
    """The films that most wish to see: facts as lists have them, and the number, by id."""

    films = JsonAttribute()
    version = NumberAttribute()


@dataclass(frozen=True, slots=True)
class Wishes:
    """How many wish to see a film, how many of them in a city, and what the viewer wishes."""

    total: int
    nearby: int
    mine: WishItem | None


def find(user_id: str, film_id: str) -> WishItem | None:
    """The user's wish."""
    return WishItem.find(keys.wish(user_id, film_id))


def of_user(
    user_id: str, limit: int, after: Position | None
) -> tuple[list[WishItem], Position | None]:
    """One page of a user's wishes, by film."""
    page = WishItem.query(
        keys.user(user_id),
        WishItem.sk.startswith(keys.WISH),
        limit=limit,
        last_evaluated_key=after,
        consistent_read=True,
    )
    return list(page), page.last_evaluated_key


def of_users(user_ids: Iterable[str], film_id: str) -> set[str]:
    """Who of them wishes to see the film; a hundred a request."""
    wanted = [keys.wish(each, film_id) for each in user_ids]
    found = MainItem.batch_get(wanted) if wanted else ()
    return {item.pk.removeprefix(keys.user("")) for item in found}


def make(
    user_id: str, film: dict[str, Any], city_id: str | None, note: str | None, moment: datetime
) -> None:
    """Wish, or wish otherwise; since when stays."""
    film_id = film["id"]
    listed = {name: value for name, value in film.items() if name not in UNLISTED}

    def work() -> None:
        was = find(user_id, film_id)
        if was and (was.city_id, was.note) == (city_id, note):
            return
        partition, prefix = keys.wishers(film_id, corner_of(city_id))
        item = WishItem.of(
            keys.wish(user_id, film_id),
            film=listed,
            city_id=city_id,
            note=note,
            wished_at=was.wished_at if was and was.city_id == city_id else moment,
            cell_key=partition,
            cell_sort=f"{prefix}{city_id or ''}#{user_id}",
        )
        with transaction() as writes:
            writes.save(item, condition=_as_read(was))
            if was is None:
                _count(writes, user_id, film_id, None, 1)
            if city_id and (was is None or was.city_id != city_id):
                _count(writes, user_id, film_id, city_id, 1)
            if was and was.city_id and was.city_id != city_id:
                _count(writes, user_id, film_id, was.city_id, -1)

    decide(work)


def withdraw(user_id: str, film_id: str) -> None:
    """Wish it no longer; a second time changes nothing."""

    def work() -> None:
        was = find(user_id, film_id)
        if was is None:
            return
        with transaction() as writes:
            writes.delete(was, condition=_as_read(was))
            _count(writes, user_id, film_id, None, -1)
            if was.city_id:
                _count(writes, user_id, film_id, was.city_id, -1)

    decide(work)


def _as_read(was: WishItem | None) -> Any:
    """What the numbers follow from is as it was: whether there is a wish, and in which city."""
    if was is None:
        return WishItem.pk.does_not_exist()
    same = WishItem.city_id == was.city_id if was.city_id else WishItem.city_id.does_not_exist()
    return WishItem.pk.exists() & same


def _count(
    writes: TransactWrite, user_id: str, film_id: str, city_id: str | None, more: int
) -> None:
    item = WishesItem.of(keys.wishes(film_id, shard_of(user_id), city_id))
    actions: list[Any] = [WishesItem.item.set(WishesItem), WishesItem.number.add(more)]
    writes.update(item, actions=actions)


def shard_of(user_id: str) -> int:
    """Where a user is counted."""
    return crc32(user_id.encode()) % SHARDS


def corner_of(city_id: str | None) -> tuple[int, int] | None:
    """The square degree of a city, by its south-west corner."""
    city = cities.get(city_id) if city_id else None
    return (floor(city.point[0]), floor(city.point[1])) if city else None


def number(film_id: str, city_id: str | None = None) -> int:
    """How many wish to see it, everywhere or in one city; one request."""
    return _sum(_sum_keys(film_id, city_id))


def nearby(event: Event, now: datetime) -> int | None:
    """What its host is told: how many in the event's city wish to see its film, online how many in all.

    Nothing once it is not ahead, or where the number cannot be had now: what it goes with stands by then.
    """
    if event.status_at(now) != "scheduled":
        return None
    city = place_city(event.place)
    try:
        return decide(lambda: number(event.film["id"], city.id if city else None))
    except UpstreamUnavailable:
        return None


def look(film_id: str, viewer_id: str, city_id: str | None = None) -> Wishes:
    """The numbers for a viewer; nearby is in this city, else in that of the wish, else of the profile."""
    own = list(MainItem.batch_get([keys.wish(viewer_id, film_id), keys.profile(viewer_id)]))
    mine = next((each for each in own if isinstance(each, WishItem)), None)
    lives = next((each for each in own if isinstance(each, ProfileItem)), None)
    near = city_id or (mine.city_id if mine else None) or city_of(lives.city if lives else None)
    total, there = _sum_keys(film_id, None), _sum_keys(film_id, near) if near else []
    items = _items([*total, *there])
    return Wishes(
        sum(items.get(each, 0) for each in total), sum(items.get(each, 0) for each in there), mine
    )


def city_of(name: str | None) -> str | None:
    """The id of the city that is called so."""
    found = cities.find(name) if name else None
    return found.id if found else None


def _sum_keys(film_id: str, city_id: str | None) -> list[keys.Key]:
    return [keys.wishes(film_id, shard, city_id) for shard in range(SHARDS)]


def _sum(wanted: Sequence[keys.Key]) -> int:
    return sum(_items(wanted).values())


def _items(wanted: Sequence[keys.Key]) -> dict[keys.Key, int]:
    found = MainItem.batch_get(wanted)
    return {(each.pk, each.sk): int(each.number) for each in found if isinstance(each, WishesItem)}


def compared(film_id: str) -> dict[keys.Key, tuple[int, int]]:
    """By shard of a film's sums, what it says and how many wishes there are, where these differ.

    Reads every wish for the film from the index, and no request does.
    """
    right: Counter[keys.Key] = Counter()
    for row in MainItem.query(keys.wishers(film_id, None)[0], index_name="by_cell"):
        _, city_id, user_id = str(row.cell_sort).rsplit("#", 2)
        right[keys.wishes(film_id, shard_of(user_id))] += 1
        if city_id:
            right[keys.wishes(film_id, shard_of(user_id), city_id)] += 1
    shown: dict[keys.Key, int] = {}
    for shard in range(SHARDS):
        rows = WishesItem.query(keys.wishes(film_id, shard)[0], consistent_read=True)
        shown |= {(row.pk, row.sk): int(row.number) for row in rows}
    both = {key: (shown.get(key, 0), right[key]) for key in sorted({*shown, *right})}
    return {key: pair for key, pair in both.items() if pair[0] != pair[1]}


def correct(key: keys.Key, found: int, right: int) -> None:
    """Put one shard right, while it is what was found."""
    item, same = WishesItem.of(key), WishesItem.number == found
    actions: list[Any] = [WishesItem.item.set(WishesItem), WishesItem.number.set(right)]
    written(
        lambda: item.update(
            actions=actions, condition=same if found else same | WishesItem.pk.does_not_exist()
        )
    )


def most_wished() -> list[dict[str, Any]]:
    """The facts of the films that most wish to see, as lists have them; the most wished first."""
    item = WishedItem.find(keys.WISHED, consistent=False)
    ranked = sorted(item.films.values(), key=lambda each: -each["number"]) if item else []
    return [each["film"] for each in ranked if each["number"] > 0]


def rank(film: dict[str, Any]) -> None:
    """Put a film on the shelf, or off it, where its number has become another by a tenth."""
    total = number(film["id"])

    def work() -> None:
        was = WishedItem.find(keys.WISHED)
        films = dict(was.films) if was else {}
        known = films.get(film["id"], {}).get("number", 0)
        if abs(total - known) <= STEP * known:
            return
        films[film["id"]] = {"film": film, "number": total}
        ranked = sorted(films.items(), key=lambda each: -each[1]["number"])
        kept = {name: each for name, each in ranked[:MOST_WISHED] if each["number"] > 0}
        if was and kept == was.films:
            return
        item = WishedItem.of(keys.WISHED, films=kept, version=int(was.version) + 1 if was else 1)
        with transaction() as writes:
            writes.save(
                item,
                condition=WishedItem.version == was.version
                if was
                else WishedItem.pk.does_not_exist(),
            )

    decide(work)
