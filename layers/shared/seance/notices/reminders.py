"""Deferred reminders (M20): which are ahead of one user, and which the user wants to be spared.

A silence belongs to the event, not to its time: it stays when the event moves. There is no schedule
for a guest: silences are rows in Feed, read for a whole page of the audience when a reminder fires.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import merge
from itertools import groupby, islice
from typing import Any, Literal

from pynamodb.attributes import UnicodeSetAttribute

from seance.bookings.store import BookingItem
from seance.bookings.visibility import look
from seance.cloud import keys
from seance.cloud.concurrency import decide, written
from seance.cloud.tables import FeedItem, MainItem
from seance.errors import NotFound
from seance.events.model import Event
from seance.events.moderators import ModeratorItem
from seance.events.reminders import BEFORE_START
from seance.events.store import EventItem, find_many

Which = Literal["day", "hour"]
WHICH: tuple[Which, ...] = ("day", "hour")  # in the order in which they come
CHUNK = 25
KEPT = timedelta(days=730)  # an event may move so far ahead


@dataclass(frozen=True, slots=True)
class Reminder:
    """One moment that is still ahead; `position` sorts it in its user's list."""

    event: Event
    which: Which
    at: datetime
    silenced: bool
    position: str


class SilencedItem(FeedItem, discriminator="silenced"):
    """`which` holds `day`, `hour` or both."""

    which = UnicodeSetAttribute(null=True)


def of_user(
    user_id: str, limit: int, after: str | None, moment: datetime
) -> tuple[list[Reminder], str | None]:
    """One page by start of the event, and where the next one starts."""
    found = list(islice(_ahead(user_id, after, moment), limit + 1))
    return found[:limit], found[limit - 1].position if len(found) > limit else None


def own(event_id: str, which: Which, user_id: str, moment: datetime) -> Event:
    """The event, if its reminder would reach the user; else there is no such thing."""
    seen = look(event_id, user_id)
    comes = seen.role in ("host", "moderator") or (
        seen.booking is not None and seen.booking.status == "confirmed"
    )
    if not comes or which not in _moments(seen.event, moment):
        raise NotFound
    return seen.event


def silence(user_id: str, event: Event, which: Which) -> None:
    """Spare the user this reminder; a second time changes nothing."""
    item = SilencedItem.of(keys.silenced(user_id, event.id))
    actions: list[Any] = [
        SilencedItem.item.set(SilencedItem),
        SilencedItem.which.add({which}),
        SilencedItem.expires_at.set(event.ends_at + KEPT),
    ]
    decide(lambda: item.update(actions=actions))


def restore(user_id: str, event: Event, which: Which) -> None:
    """Remind the user after all; a second time changes nothing."""
    item = SilencedItem.of(keys.silenced(user_id, event.id))
    actions: list[Any] = [SilencedItem.which.delete({which})]
    decide(
        lambda: written(lambda: item.update(actions=actions, condition=SilencedItem.pk.exists()))
    )


def spared(user_ids: Iterable[str], event_id: str, which: str) -> frozenset[str]:
    """Who of these wants this reminder silenced: a request for a hundred."""
    wanted = [keys.silenced(each, event_id) for each in user_ids]
    rows = FeedItem.batch_get(wanted) if wanted else ()
    return frozenset(
        row.pk.removeprefix(keys.user(""))
        for row in rows
        if isinstance(row, SilencedItem) and which in (row.which or ())
    )


def _ahead(user_id: str, after: str | None, moment: datetime) -> Iterator[Reminder]:
    """Every reminder behind a position, by start of its event."""
    low = max(keys.instant(moment), (after or "").rpartition("#")[0])
    starts = (sort for sort, _ in groupby(merge(*_sources(user_id, low))))
    while chunk := list(islice(starts, CHUNK)):
        ids = [sort.rpartition("#")[2] for sort in chunk]
        events = find_many(ids)
        rows = list(FeedItem.batch_get([keys.silenced(user_id, each) for each in ids]))
        silenced = {row.sk: row.which or set() for row in rows if isinstance(row, SilencedItem)}
        for sort, event_id in zip(chunk, ids, strict=True):
            event = events.get(event_id)
            quiet = silenced.get(keys.silenced(user_id, event_id)[1], set())
            for which, at in _moments(event, moment).items() if event else ():
                position = f"{sort}#{which}"
                if event and position > (after or ""):
                    yield Reminder(event, which, at, which in quiet, position)


def _sources(user_id: str, low: str) -> list[Iterator[str]]:
    """Where a reminder may come from, each by start: own events, moderated ones, seats."""
    partition, seat = keys.user(user_id), BookingItem.status == "confirmed"
    return [
        _read(EventItem, keys.host_events(user_id), "", low),
        _read(ModeratorItem, partition, "MODERATOR#", low),
        _read(BookingItem, partition, "BOOKING#", low, seat),
    ]


def _read(
    kind: type[MainItem], partition: str, prefix: str, low: str, only: Any = None
) -> Iterator[str]:
    within = kind.user_sort.between(prefix + low, prefix + keys.AFTER_ALL)
    for item in kind.query(partition, within, only, index_name="by_user", page_size=CHUNK):
        yield str(item.user_sort).removeprefix(prefix)


def _moments(event: Event, now: datetime) -> dict[Which, datetime]:
    """The moments of an event that are still ahead; a cancelled one has none."""
    if event.status == "cancelled":
        return {}
    moments: dict[Which, datetime] = {
        which: event.starts_at - BEFORE_START[which] for which in WHICH
    }
    return {which: at for which, at in moments.items() if at > now}
