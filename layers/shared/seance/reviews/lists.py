"""Lists of reviews as one viewer may see them: blind (R14), and of events that exist for them (R6)."""

from collections.abc import Iterator
from datetime import datetime
from heapq import merge
from itertools import islice

from seance.bookings.visibility import look_at_many
from seance.cloud import keys
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


def written_by(user_id: str) -> Iterator[Review]:
    """All that somebody wrote, oldest first; for their export."""
    yield from _read(_keys_by(user_id))


def received_by(user_id: str, now: datetime) -> Iterator[Review]:
    """All that somebody may read about themselves, newest first; for their export."""
    found = merge(*(_rows(user_id, kind, None) for kind in ("host", "guest")), reverse=True)
    for review in _read(key for _, key in found):
        if review.is_visible(user_id, now):
            yield review


def anonymise(user_id: str) -> None:
    """Nobody is told any more what this user wrote; begun again, it goes on where it was."""
    for key in _keys_by(user_id):
        store.anonymise(key)


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


def _keys_by(user_id: str) -> Iterator[keys.Key]:
    for row in ReviewItem.query(keys.reviews_by(user_id), index_name="by_time", page_size=CHUNK):
        yield row.pk, row.sk


def _read(found: Iterator[keys.Key]) -> Iterator[Review]:
    while chunk := list(islice(found, CHUNK)):
        reviews = store.find_many(chunk)
        yield from (reviews[key] for key in chunk if key in reviews)


def _page(found: Iterator[tuple[str, Review]], limit: int) -> tuple[list[Review], str | None]:
    page = list(islice(found, limit + 1))
    more = len(page) > limit
    return [review for _, review in page[:limit]], page[limit - 1][0] if more else None
