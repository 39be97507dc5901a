"""Events and their seats in the Main table, and the transactions that change them."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)
from pynamodb.transactions import TransactWrite

from seance.agenda import store as agendas
from seance.agenda.model import Agenda
from seance.cloud import keys
from seance.cloud.clock import now
from seance.cloud.concurrency import decide, transaction, written
from seance.cloud.tables import (
    CauseAttribute,
    FeedItem,
    InstantAttribute,
    JsonAttribute,
    MainItem,
    Position,
    stamp,
)
from seance.errors import NotFound
from seance.events import cards, unindexed
from seance.events.changes import film_and_year, material
from seance.events.model import LONGEST, Event, Place, Price, Programme, Seats
from seance.events.places import standing
from seance.events.seats import SeatsItem, save_seats, seats_of, shards_of
from seance.links import store as links
from seance.people.model import stranger

LINK_OUTLIVES_EVENT = timedelta(days=30)
# Of one transaction; source: the reference of TransactWriteItems. An announcement writes the agenda and one
# thing that goes with it, and of each event itself, what was told, and the link, beside its seats.
MOST_ACTIONS, BESIDE, EACH = 100, 2, 3
Planned = tuple[Event, Sequence[Seats]]
DELETION_KEPT = timedelta(days=1)  # as long as an answer to an `Idempotency-Key`


class EventItem(MainItem, discriminator="event"):
    """The event; `card` is the slim copy that lists are answered from."""

    id = UnicodeAttribute()
    host_id = UnicodeAttribute()
    film = JsonAttribute()
    title = UnicodeAttribute()
    description = UnicodeAttribute()
    place = JsonAttribute()
    starts_at = InstantAttribute()
    ends_at = InstantAttribute()
    time_zone = UnicodeAttribute()
    visibility = UnicodeAttribute()
    approval = UnicodeAttribute()
    admission = UnicodeAttribute()
    price = JsonAttribute(null=True)
    capacity = NumberAttribute()
    short_code = UnicodeAttribute()
    created_at = InstantAttribute()
    updated_at = InstantAttribute()
    status = UnicodeAttribute()
    cancel_reason = UnicodeAttribute(null=True)
    version = NumberAttribute()
    sequence = NumberAttribute()
    shards = NumberAttribute()
    first_shard = NumberAttribute(null=True)
    moderator_ids = UnicodeSetAttribute(null=True)
    ever_booked = BooleanAttribute()
    admitting = BooleanAttribute(null=True)
    announced_at = InstantAttribute(null=True)
    duration_given = BooleanAttribute(null=True)
    counted = BooleanAttribute(null=True)
    spoken_language = UnicodeAttribute(null=True)
    subtitles = JsonAttribute(null=True)
    max_party = NumberAttribute(null=True)
    hidden = BooleanAttribute(null=True)  # none: of before 2026-11-28, and not hidden
    changed = JsonAttribute(null=True)
    programme = JsonAttribute(null=True)
    announces = NumberAttribute(null=True)
    card = BinaryAttribute(legacy_encoding=False)
    cause = CauseAttribute()
    # Copies for lists, which FollowUp keeps; short names, for a page of lists costs by the byte.
    seats_left = NumberAttribute(attr_name="left")
    waitlist_length = NumberAttribute(attr_name="waiting")
    requests_waiting = NumberAttribute(attr_name="asking", null=True)  # in no index


class ToldItem(MainItem, discriminator="told"):
    """What the guests know: the material facts at the version that they were last told of."""

    event_id = UnicodeAttribute()
    host_id = UnicodeAttribute()
    version = NumberAttribute()
    facts = JsonAttribute()
    film = UnicodeAttribute(null=True)
    changed = JsonAttribute(null=True)
    at = InstantAttribute()
    cause = CauseAttribute()


class DeletedItem(FeedItem, discriminator="deleted_event"):
    """The host deleted this event; for who did not hear the answer and says so again."""


def event_of(item: EventItem) -> Event:
    """The value of an item."""
    values: dict[str, Any] = {each.name: getattr(item, each.name) for each in fields(Event)}
    for number in ("capacity", "version", "sequence", "shards", "seats_left", "waitlist_length"):
        values[number] = int(values[number])
    values["requests_waiting"] = int(item.requests_waiting or 0)
    values["first_shard"] = int(item.first_shard or 1)
    values["max_party"] = int(item.max_party or 1)
    values["place"] = Place(**item.place)
    values["price"] = Price(**item.price) if item.price else None
    values["moderator_ids"] = frozenset(item.moderator_ids or ())
    values["admitting"] = bool(item.admitting)
    values["counted"] = bool(item.counted)
    values["hidden"] = bool(item.hidden)
    values["subtitles"] = tuple(item.subtitles or ())
    values["changed"] = item.changed or {}
    values["programme"] = Programme(**item.programme) if item.programme else None
    values["announces"] = None if item.announces is None else int(item.announces)
    return Event(**values)


def find(event_id: str, *, consistent: bool = True) -> tuple[Event, list[Seats]] | None:
    """The event and its seats in one query (two reads when the seats are in shards)."""
    found = _find(event_id, consistent=consistent)
    if found and len(found[1]) < found[0].shards:  # the shards became others between the two reads
        return _find(event_id, consistent=consistent)
    return found


def _find(event_id: str, *, consistent: bool) -> tuple[Event, list[Seats]] | None:
    found = find_first(event_id, consistent=consistent)
    if found is None:
        return None
    event, first = found
    return event, first + shards_of(event.id, event.shard_numbers[1:], consistent=consistent)


def find_first(event_id: str, *, consistent: bool) -> tuple[Event, list[Seats]] | None:
    """The event with the first shard of its seats, by one query."""
    within = MainItem.sk.between("EVENT", "SEATS")
    items = list(MainItem.query(keys.event(event_id)[0], within, consistent_read=consistent))
    event = next((event_of(item) for item in items if isinstance(item, EventItem)), None)
    if event is None:
        return None
    return event, [seats_of(item) for item in items if isinstance(item, SeatsItem)]


def get(event_id: str, *, consistent: bool = True) -> tuple[Event, list[Seats]]:
    """The event and its seats, or `NotFound`."""
    found = find(event_id, consistent=consistent)
    if found is None:
        raise NotFound
    return found


def find_many(event_ids: Sequence[str], *, consistent: bool = False) -> dict[str, Event]:
    """Events by id, without seats; those that exist."""
    wanted = [keys.event(each) for each in dict.fromkeys(event_ids)]
    items = MainItem.batch_get(wanted, consistent_read=consistent) if wanted else ()
    return {item.id: event_of(item) for item in items if isinstance(item, EventItem)}


def find_items(event_ids: Sequence[str]) -> dict[str, EventItem]:
    """The items of events by id, for lists that know only ids."""
    items = MainItem.batch_get([keys.event(each) for each in dict.fromkeys(event_ids)])
    return {id_of(item): item for item in items if isinstance(item, EventItem)}


def id_of(item: EventItem) -> str:
    """The id, which the indexes project only as part of the key."""
    return item.pk.removeprefix("EVENT#")


def of_host(
    host_id: str, limit: int, after: Position | None, *, upcoming: bool, moment: datetime
) -> tuple[list[EventItem], Position | None]:
    """One page of a host's events by start: what has not ended first to last, past newest first."""
    page = EventItem.query(
        keys.host_events(host_id),
        EventItem.user_sort.between(*keys.around(moment, LONGEST, upcoming=upcoming)),
        index_name="by_user",
        scan_index_forward=upcoming,
        page_size=limit,
        last_evaluated_key=after,
    )
    found = (each for each in page if (cards.read(each.card)["ends_at"] > moment) == upcoming)
    return list(islice(found, limit)), page.last_evaluated_key


