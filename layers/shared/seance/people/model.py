"""Who people are to each other."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from seance.errors import NotFound, ValidationFailed
from seance.languages import Language

MAXIMUM_BLOCKED = 1000
Digest = Literal["off", "daily"]


@dataclass(frozen=True, slots=True)
class Rating:
    """The sum and the number of ratings, so that the average is exact after any change (R14)."""

    total: int = 0
    count: int = 0

    @property
    def average(self) -> float | None:
        """1.0 to 5.0, two decimals; nothing without ratings."""
        return round(self.total / self.count, 2) if self.count else None


@dataclass(frozen=True, slots=True)
class Attendance:
    """At how many events a guest came, missed, or withdrew within three hours of the start (R23)."""

    came: int = 0
    missed: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class Profile:
    """A user. `email` is never shown to others; `public_calendar`: whether anybody may read their public events as one."""

    id: str
    name: str
    email: str | None
    language: Language
    time_zone: str
    created_at: datetime
    about: str | None = None
    avatar_url: str | None = None
    city: str | None = None
    public_calendar: bool = False
    host_rating: Rating = Rating()
    guest_rating: Rating = Rating()
    attendance: Attendance = Attendance()


def address_digest(address: str) -> str:
    """What leads to an e-mail address without naming it: 64 hexadecimal digits, the same in capitals and small letters."""
    return sha256(address.lower().encode()).hexdigest()


def person(profile: Profile) -> dict[str, Any]:
    """What everybody may know of a user, as JSON values."""
    return {
        "id": profile.id,
        "name": profile.name,
        "avatar_url": profile.avatar_url,
        "host_rating": {
            "average": profile.host_rating.average,
            "count": profile.host_rating.count,
        },
        "guest_rating": {
            "average": profile.guest_rating.average,
            "count": profile.guest_rating.count,
        },
        "attendance": None,  # not everybody's
    }


def stranger(user_id: str, created_at: datetime) -> Profile:
    """Stands where a profile is gone: a former user."""
    return Profile(user_id, "—", None, "en", "UTC", created_at)


@dataclass(frozen=True, slots=True)
class Blocks:
    """R17: whom the user blocked and who blocked the user, of those that were asked for."""

    blocked: frozenset[str] = field(default_factory=frozenset)
    blocked_by: frozenset[str] = field(default_factory=frozenset)

    @property
    def all(self) -> frozenset[str]:
        """Everybody with whom the user has nothing to do."""
        return self.blocked | self.blocked_by

    def between(self, other_id: str) -> bool:
        """Whether one of the two blocked the other."""
        return other_id in self.all


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which a user wants to hear nothing, by the user's clock (`HH:MM`): over midnight where the end is the earlier."""

    begins: str
    ends: str


@dataclass(frozen=True, slots=True)
class NoticeWishes:
    """Which channels a user wants beside the inbox, of which kinds none, and when (R25)."""

    email: bool = True
    telegram: bool = False
    vk: bool = False
    push: bool = False
    muted: frozenset[str] = field(default_factory=frozenset)
    quiet: Quiet | None = None
    digest: Digest = "off"

    @property
    def are_calm(self) -> bool:
        """Whether a notice may have to wait."""
        return self.quiet is not None or self.digest == "daily"

    def channels_for(self, kind: str) -> list[str]:
        """Where a notice of this kind goes beside the inbox."""
        wanted = {
            "email": self.email,
            "telegram": self.telegram,
            "vk": self.vk,
            "push": self.push,
        }
        return [name for name, on in wanted.items() if on and kind not in self.muted]


def check_not_blocked(blocks: Blocks, other_id: str) -> None:
    """R17, without telling: the other does not exist."""
    if blocks.between(other_id):
        raise NotFound


def check_other(user_id: str, other_id: str) -> None:
    """Nobody follows or blocks oneself."""
    if user_id == other_id:
        raise ValidationFailed.of("user_id", "must be somebody else")
