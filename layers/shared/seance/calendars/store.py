"""What calendar feeds show: the private one of its owner's events and bookings, the open ones of public events."""

from datetime import datetime, timedelta

from seance.bookings import lists
from seance.bookings.model import HOLDS_SEAT, Booking
from seance.bookings.store import booking_of
from seance.calendars.files import Entry
from seance.cities import City
from seance.cloud import keys
from seance.cloud.tables import Position
from seance.events import cards, moderators
from seance.events import store as events
from seance.events.places import city_of
from seance.events.store import EventItem
from seance.people.model import Profile
from seance.people.store import find_profile

KEPT = timedelta(days=30)  # how long what is over stays in the feed
PAGE, MOST = 100, 1000
MOST_PUBLIC = 100  # events of an open feed: as many as one request reads


def entries_of(user_id: str, now: datetime) -> list[Entry]:
    """What the user hosts, moderates or has a seat of, from a month ago on, by start, in their language."""
    owner = find_profile(user_id, consistent=False)
    since = now - KEPT
    found: dict[str, Booking | None] = {}
    for listed in (events.of_host, moderators.events_of):
        after: Position | None = None
        while len(found) < MOST:
            items, after = listed(user_id, PAGE, after, upcoming=True, moment=since)
            found |= {events.id_of(item): None for item in items}
            if after is None:
                break
    after = None
    while len(found) < MOST:
        booked, after = lists.of_guest(
            user_id, PAGE, after, when="upcoming", moment=since, status=None
        )
        found |= {item.event_id: booking_of(item) for item in booked if item.status in HOLDS_SEAT}
        if after is None:
            break
    entries = (
        Entry(
            event,
            found[event.id],
            runs_it=event.is_run_by(user_id),
            language=owner.language if owner else None,
        )
        for event in events.find_many(sorted(found)).values()
    )
    return sorted(entries, key=lambda each: each.event.starts_at)


def of_city(city: City, now: datetime) -> list[Entry]:
    """The soonest hundred public events of a city that are to come, each titled as the API answers it."""
    low, found = keys.instant(now), dict[str, EventItem]()
    for partition in keys.spellings(city.name, city.id):
        items, _ = events.listed(partition, "by_city", low, keys.AFTER_ALL, MOST_PUBLIC, None)
        found |= {item.city_sort: item for item in items if _is_in(city, item)}
    return _public([found[place] for place in sorted(found)[:MOST_PUBLIC]], None)


def _is_in(city: City, item: EventItem) -> bool:
    """Cities of one name lie together."""
    there = city_of(cards.read(item.card)["place"])
    return there is not None and there.id == city.id


def of_host(host: Profile, now: datetime) -> list[Entry]:
    """What is public of a host's soonest hundred events that have not ended, in the host's language."""
    items, _ = events.of_host(host.id, MOST_PUBLIC, None, upcoming=True, moment=now)
    return _public(items, host.language)


def _public(items: list[EventItem], language: str | None) -> list[Entry]:
    """For who has nothing to do with them, with what everybody may know (R6, R7), in their order."""
    hosts = {events.id_of(item): cards.read(item.card)["host"].name for item in items}
    found = events.find_many(list(hosts))
    return [
        Entry(found[event_id], host_name=name, language=language)
        for event_id, name in hosts.items()
        if event_id in found and found[event_id].visibility == "public"
    ]