def all_of_host(
    host_id: str, limit: int, after: Position | None
) -> tuple[list[EventItem], Position | None]:
    """One page of all events of a host, by start."""
    page = EventItem.query(
        keys.host_events(host_id), index_name="by_user", limit=limit, last_evaluated_key=after
    )
    return list(page), page.last_evaluated_key


def listed(
    partition: str, index: str, low: str, high: str, limit: int, after: Position | None
) -> tuple[list[EventItem], Position | None]:
    """One page of the upcoming public events of a partition of `by_time`, `by_city` or `by_cell`, by start."""
    sort = getattr(EventItem, index.replace("by_", "") + "_sort")
    page = EventItem.query(
        partition,
        sort.between(low, high),
        index_name=index,
        limit=limit,
        last_evaluated_key=after,
    )
    return list(page), page.last_evaluated_key


def create(
    planned: Sequence[Planned],
    agenda: Agenda,
    host: cards.Host,
    also: Callable[[TransactWrite], None] | None = None,
) -> None:
    """Announce: events, seats, short links, the host's agenda, and what else is written with it, all or none.

    Of twenty events together the last have no room for a note that their words do not lead to them yet.
    """
    with transaction() as writes:
        if also:
            also(writes)
        for event, shards in planned:
            writes.save(item_of(event, host), condition=EventItem.pk.does_not_exist())
            for shard in shards:
                save_seats(writes, None, shard)
            writes.save(_told(event))
            links.add(writes, event.short_code, event.id, event.ends_at + LINK_OUTLIVES_EVENT)
        agendas.write(writes, agenda)
        room = MOST_ACTIONS - BESIDE - sum(EACH + len(shards) for _, shards in planned)
        for event, _ in planned[:room]:
            unindexed.note(writes, event)


