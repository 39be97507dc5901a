"""Who takes part in an event's chat, and until when (R15). Pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from seance.bookings.model import Booking
from seance.errors import Forbidden, WrongStatus
from seance.events.model import Event

Kind = Literal["message", "message_edited", "message_deleted"]


@dataclass(frozen=True, slots=True)
class Message:
    """What one author wrote. `version` grows with every edit."""

    id: str
    event_id: str
    author_id: str
    text: str
    created_at: datetime
    edited_at: datetime | None = None
    version: int = 1
    hidden: bool = False

    def is_hidden_from(self, user_id: str) -> bool:
        """R24: what an operator has hidden is there for its author alone."""
        return self.hidden and user_id != self.author_id


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened in the chat of an event; numbered from 1, without gaps.

    It holds no text: what is deleted is gone from the log too.
    """

    event_id: str
    number: int
    kind: Kind
    message_id: str
    author_id: str


def may_chat(event: Event, user_id: str, booking: Booking | None) -> bool:
    """R15: host, moderators and guests who hold a seat.

    That includes a guest whose time was moved: the seat is kept, and how to solve the clash is
    just what one would talk about.
    """
    return event.is_run_by(user_id) or bool(booking and booking.holds_seat)


def check_may_chat(event: Event, user_id: str, booking: Booking | None) -> None:
    """Refuse who sees the event but takes no part in it."""
    if not may_chat(event, user_id, booking):
        raise Forbidden("The chat is for the host, the moderators and confirmed guests.")


def check_open(event: Event, now: datetime, window: timedelta) -> None:
    """R16: written before and after the start, also when it is cancelled, until the reviews close."""
    if now >= event.ends_at + window:
        raise WrongStatus("The chat is closed: the event is long over.")


def edit(message: Message, text: str, user_id: str, now: datetime) -> Message:
    """The author's new text; the same text changes nothing."""
    if message.author_id != user_id:
        raise Forbidden("Only its author edits a message.")
    if text == message.text:
        return message
    if message.hidden:
        raise WrongStatus("An operator has hidden this message.")
    return replace(message, text=text, edited_at=now, version=message.version + 1)


def check_may_delete(event: Event, message: Message, user_id: str) -> None:
    """Authors delete their own, host and moderators any."""
    if message.author_id != user_id and not event.is_run_by(user_id):
        raise Forbidden("Only its author, the host and the moderators delete a message.")
