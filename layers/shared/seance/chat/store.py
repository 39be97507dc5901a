"""Messages in the Feed table, each change with its entry in the log, in one transaction.

The key of the entry is its number: two writers who take the same one cannot both succeed, so the
numbers have no gap and no twin, and who knows the last one knows what is missing.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from datetime import datetime, timedelta
from itertools import chain, repeat
from typing import Any

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from seance.bookings.model import HOLDS_SEAT
from seance.bookings.store import BookingItem
from seance.chat.model import Change, Kind, Message
from seance.cloud import keys
from seance.cloud.clock import now
from seance.cloud.concurrency import conditional
from seance.cloud.tables import FeedItem, InstantAttribute, MainItem
from seance.events.model import Event
from seance.events.store import EventItem

KEPT_AFTER_END = timedelta(days=180)
LOOKED_ON = 500  # messages at a time, where who says nothing to the reader filled the page
POSTED_KEPT = timedelta(days=1)  # as long as an answer to an `Idempotency-Key`


class MessageItem(FeedItem, discriminator="message"):
    """One message."""

    id = UnicodeAttribute()
    event_id = UnicodeAttribute()
    author_id = UnicodeAttribute()
    text = UnicodeAttribute()
    created_at = InstantAttribute()
    edited_at = InstantAttribute(null=True)
    version = NumberAttribute()
    hidden = BooleanAttribute(null=True)  # none: of before 2026-11-28, and not hidden


class ChangeItem(FeedItem, discriminator="chat_change"):
    """One entry of the log; its stream record is what the live connections are told from."""

    event_id = UnicodeAttribute()
    number = NumberAttribute()
    kind = UnicodeAttribute()
    message_id = UnicodeAttribute()
    author_id = UnicodeAttribute()


class PostedItem(FeedItem, discriminator="posted"):
    """Which message a request with an `Idempotency-Key` made; its key is the claim."""

    message_id = UnicodeAttribute()
    created_at = InstantAttribute()


def message_of(item: MessageItem) -> Message:
    """The value of an item."""
    values: dict[str, Any] = {each.name: getattr(item, each.name) for each in fields(Message)}
    return Message(**{**values, "version": int(item.version), "hidden": bool(item.hidden)})


def change_of(item: ChangeItem) -> Change:
    """The value of an item."""
    values: dict[str, Any] = {each.name: getattr(item, each.name) for each in fields(Change)}
    return Change(**{**values, "number": int(item.number)})


def find(event_id: str, message_id: str) -> Message | None:
    """One message."""
    item = MessageItem.find(keys.message(event_id, message_id))
    return message_of(item) if item else None


def find_posted(message: Message, request: bytes | None) -> Message | None:
    """The message as it is stored, also if an earlier try of its request made it with another id."""
    if request is None:
        return find(message.event_id, message.id)
    posted = PostedItem.find(keys.posted(message.event_id, request))
    if posted is None or posted.expires_at < now():
        return None
    first = replace(message, id=posted.message_id, created_at=posted.created_at)
    return find(first.event_id, first.id) or first  # deleted since


def find_many(event_id: str, message_ids: Iterable[str]) -> dict[str, Message]:
    """Messages by id; those that are still there."""
    wanted = [keys.message(event_id, each) for each in dict.fromkeys(message_ids)]
    found = FeedItem.batch_get(wanted, consistent_read=True) if wanted else []
    return {item.id: message_of(item) for item in found if isinstance(item, MessageItem)}


def page(
    event_id: str,
    viewer_id: str,
    limit: int,
    before: str | None,
    hidden: Callable[[Iterable[str]], set[str]],
) -> tuple[list[Message], str | None]:
    """One page, newest first, without the messages of the authors that are `hidden` among those it has.

    And without those that an operator has hidden from the viewer (R24).

    Where they said a lot, it is looked for further, until the request's time is over.
    """
    partition, prefix = keys.message(event_id, "")
    found: list[Message] = []
    for rows_at_once in chain([limit + 1], repeat(LOOKED_ON)):
        last = {"pk": {"S": partition}, "sk": {"S": prefix + before}} if before else None
        rows = MessageItem.query(
            partition,
            MessageItem.sk.startswith(prefix),
            scan_index_forward=False,
            limit=rows_at_once,
            consistent_read=True,
            last_evaluated_key=last,
        )
        said = [message_of(row) for row in rows]
        silent = hidden(each.author_id for each in said)
        found += [
            each
            for each in said
            if each.author_id not in silent and not each.is_hidden_from(viewer_id)
        ]
        if len(found) > limit:
            return found[:limit], found[limit - 1].id
        if rows.last_evaluated_key is None:
            return found, None
        before = said[-1].id
    raise AssertionError


def last_change(event_id: str) -> int:
    """The number of the newest change; 0 where nothing was ever said."""
    partition, prefix = keys.chat_change(event_id, 0)[0], "CHANGE#"
    newest = ChangeItem.query(
        partition,
        ChangeItem.sk.startswith(prefix),
        scan_index_forward=False,
        limit=1,
        consistent_read=True,
    )
    return next((int(each.number) for each in newest), 0)


def changes_between(event_id: str, after: int, last: int) -> list[Change]:
    """The changes after one number up to another, in order."""
    if after >= last:
        return []  # DynamoDB refuses a range that ends before it starts
    partition, first = keys.chat_change(event_id, after + 1)
    within = ChangeItem.sk.between(first, keys.chat_change(event_id, last)[1])
    return [change_of(item) for item in ChangeItem.query(partition, within, consistent_read=True)]


def post(message: Message, event: Event, request: bytes | None = None) -> None:
    """A new message, while its author has the right; of one request only one."""
    with _logged("message", message, event, message.author_id) as writes:
        writes.save(_item(message, event), condition=MessageItem.pk.does_not_exist())
        if request:
            claim = PostedItem.of(
                keys.posted(event.id, request),
                message_id=message.id,
                created_at=message.created_at,
                expires_at=message.created_at + POSTED_KEPT,
            )
            forgotten: Any = PostedItem.expires_at < now()  # TTL may come days later
            writes.save(claim, condition=PostedItem.pk.does_not_exist() | forgotten)


def save(was: Message, message: Message, event: Event) -> None:
    """An edited one, if it is still what was read."""
    with _logged("message_edited", message, event, message.author_id) as writes:
        writes.save(_item(message, event), condition=MessageItem.version == was.version)


def delete(message: Message, event: Event, user_id: str) -> None:
    """Gone, also from the log."""
    with _logged("message_deleted", message, event, user_id) as writes:
        key = keys.message(event.id, message.id)
        writes.delete(MessageItem.of(key), condition=MessageItem.pk.exists())


def hide(message: Message, event: Event) -> None:
    """R24: for its author alone; who is connected is told that it is gone. If it is still what was read."""
    hidden = replace(message, hidden=True, version=message.version + 1)
    with _logged("message_deleted", message, event, event.host_id) as writes:
        writes.save(_item(hidden, event), condition=MessageItem.version == message.version)


@contextmanager
def _logged(kind: Kind, message: Message, event: Event, user_id: str) -> Iterator[TransactWrite]:
    """One transaction with the next entry of the log, insisting on the right of who writes (R15)."""
    change = Change(event.id, last_change(event.id) + 1, kind, message.id, message.author_id)
    entry = ChangeItem.of(
        keys.chat_change(event.id, change.number), **asdict(change), expires_at=_gone_at(event)
    )
    with conditional(), TransactWrite(connection=FeedItem.connection()) as writes:
        yield writes
        writes.save(entry, condition=ChangeItem.pk.does_not_exist())
        _insist_on_right(writes, event, user_id)


def _insist_on_right(writes: TransactWrite, event: Event, user_id: str) -> None:
    """Who was removed a moment ago writes nothing more. A host stays the host."""
    MainItem.connection()  # the checked items lie in the other table
    if user_id in event.moderator_ids:
        helps = EventItem.moderator_ids.contains(user_id)
        writes.condition_check(EventItem, *keys.event(event.id), condition=helps)
    elif user_id != event.host_id:
        holds_seat = BookingItem.status.is_in(*sorted(HOLDS_SEAT))
        writes.condition_check(BookingItem, *keys.booking(user_id, event.id), condition=holds_seat)


def _item(message: Message, event: Event) -> MessageItem:
    return MessageItem.of(
        keys.message(event.id, message.id),
        **asdict(message) | {"hidden": message.hidden or None},
        expires_at=_gone_at(event),
    )


def _gone_at(event: Event) -> datetime:
    return event.ends_at + KEPT_AFTER_END
