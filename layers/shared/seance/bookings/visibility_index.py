"""Feed rows beside the inbox: what a user sees that is not public, and whom lists leave out.

They are copies, written with a booking or by the streams; whoever reads them checks visibility anew (R6).
"""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from pynamodb.attributes import UnicodeAttribute, UnicodeSetAttribute

from seance.cloud import keys
from seance.cloud.concurrency import written
from seance.cloud.tables import FeedItem
from seance.events.model import Event
from seance.people.blocks import pairs_apart
from seance.people.store import present

KEPT_AFTER_END = timedelta(days=1)


class SeesEventItem(FeedItem, discriminator="sees_event"):
    """A pointer to an event."""

    event_id = UnicodeAttribute()
    host_id = UnicodeAttribute()


class SeesBlockItem(FeedItem, discriminator="sees_block"):
    """The user blocked another, or is blocked by them."""

    @property
    def other_id(self) -> str:
        """Whose events lists leave out."""
        return str(self.sk).removeprefix(keys.sees_block("", "")[1])


class SeesBlocksItem(FeedItem, discriminator="sees_blocks"):
    """All of them in one item, as the release before wrote it."""

    user_ids = UnicodeSetAttribute(null=True)


def pointer(user_id: str, event: Event) -> SeesEventItem:
    """What lets the user find the event; writing it twice is the same."""
    return SeesEventItem.of(
        keys.sees_event(user_id, event.id),
        event_id=event.id,
        host_id=event.host_id,
        expires_at=event.ends_at + KEPT_AFTER_END,
    )


def point(user_id: str, event: Event) -> None:
    """Let the user find the event."""
    pointer(user_id, event).save()


def copy_blocks(pairs: Collection[tuple[str, str]]) -> None:
    """Each user, who is still here, and another, as they stand now: a record that comes again is old."""
    apart, here = pairs_apart(pairs), set(present(user_id for user_id, _ in pairs))
    for user_id, other_id in pairs:
        if user_id in here:
            copy_block(user_id, other_id, apart=(user_id, other_id) in apart)


def copy_block(user_id: str, other_id: str, *, apart: bool) -> None:
    """Lists leave the other's events out, or show them again; what the release before wrote goes."""
    row = SeesBlockItem.of(keys.sees_block(user_id, other_id))
    if apart:
        row.save()
    else:
        row.delete()
    before, ids = SeesBlocksItem.of(keys.sees_blocks(user_id)), SeesBlocksItem.user_ids
    gone: list[Any] = [ids.delete({other_id})]
    written(lambda: before.update(actions=gone, condition=ids.contains(other_id)))
