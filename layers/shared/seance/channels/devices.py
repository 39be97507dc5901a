"""A notice or digest on its way to each of its reader's browsers, each with a claim of its own."""

from datetime import timedelta
from typing import Any

from pynamodb.attributes import UnicodeAttribute

from seance.channels import store
from seance.cloud import keys, queues
from seance.cloud.clock import now
from seance.cloud.concurrency import decide, written
from seance.cloud.tables import CauseAttribute, FeedItem, InstantAttribute
from seance.notices import store as notices
from seance.notices import waiting

KEPT = timedelta(days=7)  # longer than any delivery waits


class PushedItem(FeedItem, discriminator="pushed"):
    """What goes to one browser; see `seance.channels.claims`."""

    id = UnicodeAttribute()
    user_id = UnicodeAttribute()
    kind = UnicodeAttribute()
    push_at = InstantAttribute(null=True)
    push_by = UnicodeAttribute(null=True)
    cause = CauseAttribute()


NEW = PushedItem.pk.does_not_exist()


def find(user_id: str, identity: str, device: str) -> PushedItem | None:
    """One of them."""
    return PushedItem.find(keys.pushed(user_id, identity, device))


def fan_out(body: queues.Body, queue_url: str) -> None:
    """A message for each browser. Once it has begun, the notice waits for no digest any more."""
    user_id = body["user_id"]
    item: Any = (
        waiting.find(user_id, body["digest_id"])
        if "digest_id" in body
        else notices.find(user_id, body["notice_id"])
    )
    if item is None:
        return
    kind = type(item)
    begins: list[Any] = [kind.pushed_at.set(now())]
    goes = kind.pk.exists()
    if kind is notices.NoticeItem:
        goes &= kind.waits_since.does_not_exist()
    if not decide(lambda: written(lambda: item.update(actions=begins, condition=goes))):
        return
    connected = store.devices(user_id)
    for each in connected:
        claimed = PushedItem.of(
            keys.pushed(user_id, item.id, str(each.device)),
            id=item.id,
            user_id=user_id,
            kind=item.kind,
            expires_at=now() + KEPT,
        )
        decide(lambda claimed=claimed: written(lambda: claimed.save(condition=NEW)))  # type: ignore[misc]
    queues.send(queue_url, [{**body, "device": each.device} for each in connected])
