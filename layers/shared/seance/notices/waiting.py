"""What waits for a reader (R25), and how it goes out: together, once, as one item of the outbox.

Who has something waiting has one item with its ids, and one schedule that is named after the reader and
the moment. That a notice waits is written on it in the same transaction, so a redelivery adds it to
nothing. What goes out leaves the item and becomes a digest in one transaction, too: a schedule that
fires twice finds nothing, one that fires early only makes sure of the one to come.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any, cast

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute

from seance import ids
from seance.cloud import keys, queues, schedules
from seance.cloud.concurrency import conditional, decide, transaction
from seance.cloud.config import settings
from seance.cloud.tables import CauseAttribute, FeedItem, InstantAttribute, JsonAttribute
from seance.events import store as events
from seance.events.model import Event
from seance.events.reminders import SOONEST, name
from seance.notices import store
from seance.notices.audience import is_stale
from seance.notices.calm import after_quiet, cannot_wait, due
from seance.notices.model import Kind, Message
from seance.notices.store import NoticeItem
from seance.people.model import NoticeWishes
from seance.people.store import find_profile, notice_settings
from seance.zones import zone

MOST_KEPT = 200  # ids that wait; what comes beyond is counted
MOST_LISTED = 20  # notices that a digest tells; the others are counted
LONGEST = timedelta(days=1)  # so long wishes that change hold it up once more
KEPT = timedelta(days=7)  # longer than any delivery waits
SENT = ("emailed_at", "telegram_at", "vk_at", "pushed_at")


class WaitingItem(FeedItem, discriminator="waiting"):
    """What waits for a user since when, and until when."""

    user_id = UnicodeAttribute()
    notices = UnicodeSetAttribute()
    number = NumberAttribute()  # with those of which no id is kept
    since = InstantAttribute()
    due = InstantAttribute()


class DigestItem(FeedItem, discriminator="digest"):
    """Notices that go out together, newest first, and how many others there are; the Feed's stream takes it on."""

    id = UnicodeAttribute()
    user_id = UnicodeAttribute()
    kind = UnicodeAttribute()  # for metrics
    notices = JsonAttribute()
    others = NumberAttribute()
    emailed_at = InstantAttribute(null=True)  # these six: see `seance.channels.claims`
    emailed_by = UnicodeAttribute(null=True)
    telegram_at = InstantAttribute(null=True)
    telegram_by = UnicodeAttribute(null=True)
    vk_at = InstantAttribute(null=True)
    vk_by = UnicodeAttribute(null=True)
    pushed_at = InstantAttribute(null=True)
    cause = CauseAttribute()


def hold(user_id: str, notice_id: str, wishes: NoticeWishes, time_zone: str, at: datetime) -> bool:
    """Have a new notice wait where its reader wants it to; false where it goes out at once."""
    until = due(wishes, zone(time_zone), at)
    if until <= at:
        return False
    notice = store.find(user_id, notice_id)
    if notice and cannot_wait(notice, at):
        return False
    decide(lambda: _wait(user_id, notice_id, until, at))
    return True


def _wait(user_id: str, notice_id: str, until: datetime, at: datetime) -> None:
    notice = store.find(user_id, notice_id)
    if notice is None or notice.waits_since or _has_gone_out(notice):
        return
    item = WaitingItem.find(keys.waiting(user_id))
    moment = min(item.due, until) if item else until
    if item is None or not at < item.due <= moment:
        _schedule(user_id, max(moment, at + SOONEST))
    full = item is not None and len(item.notices) >= MOST_KEPT
    held: list[Any] = [
        WaitingItem.item.set(WaitingItem),
        WaitingItem.user_id.set(user_id),
        WaitingItem.due.set(moment),
        WaitingItem.since.set(item.since if item else at),
        WaitingItem.expires_at.set(moment + KEPT),
        WaitingItem.number.add(1),
        *([] if full else [WaitingItem.notices.add({notice_id})]),
    ]
    as_read = WaitingItem.due == item.due if item else WaitingItem.pk.does_not_exist()
    waits: list[Any] = [NoticeItem.waits_since.set(at)]
    new = NoticeItem.pk.exists() & NoticeItem.waits_since.does_not_exist()
    for each in SENT:
        new &= getattr(NoticeItem, each).does_not_exist()
    FeedItem.connection()  # the transaction is begun on the other table's
    with transaction() as writes:
        writes.update(WaitingItem.of(keys.waiting(user_id)), actions=held, condition=as_read)
        writes.update(notice, actions=waits, condition=new)


