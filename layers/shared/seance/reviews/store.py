"""Reviews in the Main table, and the transactions that write them with the ratings they change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute

from seance.bookings.model import Booking
from seance.bookings.store import BookingItem, booking_of
from seance.cloud import keys
from seance.cloud.concurrency import decide, transaction, written
from seance.cloud.tables import CauseAttribute, InstantAttribute, MainItem, Position
from seance.errors import NotFound
from seance.events.model import Event
from seance.events.store import EventItem, event_of
from seance.people.model import Profile
from seance.people.store import ProfileItem, profile_of
from seance.reviews.model import Review, Step, counted

AT_ONCE = 45  # with as many profiles still one transaction


class ReviewItem(MainItem, discriminator="review"):
    """One review; lists find its key in the indexes and read the item itself."""

    event_id = UnicodeAttribute()
    author_id = UnicodeAttribute()
    subject_id = UnicodeAttribute()
    rated_as = UnicodeAttribute()
    rating = NumberAttribute()
    text = UnicodeAttribute(null=True)
    created_at = InstantAttribute()
    updated_at = InstantAttribute()
    closes_at = InstantAttribute()
    revealed_at = InstantAttribute(null=True)
    version = NumberAttribute()
    anonymous = BooleanAttribute()
    hidden = BooleanAttribute(null=True)  # none: of before 2026-11-28, and not hidden
    cause = CauseAttribute()


@dataclass(frozen=True, slots=True)
class Situation:
    """What a review rests on, read consistently in one request; `people` are those with a profile."""

    event: Event
    bookings: tuple[Booking | None, Booking | None]
    own: Review | None
    other: Review | None
    people: dict[str, Profile]


def review_of(item: ReviewItem) -> Review:
    """The value of an item."""
    values: dict[str, Any] = {each.name: getattr(item, each.name) for each in fields(Review)}
    numbers = {"rating": int(item.rating), "version": int(item.version)}
    return Review(**values | numbers | {"hidden": bool(item.hidden)})


def situation(event_id: str, author_id: str, subject_id: str) -> Situation:
    """Everything about these two and this event; `NotFound` without the event."""
    pair = (author_id, subject_id)
    wanted = [
        keys.event(event_id),
        keys.review(event_id, *pair),
        keys.review(event_id, *reversed(pair)),
        *(keys.booking(each, event_id) for each in pair),
        *(keys.profile(each) for each in pair),
    ]
    found = {
        (item.pk, item.sk): item
        for item in MainItem.batch_get(dict.fromkeys(wanted), consistent_read=True)
    }
    event, own, other, booking, others_booking = (found.get(each) for each in wanted[:5])
    if not isinstance(event, EventItem):
        raise NotFound
    return Situation(
        event_of(event),
        (_booking(booking), _booking(others_booking)),
        review_of(own) if isinstance(own, ReviewItem) else None,
        review_of(other) if isinstance(other, ReviewItem) else None,
        {item.id: profile_of(item) for item in found.values() if isinstance(item, ProfileItem)},
    )


def save(steps: Sequence[Step], people: Sequence[str], unanswered: Review | None = None) -> None:
    """Write reviews and the ratings that they change, all or none, where all is as it was read.

    Ratings are those of `people`: who is gone has none. `unanswered` insists on that the other has
    not written meanwhile, so that one of two who write at once sees the other and reveals both.
    """
    with transaction() as writes:
        for before, after in ((step.before, step.after) for step in steps):
            as_read = (
                ReviewItem.version == before.version if before else ReviewItem.pk.does_not_exist()
            )
            if after:
                writes.save(_item(after), condition=as_read)
            elif before:
                writes.delete(ReviewItem.of(_key(before)), condition=as_read)
        if unanswered:
            answer = keys.review(unanswered.event_id, unanswered.subject_id, unanswered.author_id)
            writes.condition_check(ReviewItem, *answer, condition=ReviewItem.pk.does_not_exist())
        for rated in counted(steps):
            if rated.user_id in people:
                total, count = (
                    getattr(ProfileItem, f"{rated.rated_as}_rating_{part}")
                    for part in ("total", "count")
                )
                writes.update(
                    ProfileItem.of(keys.profile(rated.user_id)),
                    actions=[
                        total.set(total + rated.total),
                        count.set(count + rated.count),
                    ],
                    condition=ProfileItem.pk.exists(),
                )


def of_event(event_id: str, after: Position | None = None) -> tuple[list[Review], Position | None]:
    """One page of an event's reviews, as many as one transaction can write, by author."""
    page = ReviewItem.query(
        keys.event_reviews(event_id), consistent_read=True, limit=AT_ONCE, last_evaluated_key=after
    )
    return [review_of(item) for item in page], page.last_evaluated_key


def all_of_event(event_id: str, after: str | None) -> Iterator[tuple[str, Review]]:
    """An event's reviews behind a position, each with its own."""
    behind = ReviewItem.sk > after if after else None
    found = ReviewItem.query(
        keys.event_reviews(event_id), behind, consistent_read=True, page_size=AT_ONCE
    )
    for item in found:
        yield item.sk, review_of(item)


def find_many(wanted: Sequence[keys.Key]) -> dict[keys.Key, Review]:
    """Reviews by key; those that exist."""
    items = MainItem.batch_get(wanted)
    return {(item.pk, item.sk): review_of(item) for item in items if isinstance(item, ReviewItem)}


def with_profile(user_ids: Sequence[str]) -> list[str]:
    """Which of them are still here."""
    wanted = [keys.profile(each) for each in dict.fromkeys(user_ids)]
    found = MainItem.batch_get(wanted, consistent_read=True)
    return [item.id for item in found if isinstance(item, ProfileItem)]


def anonymise(review_key: keys.Key) -> None:
    """Nobody is told any more who wrote it; it counts as before. A second time changes nothing."""
    item = ReviewItem.of(review_key)
    forgets: list[Any] = [
        ReviewItem.anonymous.set(True),
        ReviewItem.version.set(ReviewItem.version + 1),
        ReviewItem.time_key.remove(),
        ReviewItem.time_sort.remove(),
    ]
    named: Any = ReviewItem.anonymous == False  # noqa: E712 # a condition
    decide(lambda: written(lambda: item.update(actions=forgets, condition=named)))


def _booking(item: object) -> Booking | None:
    return booking_of(item) if isinstance(item, BookingItem) else None


def _key(review: Review) -> keys.Key:
    return keys.review(review.event_id, review.author_id, review.subject_id)


def _item(review: Review) -> ReviewItem:
    by_time = keys.review_by_time(review.created_at, review.event_id, review.author_id)
    named = not review.anonymous
    return ReviewItem.of(
        _key(review),
        **{each.name: getattr(review, each.name) for each in fields(Review)}
        | {"hidden": review.hidden or None},
        user_key=keys.reviews_about(review.subject_id),
        user_sort=f"{review.rated_as}#{by_time}",
        time_key=keys.reviews_by(review.author_id) if named else None,
        time_sort=keys.review_by_time(review.created_at, review.event_id, review.subject_id)
        if named
        else None,
    )
