"""Agendas in the Main table: one item a user, written only on the version that was read."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from seance.agenda.model import Agenda, Interval
from seance.cloud import keys
from seance.cloud.clock import now
from seance.cloud.tables import MainItem


class AgendaItem(MainItem, discriminator="agenda"):
    """`intervals` is JSON, {event id: [start, end] or [start, end, film id]} in Unix seconds.

    That is 65 bytes an event, so an agenda of a dozen events still costs one write unit.
    `asked` is {event id: end}.
    """

    version = NumberAttribute()
    intervals = UnicodeAttribute()
    asked = UnicodeAttribute(null=True)


def agenda_of(user_id: str, item: AgendaItem | None) -> Agenda:
    """The value of an item as read (none: an empty agenda)."""
    if item is None:
        return Agenda(user_id)
    intervals = {
        event_id: Interval(_moment(starts), _moment(ends), *film)
        for event_id, (starts, ends, *film) in json.loads(item.intervals).items()
    }
    asked = {event_id: _moment(end) for event_id, end in json.loads(item.asked or "{}").items()}
    return Agenda(user_id, int(item.version), intervals, asked)


def read(user_id: str) -> Agenda:
    """The newest agenda of a user."""
    return agenda_of(user_id, AgendaItem.find(keys.agenda(user_id)))


def read_many(user_ids: Iterable[str]) -> list[Agenda]:
    """The newest agendas of those who have one."""
    wanted = [keys.agenda(each) for each in user_ids]
    found = MainItem.batch_get(wanted, consistent_read=True) if wanted else ()
    return [
        agenda_of(item.pk.removeprefix("USER#"), item)
        for item in found
        if isinstance(item, AgendaItem)
    ]


def write(writes: TransactWrite, agenda: Agenda) -> None:
    """Add the agenda to a transaction; it fails unless the stored one is still as it was read."""
    kept = agenda.since(now())
    packed = {
        event_id: [int(busy.starts_at.timestamp()), int(busy.ends_at.timestamp())]
        + ([busy.film_id] if busy.film_id is not None else [])
        for event_id, busy in kept.intervals.items()
    }
    asked = {event_id: int(end.timestamp()) for event_id, end in kept.asked.items()}
    item = AgendaItem.of(
        keys.agenda(agenda.user_id),
        version=agenda.version + 1,
        intervals=json.dumps(packed, separators=(",", ":")),
        asked=json.dumps(asked, separators=(",", ":")) if asked else None,
    )
    as_read = (
        AgendaItem.version == agenda.version if agenda.version else AgendaItem.pk.does_not_exist()
    )
    writes.save(item, condition=as_read)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
