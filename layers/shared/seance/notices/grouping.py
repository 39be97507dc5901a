"""Who gets a seat without being asked for it is told of in one entry of the inbox for each event.

Guests of an hour gather in it; the first one after that makes it anew, on top, and the old one goes.
It asks nothing, so it is never unread.
"""

from datetime import datetime
from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.condition import size

from seance.cloud import keys
from seance.cloud.concurrency import decide, transaction, written
from seance.cloud.tables import FeedItem, InstantAttribute
from seance.events.model import Event
from seance.notices.model import MOST_PEOPLE, Message, is_gathered
from seance.notices.store import NoticeItem, notice_of


class GatheringItem(FeedItem, discriminator="gathering"):
    """The notice that stands for an event in a user's inbox, and since when it gathers."""

    notice_id = UnicodeAttribute()
    since = InstantAttribute()


def gather(user_id: str, message: Message, event: Event) -> bool:
    """Tell a user that a guest is coming; true when that made a new notice.

    A guest of whom the user was told before belongs to what gathers now, however late the message
    comes again (R12).
    """
    return decide(lambda: _gather(user_id, message, event))


def _gather(user_id: str, message: Message, event: Event) -> bool:
    last = GatheringItem.find(keys.gathering(user_id, event.id))
    if last and is_gathered(datetime.fromisoformat(message.at), last.since):
        _name(keys.notice(user_id, last.notice_id), str(message.subject))
        return False
    notice = notice_of(user_id, message, event, people={str(message.subject)})
    notice.read_at = notice.created_at
    gathering = GatheringItem.of(
        keys.gathering(user_id, event.id),
        notice_id=notice.id,
        since=notice.created_at,
        expires_at=notice.expires_at,
    )
    as_read = (
        GatheringItem.notice_id == last.notice_id if last else GatheringItem.pk.does_not_exist()
    )
    FeedItem.connection()  # the transaction is begun on the other table's
    with transaction() as writes:
        writes.save(gathering, condition=as_read)
        writes.save(notice, condition=NoticeItem.pk.does_not_exist())
        if last:
            writes.delete(NoticeItem.of(keys.notice(user_id, last.notice_id)))
    return True


def _name(key: keys.Key, guest_id: str) -> None:
    """One more whom the notice may name, while they are few."""
    item, named = NoticeItem.of(key), [NoticeItem.people.add({guest_id})]
    few: Any = NoticeItem.pk.exists() & (size("people") < MOST_PEOPLE)  # type: ignore[no-untyped-call]
    written(lambda: item.update(actions=[*named], condition=few))
