"""Lists of reviews as one viewer may see them: blind (R14), and of events that exist for them (R6)."""

from collections.abc import Iterator
from datetime import datetime
from heapq import merge
from itertools import islice

from seance.bookings.visibility import look_at_many
from seance.cloud import keys
from seance.cloud.tables import Position
from seance.reviews import store
from seance.reviews.model import RatedAs, Review
from seance.reviews.store import ReviewItem

CHUNK = 30
Found = tuple[str, keys.Key]  # when, and whose


def of_event(
    event_id: str, viewer_id: str, limit: int, after: str | None, now: datetime
) -> tuple[list[Review], str | None]:
    """One page of an event's reviews by author, and the position behind it."""
    visible = (
        (place, review)
        for place, review in store.all_of_event(event_id, after)
        if review.is_visible(viewer_id, now)
    )
    return _page(visible, limit)


def about(
    subject_id: str,
    rated_as: RatedAs | None,
    viewer_id: str,
    limit: int,
    before: str | None,
    now: datetime,
) -> tuple[list[Review], str | None]:
    """One page of the reviews about somebody, newest first, and the position behind it."""
    kinds: tuple[RatedAs, ...] = (rated_as,) if rated_as else ("host", "guest")
    found = merge(*(_rows(subject_id, kind, before) for kind in kinds), reverse=True)
    return _page(_visible(found, viewer_id, now), limit)


def written_by(
    user_id: str, limit: int, after: Position | None
) -> tuple[list[Review], Position | None]:
    """One page of what somebody wrote, oldest first, and where the next one starts; for their export."""
    found, last = _keys_by(user_id, limit, after)
    return _read(found), last


def received_by(
    user_id: str, limit: int, after: Position | None, now: datetime
) -> tuple[list[Review], Position | None]:
    """One page of what somebody may read about themselves, and where the next one starts; for their export."""
    page = ReviewItem.query(
        keys.reviews_about(user_id), index_name="by_user", limit=limit, last_evaluated_key=after
    )
    reviews = _read([(row.pk, row.sk) for row in page])
    return [each for each in reviews if each.is_visible(user_id, now)], page.last_evaluated_key


def anonymise(user_id: str, limit: int, after: Position | None) -> Position | None:
    """Nobody is told any more what this user wrote: one page, and where the next one starts."""
    found, last = _keys_by(user_id, limit, after)
    for key in found:
        store.anonymise(key)
    return last


def _visible(found: Iterator[Found], viewer_id: str, now: datetime) -> Iterator[tuple[str, Review]]:
    """Of what is found, a chunk at a time, what the viewer may see."""
    while chunk := list(islice(found, CHUNK)):
        reviews = store.find_many([key for _, key in chunk])
        hosts = {each.event_id: each.host_id for each in reviews.values()}
        seen = look_at_many(viewer_id, hosts)
        for place, key in chunk:
            review = reviews.get(key)
            if review and review.event_id in seen and review.is_visible(viewer_id, now):
                yield place, review


def _rows(subject_id: str, kind: RatedAs, before: str | None) -> Iterator[Found]:
    low, high = f"{kind}#", f"{kind}#{before or keys.AFTER_ALL}"
    rows = ReviewItem.query(
        keys.reviews_about(subject_id),
        ReviewItem.user_sort.between(low, high),
        index_name="by_user",
        scan_index_forward=False,
        page_size=CHUNK,
    )
    for row in rows:
        place = row.user_sort.removeprefix(low)
        if place != before:
            yield place, (row.pk, row.sk)


def _keys_by(
    user_id: str, limit: int, after: Position | None
) -> tuple[list[keys.Key], Position | None]:
    page = ReviewItem.query(
        keys.reviews_by(user_id), index_name="by_time", limit=limit, last_evaluated_key=after
    )
    return [(row.pk, row.sk) for row in page], page.last_evaluated_key


def _read(found: list[keys.Key]) -> list[Review]:
    reviews = store.find_many(found)
    return [reviews[key] for key in found if key in reviews]


def _page(found: Iterator[tuple[str, Review]], limit: int) -> tuple[list[Review], str | None]:
    page = list(islice(found, limit + 1))
    more = len(page) > limit
    return [review for _, review in page[:limit]], page[limit - 1][0] if more else None