def save(
    old: Event,
    new: Event,
    old_shards: Sequence[Seats],
    new_shards: Sequence[Seats],
    agenda: Agenda | None,
    host: cards.Host,
) -> None:
    """An edit, with the copies that must agree: the shards' time and status, the host's agenda.

    A shard that goes is insisted on as it was read, for its guests' seats go over to shard 0.
    """
    before = {shard.shard: shard for shard in old_shards}
    after = {
        shard.shard: replace(shard, status=new.status, starts_at=new.starts_at, ends_at=new.ends_at)
        for shard in new_shards
    }
    with transaction() as writes:
        writes.update(
            EventItem.of(keys.event(new.id)),
            actions=_changes(new, host) + _admitting(old, new),
            condition=(EventItem.version == old.version)
            & (EventItem.ever_booked == old.ever_booked),
        )
        for number in sorted({*before, *after}):
            if before.get(number) != after.get(number):
                save_seats(writes, before.get(number), after.get(number))
        unindexed.note(writes, new)
        if new.ends_at != old.ends_at:
            links.prolong(writes, new.short_code, new.ends_at + LINK_OUTLIVES_EVENT)
        if agenda is not None:
            agendas.write(writes, agenda)


def delete(event: Event, shards: Sequence[Seats], agenda: Agenda) -> None:
    """Remove an event that nobody ever booked; `ever_booked` is insisted on."""
    never_booked = (EventItem.version == event.version) & (EventItem.ever_booked == False)  # noqa: E712  # a condition
    deleted = keys.deleted_event(event.host_id, event.id)
    FeedItem.connection()  # one of the items lies in the other table
    with transaction() as writes:
        writes.save(DeletedItem.of(deleted, expires_at=now() + DELETION_KEPT))
        writes.delete(EventItem.of(keys.event(event.id)), condition=never_booked)
        for shard in shards:
            writes.delete(SeatsItem.of(keys.seats(event.id, shard.shard)))
        writes.delete(ToldItem.of(keys.told(event.id)))
        writes.delete(unindexed.UnindexedItem.of(keys.unindexed(event.id)))
        for user_id in event.moderator_ids:
            writes.delete(MainItem.of(keys.moderator(event.id, user_id)))
        links.remove(writes, event.short_code)
        agendas.write(writes, agenda)


def was_deleted(event_id: str, user_id: str) -> bool:
    """Whether this user deleted it, a day ago or less."""
    return DeletedItem.find(keys.deleted_event(user_id, event_id)) is not None


def mark_booked(writes: TransactWrite, event: Event) -> None:
    """Before the first booking: from now on the event cannot be deleted."""
    writes.update(
        EventItem.of(keys.event(event.id)),
        actions=[EventItem.ever_booked.set(True)],
        condition=EventItem.pk.exists(),
    )


def tell(event: Event) -> None:
    """Let the guests know the newest facts: the stream tells them what differs from the last ones.

    Told already, or told of a newer version: nothing happens.
    """
    written(lambda: _told(event).save(condition=ToldItem.version < event.version))


def set_counts(event_id: str, **counts: int) -> None:
    """The copies that lists show; an event that is gone stays gone."""
    item = EventItem.of(keys.event(event_id))
    copied = [getattr(EventItem, name).set(number) for name, number in counts.items()]
    actions = [*copied, *stamp(EventItem)]
    written(lambda: item.update(actions=actions, condition=EventItem.pk.exists()))


def end_admitting(event: Event) -> None:
    """Who asked while the event was manual has been let in or waits; an edit meanwhile is kept."""
    item, ended = EventItem.of(keys.event(event.id)), [EventItem.admitting.remove()]
    written(lambda: item.update(actions=[*ended], condition=EventItem.version == event.version))


