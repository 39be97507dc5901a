"""Feed rows beside the inbox: what a user sees that is not public, and whom lists leave out.

They are copies, written with a booking or by the streams; whoever reads them checks visibility anew (R6).
"""

from datetime import timedelta

from pynamodb.attributes import UnicodeAttribute, UnicodeSetAttribute

from seance.cloud import keys
from seance.cloud.tables import FeedItem
from seance.events.model import Event

KEPT_AFTER_END = timedelta(days=1)


class SeesEventItem(FeedItem, discriminator="sees_event"):
    """A pointer to an event."""

    event_id = UnicodeAttribute()
    host_id = UnicodeAttribute()


class SeesBlocksItem(FeedItem, discriminator="sees_blocks"):
    """Whom the user blocked or is blocked by."""

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


def copy_blocks(user_id: str, user_ids: set[str]) -> None:
    """Lists leave these people's events out."""
    SeesBlocksItem.of(keys.sees_blocks(user_id), user_ids=user_ids or None).save()