def _has_gone_out(notice: NoticeItem) -> bool:
    """Before its reader wanted calm: this is a redelivery."""
    return any(getattr(notice, each) for each in SENT)


def release(user_id: str, at: datetime) -> None:
    """Let go out together what waits, unless it is too early for that."""
    decide(lambda: _release(user_id, at))


def _release(user_id: str, at: datetime) -> None:
    item, profile = WaitingItem.find(keys.waiting(user_id)), find_profile(user_id)
    if item is None or profile is None:
        return
    wishes = notice_settings(user_id, consistent=True)
    moment = max(item.due, at)
    if at < item.since + LONGEST:  # quiet hours that were chosen since
        moment = after_quiet(wishes.quiet, zone(profile.time_zone), moment)
    if moment > at:
        _schedule(user_id, moment)
        with conditional():
            later: list[Any] = [WaitingItem.due.set(moment)]
            item.update(actions=later, condition=WaitingItem.due == item.due)
        return
    told = _told(user_id, item.notices, wishes)
    listed, unlisted = told[:MOST_LISTED], told[MOST_LISTED:]
    digest = DigestItem.of(
        keys.digest(user_id, identity := ids.new(at)),
        id=identity,
        user_id=user_id,
        kind="digest",
        notices=[each.id for each in listed],
        others=len(unlisted) + int(item.number) - len(item.notices),
        expires_at=at + KEPT,
    )
    FeedItem.connection()  # the transaction is begun on the other table's
    with transaction() as writes:
        writes.delete(item, condition=WaitingItem.number == item.number)
        if listed:
            writes.save(digest, condition=DigestItem.pk.does_not_exist())


def find(user_id: str, digest_id: str) -> DigestItem | None:
    """One digest."""
    return DigestItem.find(keys.digest(user_id, digest_id))


def listed(digest: DigestItem, wishes: NoticeWishes) -> list[NoticeItem]:
    """What it tells, newest first, without what the reader has muted by now."""
    return _found(digest.user_id, digest.notices, wishes)


def _told(user_id: str, wanted: Iterable[str], wishes: NoticeWishes) -> list[NoticeItem]:
    """Newest first, without what is muted or true no longer."""
    found = _found(user_id, wanted, wishes)
    about = events.find_many([each.event_id for each in found if each.event_id])
    return [
        each for each in found if each.event_id is None or _stands(each, about.get(each.event_id))
    ]


def _found(user_id: str, wanted: Iterable[str], wishes: NoticeWishes) -> list[NoticeItem]:
    rows = NoticeItem.batch_get(
        [keys.notice(user_id, each) for each in wanted], consistent_read=True
    )
    kept = (each for each in rows if each.kind not in wishes.muted)
    return sorted(kept, key=lambda each: each.id, reverse=True)


def _stands(notice: NoticeItem, event: Event | None) -> bool:
    """Nobody is reminded late of an event that is cancelled or moved, nor told of one that has closed."""
    if event is None or notice.starts_at is None:
        return False
    version = int(notice.starts_at.timestamp())
    kind = cast(Kind, notice.kind)
    fact = Message(kind, event.id, version, keys.instant(notice.created_at), "users")
    return not is_stale(fact, event)


def _schedule(user_id: str, at: datetime) -> None:
    """Named after reader and moment, so that one which has just fired is never the one that is made."""
    which = blake2b(f"{user_id}\n{keys.instant(at)}".encode(), digest_size=13).hexdigest()
    message = queues.carry({"calm": user_id})
    schedules.put(name(which, "calm"), at, settings().copies_queue_arn, message)
