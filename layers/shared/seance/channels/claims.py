"""The one right to send something outward, and what becomes of it.

On the item stand `<mark>_at`, when the right was taken, and `<mark>_by`, which delivery holds it.
Neither: it has not gone out. Only `_at`: it has (the claims of the release before say no more).
Both: it is going out, or nobody knows whether it did. The latter is not sent again, for the inbox
has it anyway; it is counted, and kept where `make unsent` finds it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import uuid4

from pynamodb.attributes import UnicodeAttribute
from pynamodb.exceptions import PynamoDBException

from seance.cloud import keys
from seance.cloud.clock import now
from seance.cloud.concurrency import decide, transaction, written
from seance.cloud.observability import count, logger
from seance.cloud.tables import CauseAttribute, FeedItem, InstantAttribute
from seance.errors import UpstreamUnavailable

Channel = Literal["email", "telegram", "vk", "push"]

# Longer than any function that sends may run: a claim this old is held by nobody any more.
ABANDONED = timedelta(minutes=2)
# How long VK knows a `random_id` or `guid` again: dev.vk.com, messages.send and wall.post.
KNOWN_AGAIN = timedelta(minutes=55)
KEPT = timedelta(days=30)


class Busy(Exception):
    """Another delivery is sending it at present: look again later."""


class UnsentItem(FeedItem, discriminator="unsent"):
    """Something of which nobody knows whether it went out."""

    id = UnicodeAttribute()
    user_id = UnicodeAttribute()
    channel = UnicodeAttribute()
    kind = UnicodeAttribute()
    claimed_at = InstantAttribute()
    noted_by = UnicodeAttribute()  # which try: one whose answer was lost knows itself again
    cause = CauseAttribute()


@dataclass(slots=True)
class Claim:
    """This delivery's right. What it or the one before it perhaps sent is never given back."""

    item: Any  # with `id`, `user_id` and the two attributes of the mark
    channel: Channel
    mark: str
    holder: str
    perhaps_sent: bool = False

    def sent(self, beside: FeedItem | None = None) -> None:
        """It went out; what is to be known of that stands with it."""
        _settle(self.item, self.mark, beside)
        count("NoticeSent", kind=kind_of(self.item), channel=self.channel)

    def give_back(self) -> None:
        """It surely did not go out: the next delivery tries again."""
        at, by = _attributes(self.item, self.mark)
        if not self.perhaps_sent:
            _write(self.item, [at.remove(), by.remove()], by == self.holder)

    def unsure(self) -> None:
        """Nobody knows whether it went out: counted and kept, once."""
        _give_up(self.item, self.channel, self.mark)


def take(item: Any, channel: Channel, mark: str, *, knows_again: bool = False) -> Claim | None:
    """The right to send this; nothing where it went out, or where nobody knows whether it did.

    `knows_again`: the service takes the same once, so another's try is gone on with for a while.
    Raises `Busy` while another delivery holds it.
    """
    holder, moment = str(uuid4()), now()
    at, by = _attributes(item, mark)
    free = (at.does_not_exist() & type(item).pk.exists()) | (by == holder)
    if _write(item, [at.set(moment), by.set(holder)], free):
        return Claim(item, channel, mark, holder)
    found = type(item).find((item.pk, item.sk))
    if found is None or getattr(found, f"{mark}_by") is None:
        return None
    if knows_again and _write(item, [by.set(holder)], by.exists() & (at > moment - KNOWN_AGAIN)):
        return Claim(item, channel, mark, holder, perhaps_sent=True)
    if moment - getattr(found, f"{mark}_at") < ABANDONED:
        raise Busy
    _give_up(found, channel, mark)
    return None


def kind_of(item: Any) -> str:
    """What metrics call it: the kind of a notice, `share` for a post."""
    return str(getattr(item, "kind", "share"))


def unsent(limit: int) -> list[UnsentItem]:
    """What perhaps did not go out, newest first."""
    found = UnsentItem.query(
        keys.UNSENT, scan_index_forward=False, limit=limit, consistent_read=True
    )
    return list(found)


def _attributes(item: Any, mark: str) -> tuple[Any, Any]:
    kind = type(item)
    return getattr(kind, f"{mark}_at"), getattr(kind, f"{mark}_by")


def _write(item: Any, actions: list[Any], condition: Any) -> bool:
    return decide(lambda: written(lambda: item.update(actions=actions, condition=condition)))


def _write_both(item: Any, actions: list[Any], condition: Any, beside: FeedItem) -> None:
    FeedItem.connection()  # the transaction is begun on the other table's
    with transaction() as writes:
        writes.update(item, actions=actions, condition=condition)
        writes.save(beside)


def _settle(item: Any, mark: str, beside: FeedItem | None = None) -> None:
    """No more is to be done. What has happened has happened, so nothing is raised."""
    _, by = _attributes(item, mark)
    actions, condition = [by.remove()], type(item).pk.exists()

    try:
        if beside:
            decide(lambda: written(lambda: _write_both(item, actions, condition, beside)))
        else:
            _write(item, actions, condition)
    except (UpstreamUnavailable, PynamoDBException):
        logger().warning("a claim stays held", notice_id=item.id)


def _give_up(item: Any, channel: Channel, mark: str) -> None:
    claimed_at: datetime = getattr(item, f"{mark}_at")
    kept = UnsentItem.of(
        keys.unsent(claimed_at, channel, item.id),
        id=item.id,
        user_id=item.user_id,
        channel=channel,
        kind=kind_of(item),
        claimed_at=claimed_at,
        noted_by=str(uuid4()),
        expires_at=now() + KEPT,
    )
    new = UnsentItem.pk.does_not_exist() | (UnsentItem.noted_by == kept.noted_by)
    if decide(lambda: written(lambda: kept.save(condition=new))):
        logger().warning("perhaps not sent", channel=channel, notice_id=item.id)
        count("NoticeUnsent", kind=kind_of(item), channel=channel)
    _settle(item, mark)