def set_card(event: Event, host: cards.Host) -> None:
    """The card with the newest host; another edit meanwhile writes its own."""
    item = EventItem.of(keys.event(event.id))
    copied = [EventItem.card.set(cards.write(event, host)), EventItem.capacity.set(event.capacity)]
    written(lambda: item.update(actions=[*copied], condition=EventItem.version == event.version))


def rewrite(event: Event, host: cards.Host) -> None:
    """The card and the places in the indexes made anew, where the event is as it was read."""
    item = EventItem.of(keys.event(event.id))
    anew = _changes(event, host)
    written(lambda: item.update(actions=anew, condition=EventItem.version == event.version))


def set_capacity(event: Event, capacity: int) -> None:
    """The capacity that the seats have by now, with the extra ones, on the event and its card."""
    if item := find_items([event.id]).get(event.id):
        host: cards.Host = cards.read(item.card)["host"]
        set_card(replace(event, capacity=capacity), host)


def forget_host(event: Event) -> None:
    """A host who left keeps neither name nor address; what all guests were told is needed no more."""
    hidden = replace(event, place=event.place.public())
    card = cards.write(hidden, cards.Host.of(stranger(event.host_id, event.created_at)))
    forgets = [EventItem.card.set(card), EventItem.place.set(asdict(hidden.place))]
    item, told = EventItem.of(keys.event(event.id)), ToldItem.of(keys.told(event.id))
    decide(
        lambda: written(lambda: item.update(actions=[*forgets], condition=EventItem.pk.exists()))
    )
    decide(lambda: written(lambda: told.delete(condition=ToldItem.version == event.version)))


def _told(event: Event) -> ToldItem:
    return ToldItem.of(
        keys.told(event.id),
        event_id=event.id,
        host_id=event.host_id,
        version=event.version,
        facts=material(event),
        film=film_and_year(event),
        changed=dict(event.changed) or None,
        at=event.updated_at,
    )


def _attributes(event: Event, host: cards.Host) -> dict[str, Any]:
    """Everything but the keys, with the places in the indexes where lists find the event."""
    listed = event.status == "scheduled" and event.visibility == "public"
    by_start = keys.by_start(event.starts_at, event.id)
    place = standing(event.place)
    cell = place.cell if listed else None
    return {
        **{each.name: getattr(event, each.name) for each in fields(event)},
        "film": dict(event.film),
        "place": asdict(event.place),
        "price": event.price and asdict(event.price),
        "moderator_ids": set(event.moderator_ids) or None,
        "subtitles": list(event.subtitles) or None,
        "hidden": event.hidden or None,
        "changed": dict(event.changed) or None,
        "programme": event.programme and asdict(event.programme),
        "card": cards.write(event, host),
        "user_key": keys.host_events(event.host_id),
        "user_sort": by_start,
        "time_key": keys.UPCOMING if listed else None,
        "time_sort": by_start if listed else None,
        "city_key": keys.city(place.city, place.city_id) if listed and place.city else None,
        "city_sort": by_start if listed and place.city else None,
        "cell_key": keys.cell(*cell) if cell else None,
        "cell_sort": by_start if cell else None,
    }


def item_of(event: Event, host: cards.Host) -> EventItem:
    """The item of an event, with its card and its places in the indexes; all seats are left."""
    free = replace(event, seats_left=event.capacity)
    return EventItem.of(keys.event(event.id), **_attributes(free, host))


def _admitting(old: Event, new: Event) -> list[Any]:
    """Only with the approval: what `end_admitting` wrote meanwhile stays."""
    return [EventItem.admitting.set(new.admitting)] if new.approval != old.approval else []


def _changes(event: Event, host: cards.Host) -> list[Any]:
    """Update actions for what an edit may change; what others write (moderators, copies) stays."""
    kept = {
        "id",
        "host_id",
        "created_at",
        "moderator_ids",
        "ever_booked",
        "admitting",
        "short_code",
        "seats_left",
        "waitlist_length",
        "requests_waiting",
        "counted",
        "programme",
        "announces",
    }
    changed = {name: value for name, value in _attributes(event, host).items() if name not in kept}
    return [
        getattr(EventItem, name).remove() if value is None else getattr(EventItem, name).set(value)
        for name, value in changed.items()
    ] + stamp(EventItem)
