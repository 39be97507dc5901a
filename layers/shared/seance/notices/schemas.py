"""Notices as the API shows and takes them."""

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import Field, StrictBool, StrictStr, model_validator

from seance.bookings.schemas import ShortEvent
from seance.films.schemas import FilmOut
from seance.languages import Language
from seance.notices.announcements import To
from seance.notices.answering import Answer
from seance.notices.model import MOST_PEOPLE, Kind
from seance.notices.reminders import Reminder, Which
from seance.people.model import Digest, Quiet
from seance.people.schemas import PersonOut
from seance.web.answers import Out
from seance.web.fields import ULID_PATTERN, Announced, Body, Instant

ClockTime = Annotated[
    StrictStr, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["22:00"])
]


class NoticeOut(Out):
    """One notice in the reader's language; `channel_disconnected` and `report_resolved` are about no event, and what is about a proposal names that.

    `changes` name times in UTC; `time_zone` is the place's. `event_title`, `starts_at` and `film` are as they
    were when it happened, `actor` is who did it, as they are now, and `actions` what is still to be answered:
    by the host side about the booking of `actor`, by a guest about the own one.
    """

    id: str
    kind: Kind
    event_id: str | None
    proposal_id: str | None
    event_title: str | None
    starts_at: datetime | None
    film: FilmOut | None
    actor: PersonOut | None
    actions: list[Answer]
    title: str
    text: str
    short_url: str
    changes: list[dict[str, Any]]
    time_zone: str | None
    created_at: datetime
    read_at: datetime | None
    count: int | None = Field(
        description="How many are coming, in `guests_coming`; of how many events a gathered `wish_announced` tells, or a programme that is announced."
    )
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
    push: StrictBool = False


class AnnouncementIn(Body):
    """What the host tells: those with a seat and the moderators, everybody with a live booking, or only oneself."""

    text: Announced
    to: To


class AnnouncementOut(Out):
    """It is on its way."""

    id: str
    to: To


class QuietHours(Body):
    """By the reader's clock; over midnight where `to` is the earlier."""

    begins: ClockTime = Field(alias="from")
    ends: ClockTime = Field(alias="to")

    @model_validator(mode="after")
    def _differ(self) -> Self:
        if self.begins == self.ends:
            raise ValueError("from and to must differ")
        return self

    @property
    def value(self) -> Quiet:
        """As it is kept."""
        return Quiet(self.begins, self.ends)

    @classmethod
    def of(cls, quiet: Quiet | None) -> Self | None:
        """From the value."""
        return cls.model_validate({"from": quiet.begins, "to": quiet.ends}) if quiet else None


class NoticeSettings(Body):
    """Muted kinds stay in the inbox and go nowhere else.

    What comes in quiet hours waits for their end, with a daily digest for nine in the morning, by the
    reader's clock; but not what cannot wait (R25).
    """

    channels: Channels
    muted: list[Kind] = Field(max_length=50)
    language: Language
    quiet: QuietHours | None = None
    digest: Digest = "off"


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
