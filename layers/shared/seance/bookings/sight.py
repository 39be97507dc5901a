"""Feed rows beside the inbox: what a user sees that is not public, and whom lists leave out.

They are copies, written by the streams; whoever reads them checks visibility anew (R6).
"""

from datetime import datetime, timedelta

from pynamodb.attributes import UnicodeAttribute, UnicodeSetAttribute

from seance.cloud import keys
from seance.cloud.tables import FeedItem

KEPT_AFTER_END = timedelta(days=1)


class SeesEventItem(FeedItem, discriminator="sees_event"):
    """A pointer to an event."""

    event_id = UnicodeAttribute()
    host_id = UnicodeAttribute()


class SeesBlocksItem(FeedItem, discriminator="sees_blocks"):
    """Whom the user blocked or is blocked by."""

    user_ids = UnicodeSetAttribute(null=True)


def point(user_id: str, event_id: str, host_id: str, ends_at: datetime) -> None:
    """Let the user find the event; writing it twice is the same."""
    SeesEventItem.of(
        keys.sees_event(user_id, event_id),
        event_id=event_id,
        host_id=host_id,
        expires_at=ends_at + KEPT_AFTER_END,
    ).save()


def copy_blocks(user_id: str, user_ids: set[str]) -> None:
    """Lists leave these people's events out."""
    SeesBlocksItem.of(keys.sees_blocks(user_id), user_ids=user_ids or None).save()
