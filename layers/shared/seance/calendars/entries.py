"""Whose calendar an event was mailed into, in the Feed table: from there it is taken back."""

from datetime import timedelta

from pynamodb.attributes import UnicodeAttribute

from seance.cloud import keys
from seance.cloud.tables import CauseAttribute, FeedItem, InstantAttribute
from seance.events.model import Event

KEPT = timedelta(days=30)  # after the end


class EntryItem(FeedItem, discriminator="calendar_entry"):
    """The event was mailed to the user as an invitation; `id` is the event's."""

    id = UnicodeAttribute()
    user_id = UnicodeAttribute()
    kind = UnicodeAttribute(default="booking_withdrawn")  # what takes it back, for the metric
    taken_at = InstantAttribute(null=True)  # these two: see `seance.channels.claims`
    taken_by = UnicodeAttribute(null=True)
    cause = CauseAttribute()


def note(user_id: str, event: Event) -> None:
    """It is about to be mailed there, perhaps anew after it was taken back."""
    EntryItem.of(
        keys.calendar_entry(user_id, event.id),
        id=event.id,
        user_id=user_id,
        expires_at=event.ends_at + KEPT,
    ).save()


def find(user_id: str, event_id: str) -> EntryItem | None:
    """Whether it ever was."""
    return EntryItem.find(keys.calendar_entry(user_id, event_id))
