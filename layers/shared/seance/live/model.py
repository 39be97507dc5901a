"""What live connections are told, as frames, and what they may ask. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from seance.chat.model import Change, Message
from seance.events.model import Event, Seats
from seance.people.model import Profile, person

Frame = dict[str, Any]

MOST_SUBSCRIPTIONS = 50
MOST_MISSED = 200  # changes that are told again; who missed more reads the chat anew


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Tell me of this event; and, where `after` is given, what came in its chat since that number."""

    event_id: str
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Listener:
    """One connection of a user; it knows the chat up to the change `since`."""

    connection_id: str
    user_id: str
    since: int


def reaches(after: int, last: int) -> bool:
    """Whether what came after one number up to the last is told again, rather than read anew."""
    return last - MOST_MISSED <= after <= last


def of_change(change: Change, message: Message | None, author: Profile) -> Frame | None:
    """A change of the chat; nothing where its message is gone or hidden, for a later change tells that."""
    told: Frame = {"type": change.kind, "event_id": change.event_id, "id": change.number}
    if change.kind == "message_deleted":
        return told | {"message_id": change.message_id}
    if message is None or message.hidden:
        return None
    return told | {
        "message": {
            "id": message.id,
            "event_id": message.event_id,
            "author": person(author),
            "text": message.text,
            "created_at": message.created_at,
            "edited_at": message.edited_at,
        }
    }


def of_seats(event: Event, shards: list[Seats], at: datetime) -> Frame:
    """The seats of an event as they were at an instant or just after it, in the words of the event page."""
    capacity, left = sum(each.capacity for each in shards), sum(each.left for each in shards)
    return {
        "type": "seats",
        "event_id": event.id,
        "capacity": capacity,
        "seats_taken": capacity - left,
        "seats_left": left,
        "extra_seats": sum(each.extra for each in shards),
        "waitlist_length": event.waitlist_length,
        "status": event.status_at(at),
        "at": at,
    }
