"""Moderators (M11): the event holds who they are; a row each lists what one moderates."""

from datetime import datetime
from itertools import islice

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import size

from seance.cloud import keys
from seance.cloud.concurrency import transaction
from seance.cloud.tables import CauseAttribute, InstantAttribute, MainItem, Position
from seance.events.model import LONGEST, Event
from seance.events.store import EventItem, find_items

MAXIMUM = 20


class ModeratorItem(MainItem, discriminator="moderator"):
    """One user's rights on one event; `user_sort` follows a moved event (streams.refresh)."""

    event_id = UnicodeAttribute()
    user_id = UnicodeAttribute()
    added_at = InstantAttribute()
    event_version = NumberAttribute(null=True)  # unknown of rights of before 2026-11-26
    cause = CauseAttribute()


def add(event: Event, user_id: str, moment: datetime) -> None:
    """Give the rights, if the event is as it was read and has fewer than the most moderators."""
    held = size(EventItem.moderator_ids)  # type: ignore[no-untyped-call] # PynamoDB left it untyped
    with transaction() as writes:
        writes.update(
            EventItem.of(keys.event(event.id)),
            actions=[EventItem.moderator_ids.add({user_id})],
            condition=(EventItem.version == event.version)
            & (EventItem.moderator_ids.does_not_exist() | (held < MAXIMUM)),
        )
        writes.save(
            ModeratorItem.of(
                keys.moderator(event.id, user_id),
                event_id=event.id,
                user_id=user_id,
                added_at=moment,
                event_version=event.version,
                user_key=keys.user(user_id),
                user_sort=keys.moderating_by_start(event.starts_at, event.id),
            ),
            condition=ModeratorItem.pk.does_not_exist(),
        )


def remove(event: Event, user_id: str) -> None:
    """Take the rights, at once."""
    with transaction() as writes:
        writes.update(
            EventItem.of(keys.event(event.id)),
            actions=[EventItem.moderator_ids.delete({user_id})],
            condition=EventItem.pk.exists(),
        )
        writes.delete(
            ModeratorItem.of(keys.moderator(event.id, user_id)), condition=ModeratorItem.pk.exists()
        )


def since(event_id: str) -> dict[str, tuple[datetime, int | None]]:
    """The moderators of an event, each with the moment of their rights and the event's version then."""
    partition, prefix = keys.moderator(event_id, "")
    rows = ModeratorItem.query(partition, ModeratorItem.sk.startswith(prefix), consistent_read=True)
    return {
        row.user_id: (row.added_at, None if row.event_version is None else int(row.event_version))
        for row in rows
    }


def reschedule(event: Event, user_id: str) -> None:
    """The list of what one moderates follows a moved event."""
    ModeratorItem.of(keys.moderator(event.id, user_id)).update(
        actions=[ModeratorItem.user_sort.set(keys.moderating_by_start(event.starts_at, event.id))],
        condition=ModeratorItem.pk.exists(),
    )


def settle(event: Event, user_id: str) -> None:
    """The row follows the event, which says who moderates it."""
    key, is_one = keys.moderator(event.id, user_id), user_id in event.moderator_ids
    row, named = ModeratorItem.find(key), EventItem.moderator_ids.contains(user_id)
    sort = keys.moderating_by_start(event.starts_at, event.id)
    right = ModeratorItem.of(
        key,
        event_id=event.id,
        user_id=user_id,
        added_at=row.added_at if row else event.updated_at,
        event_version=row.event_version if row else event.version,
        user_key=keys.user(user_id),
        user_sort=sort,
    )
    as_read = named if is_one else ~named
    with transaction() as writes:
        writes.condition_check(EventItem, *keys.event(event.id), condition=as_read)
        if is_one:
            writes.save(right)
        else:
            writes.delete(right)


def moderated_by(
    user_id: str, limit: int, after: Position | None
) -> tuple[list[str], Position | None]:
    """One page of the ids of all events that a user moderates or moderated."""
    page = ModeratorItem.query(
        keys.user(user_id),
        ModeratorItem.user_sort.startswith("MODERATOR#"),
        index_name="by_user",
        limit=limit,
        last_evaluated_key=after,
    )
    return [item.pk.removeprefix("EVENT#") for item in page], page.last_evaluated_key


def events_of(
    user_id: str, limit: int, after: Position | None, *, upcoming: bool, moment: datetime
) -> tuple[list[EventItem], Position | None]:
    """One page of the events that a user moderates: what has not ended first to last, past newest first."""
    low, high = keys.around(moment, LONGEST, upcoming=upcoming)
    page = ModeratorItem.query(
        keys.user(user_id),
        ModeratorItem.user_sort.between(f"MODERATOR#{low}", f"MODERATOR#{high}"),
        index_name="by_user",
        scan_index_forward=upcoming,
        page_size=limit,
        last_evaluated_key=after,
    )
    found: list[EventItem] = []
    while rows := [each.pk.removeprefix("EVENT#") for each in islice(page, limit - len(found))]:
        items = find_items(rows)
        found += [
            items[each]
            for each in rows
            if each in items
            and not items[each].hidden
            and (items[each].ends_at > moment) == upcoming
        ]
    return found, page.last_evaluated_key
