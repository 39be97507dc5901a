"""Private feeds in the Main table: a token is known only to who was given it, we keep its hash."""

import hashlib
import secrets
from datetime import datetime

from pynamodb.attributes import UnicodeAttribute

from seance.cloud import keys
from seance.cloud.concurrency import decide, transaction
from seance.cloud.tables import InstantAttribute, MainItem


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
