"""Reviews (R14): who rates whom, until when, and when it is seen and counted. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from seance.bookings.model import Booking
from seance.errors import Forbidden, NotFound, ReviewNotOpen, WrongStatus
from seance.events.model import Event, review_closes_at
from seance.people.model import Profile, Rating

RatedAs = Literal["host", "guest"]


@dataclass(frozen=True, slots=True)
class Review:
    """What one said of the other after an event; `rated_as` is what the subject was there.

    `revealed_at` is since when it counts: the moment at which both had written, or `closes_at`. An
    `anonymous` one was written by somebody who is no longer here. A `hidden` one does not count, and
    is there for its author alone (R24).
    """

    event_id: str
    author_id: str
    subject_id: str
    rated_as: RatedAs
    rating: int
    text: str | None
    created_at: datetime
    updated_at: datetime
    closes_at: datetime
    revealed_at: datetime | None = None
    version: int = 1
    anonymous: bool = False
    hidden: bool = False

    @property
    def host_id(self) -> str:
        """The host of the event, who is one of the two."""
        return self.subject_id if self.rated_as == "host" else self.author_id

    def is_visible(self, viewer_id: str, now: datetime) -> bool:
        """Blind: nobody but its author sees it before both have written or the window has closed."""
        if viewer_id == self.author_id:
            return True
        return not self.hidden and (self.is_due(now) or self.revealed_at is not None)

    @property
    def counts(self) -> bool:
        """Whether it is part of its subject's rating."""
        return self.revealed_at is not None and not self.hidden

    def is_due(self, now: datetime) -> bool:
        """Whether the window has closed, so that it is seen and counted without an answer."""
        return now >= self.closes_at


@dataclass(frozen=True, slots=True)
class Step:
    """One review before and after; nothing before is written anew, nothing after is removed."""

    before: Review | None
    after: Review | None


@dataclass(frozen=True, slots=True)
class Rated:
    """How one person's ratings of one kind change."""

    user_id: str
    rated_as: RatedAs
    total: int
    count: int


def check_writes(
    event: Event, author_id: str, subject_id: str, bookings: Sequence[Booking | None]
) -> RatedAs:
    """A confirmed guest rates the host, the host each confirmed guest, nobody oneself.

    `bookings` are the author's and the subject's; answers with what the subject was.
    """
    own, others = bookings
    if author_id == subject_id:
        raise Forbidden("Nobody reviews oneself.")
    if author_id == event.host_id:
        if others is None:
            raise NotFound
        if others.status != "confirmed":
            raise WrongStatus(
                f"The booking is {others.status}: only confirmed guests are reviewed."
            )
        return "guest"
    if own is None or own.status != "confirmed":
        raise Forbidden("Only the host and the confirmed guests write reviews.")
    if subject_id != event.host_id:
        raise Forbidden("Guests review the host, not each other.")
    return "host"


def check_open(event: Event, window: timedelta, now: datetime) -> None:
    """R13: reviews are written from the end on, for `window`; of what took place."""
    if event.status == "cancelled":
        raise ReviewNotOpen("The event was cancelled: there is nothing to review.")
    if now < event.ends_at:
        raise ReviewNotOpen(
            f"Reviews open when the event ends, at {_text(event.ends_at)}.",
            next_step="wait_for_the_end",
        )
    if now >= review_closes_at(event, window):
        raise ReviewNotOpen(f"Reviews closed at {_text(review_closes_at(event, window))}.")


def write(own: Review | None, other: Review | None, new: Review) -> tuple[Review, list[Step]]:
    """The author's `new` words in place of the `own` ones, and the steps there: none to say the same.

    The second to write reveals both. Who took back what was seen, and writes again, is seen at
    once: the other was revealed at that moment, and stays so.
    """
    if own:
        if (own.rating, own.text) == (new.rating, new.text):
            return own, []
        edited = replace(
            own,
            rating=new.rating,
            text=new.text,
            updated_at=new.updated_at,
            version=own.version + 1,
        )
        return edited, [Step(own, edited)]
    if other is None:
        return new, [Step(None, new)]
    seen = replace(new, revealed_at=other.revealed_at or new.created_at)
    answered = [] if other.revealed_at else [reveal(other, new.created_at)]
    return seen, [Step(None, seen), *answered]


def reveal(review: Review, moment: datetime) -> Step:
    """From this moment on it is seen and counts."""
    return Step(review, replace(review, revealed_at=moment, version=review.version + 1))


def hide(review: Review) -> list[Step]:
    """R24: for its author alone from now on; none where it is so already."""
    if review.hidden:
        return []
    return [Step(review, replace(review, hidden=True, version=review.version + 1))]


def check_not_hidden(review: Review | None) -> None:
    """R24: neither edited nor written anew in its place."""
    if review and review.hidden:
        raise WrongStatus("An operator has hidden this review.")


def close(reviews: Sequence[Review], now: datetime) -> list[Step]:
    """What nobody answered until the window closed is revealed at that moment."""
    due = [each for each in reviews if each.revealed_at is None and each.is_due(now)]
    return [reveal(each, each.closes_at) for each in due]


def counted(steps: Sequence[Step]) -> list[Rated]:
    """How ratings change with these steps: exactly the revealed reviews count that nobody has hidden."""
    sums: dict[tuple[str, RatedAs], list[int]] = {}
    for step in steps:
        for review, sign in ((step.before, -1), (step.after, 1)):
            if review and review.counts:
                found = sums.setdefault((review.subject_id, review.rated_as), [0, 0])
                found[0] += sign * review.rating
                found[1] += sign
    return [Rated(*who, *change) for who, change in sums.items() if change != [0, 0]]


def rerated(people: Mapping[str, Profile], steps: Sequence[Step]) -> dict[str, Profile]:
    """These people with their ratings after the steps."""
    found = dict(people)
    for each in counted(steps):
        name = f"{each.rated_as}_rating"
        old: Rating = getattr(found[each.user_id], name)
        rating: dict[str, Any] = {name: Rating(old.total + each.total, old.count + each.count)}
        found[each.user_id] = replace(found[each.user_id], **rating)
    return found


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
