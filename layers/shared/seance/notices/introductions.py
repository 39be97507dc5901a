"""Telling somebody of an event that they may not know: by a wish or a saved search, once whatever the way.

Who was told as a follower of the host is not told again, nor the other way round; of a programme nobody is
told twice (R26). Of wishes three notices a
day are made; the third gathers what comes after it.
"""

from collections.abc import Iterable
from datetime import UTC, timedelta
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from seance.cloud import keys
from seance.cloud.clock import now
from seance.cloud.concurrency import decide, transaction
from seance.cloud.tables import FeedItem, only
from seance.events.model import Event
from seance.notices.model import Message, notice_id
from seance.notices.store import KEPT, NoticeItem, notice_of

MOST_A_DAY = 3


class IntroductionItem(FeedItem, discriminator="introduction"):
    """The user was told of the event."""


class WishesToldItem(FeedItem, discriminator="wishes_told"):
    """Of how many events wishes told on a day (UTC), and the last notice that was made for it."""

    number = NumberAttribute()
    notice_id = UnicodeAttribute()


def introduced(user_ids: Iterable[str], event_id: str) -> set[str]:
    """Who of them was told of the event by a wish or a search."""
    wanted = [keys.introduced(each, event_id) for each in user_ids]
    found = FeedItem.batch_get(wanted, consistent_read=True) if wanted else ()
    return {item.pk.removeprefix(keys.user("")) for item in found}


def introduce(user_id: str, message: Message, event: Event) -> bool:
    """Tell a user of an event, unless they were told; true when that made a new notice."""
    return decide(lambda: _introduce(user_id, message, event))


def _introduce(user_id: str, message: Message, event: Event) -> bool:
    as_follower = keys.notice(user_id, _announced_id(user_id, event))
    today = keys.wishes_told(user_id, now().astimezone(UTC).date().isoformat())
    claim = keys.introduced(user_id, event.introduced_as)
    found = list(FeedItem.batch_get([as_follower, today, claim], consistent_read=True))
    if only(NoticeItem, found) or only(IntroductionItem, found):
        return False
    day = only(WishesToldItem, found) if message.kind == "wish_announced" else None
    gathers = day is not None and day.number >= MOST_A_DAY
    notice = notice_of(user_id, message, event, unread_key=keys.user(user_id))
    FeedItem.connection()  # the transaction is begun on the other table's
    with transaction() as writes:
        writes.condition_check(NoticeItem, *as_follower, condition=NoticeItem.pk.does_not_exist())
        writes.save(
            IntroductionItem.of(claim, expires_at=event.ends_at + KEPT),
            condition=IntroductionItem.pk.does_not_exist(),
        )
        if message.kind == "wish_announced":
            writes.save(
                WishesToldItem.of(
                    today,
                    number=int(day.number) + 1 if day else 1,
                    notice_id=day.notice_id if day and gathers else notice.id,
                    expires_at=now() + timedelta(days=2),
                ),
                condition=WishesToldItem.number == day.number
                if day
                else WishesToldItem.pk.does_not_exist(),
            )
        if day and gathers:
            again: list[Any] = [NoticeItem.unread_key.set(keys.user(user_id)), NoticeItem.read_at.remove(), NoticeItem.others.add(1)]  # fmt: skip
            writes.update(NoticeItem.of(keys.notice(user_id, day.notice_id)), actions=again, condition=NoticeItem.pk.exists())  # fmt: skip
        else:
            writes.save(notice, condition=NoticeItem.pk.does_not_exist())
    return not gathers


def _announced_id(user_id: str, event: Event) -> str:
    """Under which id a follower is told of it (`notices.model.of_announcement`)."""
    at = keys.instant(event.announced_at or event.created_at)
    return notice_id(user_id, Message("event_announced", event.introduced_as, 1, at, "followers"))
