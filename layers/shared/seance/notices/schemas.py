"""Notices as the API shows and takes them."""

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import Field, StrictBool, model_validator

from seance.bookings.schemas import ShortEvent
from seance.languages import Language
from seance.notices.model import MOST_PEOPLE, Kind
from seance.notices.reminders import Reminder, Which
from seance.people.schemas import PersonOut
from seance.web.answers import Out
from seance.web.fields import ULID_PATTERN, Body, Instant


class NoticeOut(Out):
    """One notice in the reader's language; `channel_disconnected` is about no event.

    `changes` name times in UTC; `time_zone` is the place's.
    """

    id: str
    kind: Kind
    event_id: str | None
    title: str
    text: str
    short_url: str
    changes: list[dict[str, Any]]
    time_zone: str | None
    created_at: datetime
    read_at: datetime | None
    count: int | None = Field(description="How many are coming, in `guests_coming`.")
    people: list[PersonOut] = Field(max_length=MOST_PEOPLE, description="Some of them.")


class Inbox(Out):
    """One page of notices, newest first, and how many are unread in all, counted as far as a thousand."""

    items: list[NoticeOut]
    next_cursor: str | None
    unread_count: int


class MarkRead(Body):
    """Either these, or all up to an instant."""

    ids: list[Annotated[str, Field(pattern=ULID_PATTERN)]] | None = Field(
        default=None, max_length=100
    )
    until: Instant | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.ids is None) == (self.until is None):
            raise ValueError("give either ids or until")
        return self


class Channels(Body):
    """Where notices go beside the inbox."""

    email: StrictBool = True
    telegram: StrictBool = False
    vk: StrictBool = False


class NoticeSettings(Body):
    """Muted kinds stay in the inbox and go nowhere else."""

    channels: Channels
    muted: list[Kind] = Field(max_length=50)
    language: Language


class ReminderOut(Out):
    """A moment that is still ahead: when it fires, in UTC, and the zone of the place."""

    event: ShortEvent
    which: Which
    fires_at: datetime
    time_zone: str
    silenced: bool

    @classmethod
    def of(cls, reminder: Reminder, now: datetime) -> Self:
        """From the value."""
        return cls(
            event=ShortEvent.of(reminder.event, now),
            which=reminder.which,
            fires_at=reminder.at,
            time_zone=reminder.event.time_zone,
            silenced=reminder.silenced,
        )
