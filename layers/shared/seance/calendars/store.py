"""Private feeds in the Main table: a token is known only to who was given it, we keep its hash."""

import hashlib
import secrets
from datetime import datetime, timedelta

from pynamodb.attributes import UnicodeAttribute

from seance.bookings import store as bookings
from seance.bookings.model import HOLDS_SEAT, Booking
from seance.calendars.files import Entry
from seance.cloud import keys
from seance.cloud.decisions import decide, transaction
from seance.cloud.tables import InstantAttribute, MainItem, Position
from seance.events import moderators
from seance.events import store as events
from seance.people.store import find_profile

KEPT = timedelta(days=30)  # how long what is over stays in the feed
PAGE, MOST = 100, 1000


class FeedTokenItem(MainItem, discriminator="calendar_token"):
    """Whose feed a token opens; the key is the token's hash."""

    user_id = UnicodeAttribute()


class FeedItem(MainItem, discriminator="calendar"):
    """The user's one feed: the hash of its token."""

    digest = UnicodeAttribute()
    made_at = InstantAttribute()


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def renew(user_id: str, moment: datetime) -> str:
    """A new token in place of the old one, which opens nothing from now on."""
    token = secrets.token_urlsafe(32)

    def work() -> None:
        old = FeedItem.find(keys.calendar(user_id))
        if old and old.digest == digest_of(token):
            return  # an earlier round's, whose answer was lost
        new = FeedItem.of(keys.calendar(user_id), digest=digest_of(token), made_at=moment)
        as_read = FeedItem.digest == old.digest if old else FeedItem.pk.does_not_exist()
        with transaction() as writes:
            writes.save(new, condition=as_read)
            writes.save(FeedTokenItem.of(keys.calendar_token(new.digest), user_id=user_id))
            if old:
                writes.delete(FeedTokenItem.of(keys.calendar_token(old.digest)))

    decide(work)
    return token


def remove(user_id: str) -> None:
    """No feed any more; fine when there is none."""

    def work() -> None:
        old = FeedItem.find(keys.calendar(user_id))
        if old is None:
            return
        with transaction() as writes:
            writes.delete(
                FeedItem.of(keys.calendar(user_id)), condition=FeedItem.digest == old.digest
            )
            writes.delete(FeedTokenItem.of(keys.calendar_token(old.digest)))

    decide(work)


def owner_of(token: str) -> str | None:
    """Whose feed the token opens."""
    item = FeedTokenItem.find(keys.calendar_token(digest_of(token)), consistent=False)
    return item.user_id if item else None


def has_feed(user_id: str) -> bool:
    """Whether the user has made one."""
    return FeedItem.find(keys.calendar(user_id)) is not None


def entries_of(user_id: str, now: datetime) -> list[Entry]:
    """What the user hosts, moderates or has a seat of, from a month ago on, by start, in their language."""
    owner = find_profile(user_id, consistent=False)
    since = now - KEPT
    found: dict[str, Booking | None] = {}
    for listed in (events.of_host, moderators.events_of):
        after: Position | None = None
        while len(found) < MOST:
            items, after = listed(user_id, PAGE, after, upcoming=True, moment=since)
            found |= {events.id_of(item): None for item in items}
            if after is None:
                break
    after = None
    while len(found) < MOST:
        booked, after = bookings.of_guest(
            user_id, PAGE, after, when="upcoming", moment=since, status=None
        )
        found |= {
            item.event_id: bookings.booking_of(item) for item in booked if item.status in HOLDS_SEAT
        }
        if after is None:
            break
    entries = (
        Entry(
            event,
            found[event.id],
            runs_it=event.is_run_by(user_id),
            language=owner.language if owner else None,
        )
        for event in events.find_many(sorted(found)).values()
    )
    return sorted(entries, key=lambda each: each.event.starts_at)
