"""From the fields of a request to an event: defaults and checks that creating and editing share."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from pynamodb.transactions import TransactWrite

from seance import ids
from seance.agenda import store as agendas
from seance.agenda.model import Agenda
from seance.cloud.config import settings
from seance.errors import TooManyRequests, ValidationFailed
from seance.events import store
from seance.events.cards import Host
from seance.events.model import (
    CLEANING_UP,
    LONGEST_TITLE,
    MAXIMUM_SHARDS,
    Event,
    Place,
    Programme,
    Seats,
    check_length,
    check_price,
    check_start,
    check_time,
    is_given,
    layout,
    reseat,
    shards_for,
    spread,
)
from seance.events.places import city_of, told_apart
from seance.events.schemas import EventEdit, EventIn, PlaceIn
from seance.films.provider import film_provider
from seance.links.store import new_code
from seance.people.model import Profile

LONGEST_RUNTIME = 1440  # minutes; an outside catalogue may say anything
COPIED = (
    "description",
    "starts_at",
    "visibility",
    "approval",
    "admission",
    "capacity",
    "spoken_language",
    "max_party",
)


def film(film_id: str, name: str = "film_id") -> dict[str, Any]:
    """The facts that an event keeps of its film; a wrong id is a wrong field."""
    found = film_provider().get(film_id)
    if found is None:
        raise ValidationFailed.of(name, "there is no such film")
    return found.facts()


def new(
    asked: EventIn,
    host_id: str,
    now: datetime,
    request: bytes | None = None,
    programme: Programme | None = None,
    most_shards: int = MAXIMUM_SHARDS,
) -> tuple[Event, list[Seats]]:
    """A checked event and its seats; `request` is what its id is made of (`ids.new`), else its programme's."""
    check_start(asked.starts_at, now, settings().minimum_notice)
    shown = film(asked.film_id)
    price = asked.price.value() if asked.price else None
    place = asked.place.value()
    event = Event(
        id=ids.part(programme.id, programme.position) if programme else ids.new(now, request),
        host_id=host_id,
        film=shown,
        title=asked.title or shown["title"][:LONGEST_TITLE],
        place=place,
        time_zone=asked.time_zone or zone(place),
        ends_at=asked.starts_at + duration(asked.duration_minutes, shown),
        price=price,
        short_code=new_code(),
        created_at=now,
        updated_at=now,
        announced_at=None if asked.visibility == "invite_only" else now,
        duration_given=asked.duration_minutes is not None,
        counted=True,
        shards=min(
            most_shards, shards_for(asked.capacity, asked.approval, settings().seats_per_shard)
        ),
        subtitles=tuple(asked.subtitles),
        programme=programme,
        **{name: getattr(asked, name) for name in COPIED},
    )
    _check(event, now)
    check_price(event.admission, event.price)
    seats = [
        Seats(event.id, shard, share, share, 0, event.status, event.starts_at, event.ends_at)
        for shard, share in enumerate(spread(event.capacity, event.shards))
    ]
    return event, seats


def announce(
    event: Event,
    seats: list[Seats],
    host: Profile,
    also: Callable[[TransactWrite], None] | None = None,
) -> tuple[Event, list[Seats]]:
    """Written, with what else is `also` written with it; what the same request wrote before is the answer.

    Raises `DuplicateEvent`, `TimeConflict` and, where a host has too many upcoming events, `TooManyRequests`.
    """
    agenda = agendas.read(host.id)
    for own in agenda.intervals:
        if ids.same_request(own, event.id):  # only the answer was lost
            return store.get(own)
    check_room(agenda.since(event.created_at), 1)
    planned = agenda.announce(event.id, event.interval(own=True))
    store.create([(event, seats)], planned, Host.of(host), also)
    return event, seats


def check_room(agenda: Agenda, more: int) -> None:
    """Whether the host, of whom this is what is to come, may announce so many more; `TooManyRequests`."""
    most = settings().maximum_upcoming_events
    if agenda.own_events() + more > most:
        raise TooManyRequests(
            f"A host has at most {most} upcoming events.", next_step="cancel_an_event"
        )


