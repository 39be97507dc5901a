"""From the fields of a request to a programme, announced all or none (R26).

What a programme is stands on its events; their ids are made of its own (`ids.part`), so it needs no item.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from seance import ids
from seance.agenda import store as agendas
from seance.cloud import keys
from seance.cloud.tables import MainItem
from seance.errors import DuplicateEvent, TimeConflict, ValidationFailed
from seance.events import announcing, clashes, store
from seance.events.cards import Host
from seance.events.model import Event, Programme, Seats
from seance.events.store import EventItem
from seance.people.model import Profile
from seance.programmes.schemas import MOST, ProgrammeIn

Plan = list[tuple[Event, list[Seats]]]


def new(programme_id: str, asked: ProgrammeIn, host_id: str, now: datetime) -> Plan:
    """Checked events and their seats, in as many shards as one transaction takes, one at least.

    Raises `ValidationFailed` for the fields of all of them, by their places in the request from 0.
    """
    count = len(asked.events)
    shards = max(1, (store.MOST_ACTIONS - store.BESIDE) // count - store.EACH - 1)
    planned, errors = Plan(), list[dict[str, Any]]()
    for place, each in enumerate(asked.events):
        whole = Programme(programme_id, asked.title, place + 1, count)
        try:
            planned.append(announcing.new(each, host_id, now, None, whole, shards))
        except ValidationFailed as refusal:
            errors += [
                {**error, "field": f"events.{place}.{error['field']}"}
                for error in refusal.extra["errors"]
            ]
    if errors:
        detail = "; ".join(f"{each['field']}: {each['message']}" for each in errors)
        raise ValidationFailed(detail, errors=errors)
    return _told_once(planned)


def _told_once(planned: Plan) -> Plan:
    """The earliest of those that followers may see tells them of all these."""
    seen = [event for event, _ in planned if event.visibility != "invite_only"]
    first = min(seen, key=lambda each: each.starts_at, default=None)
    if first is None or first.programme is None:
        return planned
    lead = first.programme.position
    return [
        (_led(event, lead, len(seen) if event is first else 0), seats)
        if event in seen
        else (event, seats)
        for event, seats in planned
    ]


def _led(event: Event, lead: int, announces: int) -> Event:
    whole = event.programme and replace(event.programme, lead=lead)
    return replace(event, programme=whole, announces=announces)


def announce(programme_id: str, planned: Plan, host: Profile) -> list[EventItem]:
    """All written, or none; what the same request wrote before is the answer.

    Raises `DuplicateEvent` and `TimeConflict` with `conflicts` for each clash, and `TooManyRequests`.
    """
    agenda = agendas.read(host.id)
    events = {event.id: event for event, _ in planned}
    for own in agenda.intervals:
        if any(ids.same_request(own, each) for each in events):  # only the answer was lost
            return list(parts(ids.made_with(own, programme_id)).values())
    announcing.check_room(agenda.since(planned[0][0].created_at), len(planned))
    try:
        after = agenda.announce_all(
            {event_id: event.interval(own=True) for event_id, event in events.items()}
        )
    except (DuplicateEvent, TimeConflict) as clash:
        clash.extra["conflicts"] = _conflicts(clash.pairs, events)
        raise
    store.create(planned, after, Host.of(host))
    return [store.item_of(event, Host.of(host)) for event, _ in planned]


def _conflicts(
    pairs: Sequence[tuple[str, str]], events: Mapping[str, Event]
) -> list[dict[str, Any]]:
    """What each event clashes with; one of the same programme has no id, for it is not announced."""
    others = {other for _, other in pairs} - events.keys()
    named = {each["event_id"]: each for each in clashes.conflicts([*others])}
    for event in events.values():
        named[event.id] = {
            "event_id": None,
            "title": event.title,
            **({"titles": event.titles} if event.titles else {}),
            "starts_at": keys.instant(event.starts_at),
            "ends_at": keys.instant(event.ends_at),
        }
    return [
        {**named[other], "position": programme.position}
        for one, other in pairs
        if other in named and (programme := events[one].programme)
    ]


def parts(programme_id: str) -> dict[str, EventItem]:
    """The items of its events by id, as many as there are still."""
    wanted = [ids.part(programme_id, position) for position in range(1, MOST + 1)]
    found = MainItem.batch_get(map(keys.event, wanted), consistent_read=True)
    return {store.id_of(each): each for each in found if isinstance(each, EventItem)}
