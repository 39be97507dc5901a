"""People as the API shows and takes them."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal, Self

from pydantic import Field, StrictBool

from seance.languages import Language
from seance.people.model import Profile, Rating
from seance.web.answers import Out
from seance.web.fields import ABSENT, Body, Line, LongText, PersonName, TimeZone, WebAddress


class RatingOut(Out):
    """`average` is null while there are no ratings."""

    average: float | None
    count: int

    @classmethod
    def of(cls, rating: Rating) -> "RatingOut":
        """From the value."""
        return cls(average=rating.average, count=rating.count)


class AttendanceOut(Out):
    """At how many events one came, missed, or withdrew within three hours of the start."""

    came: int
    missed: int
    late: int


class PersonOut(Out):
    """What everybody may know of a user; `attendance` is for oneself and for hosts whom one asks."""

    id: str
    name: str
    avatar_url: str | None
    host_rating: RatingOut
    guest_rating: RatingOut
    attendance: AttendanceOut | None = None

    @classmethod
    def known(cls, profile: Profile) -> "PersonOut":
        """To oneself, and to hosts whom one asks."""
        return PersonOut.of(profile).model_copy(
            update={"attendance": AttendanceOut(**asdict(profile.attendance))}
        )

    @classmethod
    def of(cls, profile: Profile) -> Self:
        """From the value."""
        return cls(
            id=profile.id,
            name=profile.name,
            avatar_url=profile.avatar_url,
            host_rating=RatingOut.of(profile.host_rating),
            guest_rating=RatingOut.of(profile.guest_rating),
        )


class ProfileOut(PersonOut):
    """What everybody sees on a user's profile."""

    about: str | None
    city: str | None
    created_at: datetime

    @classmethod
    def of(cls, profile: Profile, **more: Any) -> Self:
        """From the value; subclasses take more of its fields, and what else they are given."""
        own = set(cls.model_fields) - set(PersonOut.model_fields) - set(more)
        shown = PersonOut.of(profile).model_dump()
        return cls(**shown, **{name: getattr(profile, name) for name in own}, **more)


class MeOut(ProfileOut):
    """One's own profile; of the connected messengers nothing but their names."""

    email: str | None
    language: Language
    time_zone: str
    connections: list[Literal["telegram", "vk", "push"]]
    calendar_feed: bool = Field(description="Whether there is one, which a new one would end.")
    public_calendar: bool = Field(
        description="Whether anybody may read one's public events as a calendar, without a token."
    )
    operator: bool = Field(description="Whether one decides on reports, by one's token (R24).")

    @classmethod
    def of(cls, profile: Profile, **more: Any) -> Self:
        """With one's own counts."""
        own = super().of(profile, **more)
        return own.model_copy(update={"attendance": PersonOut.known(profile).attendance})


class MeIn(Body):
    """Fields that are given are changed; null removes what may be absent."""

    name: PersonName = ABSENT
    about: LongText | None = None
    avatar_url: WebAddress | None = None
    city: Line | None = None
    language: Language = ABSENT
    time_zone: TimeZone = ABSENT
    public_calendar: StrictBool = ABSENT