def changes(event: Event, asked: EventEdit, now: datetime) -> dict[str, Any]:
    """The fields of the event that the request changes, checked together with those that stay."""
    given = asked.model_fields_set
    changed: dict[str, Any] = {name: getattr(asked, name) for name in COPIED if name in given}
    if "film_id" in given:
        changed["film"] = film(asked.film_id)
        if "title" not in given and not is_given(event.title, event.film):
            changed["title"] = changed["film"]["title"][:LONGEST_TITLE]
    if "title" in given:
        changed["title"] = asked.title or changed.get("film", event.film)["title"][:LONGEST_TITLE]
    if "time_zone" in given:
        changed["time_zone"] = asked.time_zone
    if "place" in given and (place := _place(event, asked.place)) != told_apart(event.place):
        changed["place"] = place
    if "subtitles" in given:
        changed["subtitles"] = tuple(asked.subtitles)
    if "price" in given:
        changed["price"] = asked.price.value() if asked.price else None
    elif changed.get("admission") == "free":
        changed["price"] = None
    changed |= _new_time(event, asked, changed, now)
    check_price(changed.get("admission", event.admission), changed.get("price", event.price))
    return changed


def _place(event: Event, asked: PlaceIn) -> Place:
    """Where it is then; a city that is called as before is the same one, where nobody says its id."""
    place = asked.value()
    if asked.city_id or place.city != event.place.city or not event.place.city_id:
        return place
    return replace(place, city_id=event.place.city_id)


def _new_time(
    event: Event, asked: EventEdit, changed: Mapping[str, Any], now: datetime
) -> dict[str, Any]:
    """The end, where start, length or film are others; a film alone may be changed until the start."""
    given = asked.model_fields_set
    starts_at = changed.get("starts_at", event.starts_at)
    span = _length(event, asked, changed.get("film", event.film))
    if starts_at != event.starts_at:
        check_start(starts_at, now, settings().minimum_notice)
    if (starts_at, starts_at + span) == (event.starts_at, event.ends_at):
        ends: dict[str, Any] = {"ends_at": event.ends_at} if "starts_at" in given else {}
    else:
        ends = {"ends_at": starts_at + span}
        if {"starts_at", "duration_minutes"} & given:
            check_time(
                starts_at,
                ends["ends_at"],
                now,
                settings().minimum_notice,
                settings().minimum_duration,
            )
        else:
            check_length(span, settings().minimum_duration)
    return ends | ({"duration_given": True} if "duration_minutes" in given else {})


def _length(event: Event, asked: EventEdit, shown: Mapping[str, Any]) -> timedelta:
    """What the host gave stays; what was the film's length follows another film.

    An event of before this was kept counts as given none where it is as long as its film wants.
    """
    if "duration_minutes" in asked.model_fields_set:
        return timedelta(minutes=asked.duration_minutes)
    span = event.ends_at - event.starts_at
    defaulted = (
        span == duration(None, event.film)
        if event.duration_given is None
        else not event.duration_given
    )
    return duration(None, shown) if defaulted and "film_id" in asked.model_fields_set else span


def reseated(event: Event, seats: list[Seats], changes: dict[str, Any]) -> list[Seats]:
    """The seats after the changes, to which is added what follows from a new capacity or approval.

    The number of shards; and that who asked while it was manual goes before newcomers.
    """
    if not {"capacity", "approval"} & changes.keys():
        return seats
    capacity = changes.get("capacity", sum(shard.capacity for shard in seats))
    approval = changes.get("approval", event.approval)
    count = shards_for(capacity, approval, settings().seats_per_shard)
    resized = reseat(event, seats, capacity, count)
    if count != len(seats):
        changes.update(layout(event, resized))
    if approval != event.approval:
        changes["admitting"] = event.approval == "manual" and event.ever_booked
    return resized


def zone(place: Place) -> str:
    """The zone of the city."""
    city = city_of(place)
    if city is None:
        raise ValidationFailed.of(
            "time_zone", "is required unless the city is known by its name or id"
        )
    return city.time_zone


def _check(event: Event, now: datetime) -> None:
    check_time(
        event.starts_at, event.ends_at, now, settings().minimum_notice, settings().minimum_duration
    )


def duration(minutes: int | None, shown: Mapping[str, Any]) -> timedelta:
    """As given, else the film's running time and half an hour."""
    if minutes is not None:
        return timedelta(minutes=minutes)
    return timedelta(minutes=min(shown.get("runtime_minutes") or 90, LONGEST_RUNTIME)) + CLEANING_UP
