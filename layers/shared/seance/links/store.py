"""Short links in the Main table."""

import secrets
from datetime import datetime
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from seance.cloud import keys
from seance.cloud.concurrency import Outrun, written
from seance.cloud.observability import correlation_id, logger
from seance.cloud.tables import CauseAttribute, InstantAttribute, MainItem, stamp

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz"  # nothing that looks alike
LENGTH = 11  # 56 letters: 64 bits, not to be guessed


class LinkItem(MainItem, discriminator="link"):
    """A code that leads to an event until `gone_at`; `cause` is the last request that counted."""

    event_id = UnicodeAttribute()
    gone_at = InstantAttribute()
    clicks = NumberAttribute(default=0)
    cause = CauseAttribute()


def new_code() -> str:
    """A fresh random code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def add(writes: TransactWrite, code: str, event_id: str, gone_at: datetime) -> None:
    """Add the link in the event's own transaction."""
    item = LinkItem.of(keys.link(code), event_id=event_id, gone_at=gone_at)
    writes.save(item, condition=LinkItem.pk.does_not_exist())


def prolong(writes: TransactWrite, code: str, gone_at: datetime) -> None:
    """The event has moved, its link lives as long as it does."""
    writes.update(
        LinkItem.of(keys.link(code)),
        actions=[LinkItem.gone_at.set(gone_at)],
        condition=LinkItem.pk.exists(),
    )


def remove(writes: TransactWrite, code: str) -> None:
    """The event is deleted."""
    writes.delete(LinkItem.of(keys.link(code)))


def follow(code: str) -> LinkItem | None:
    """Where a code leads, counting the click; nothing when there is no such code.

    A request counts once, though botocore repeats it. Nobody is kept from the page for a number.
    """
    item = LinkItem.of(keys.link(code))
    click = [LinkItem.clicks.add(1), *stamp(LinkItem)]
    new: Any = LinkItem.cause.does_not_exist() | (LinkItem.cause != correlation_id())
    try:
        if written(lambda: item.update(actions=click, condition=LinkItem.pk.exists() & new)):
            return item
    except Outrun:
        logger().warning("a click is perhaps not counted")
    return find(code)


def find(code: str) -> LinkItem | None:
    """Where a code leads, without a click."""
    return LinkItem.find(keys.link(code), consistent=False)


def is_code(code: str) -> bool:
    """Whether it can be one of ours."""
    return len(code) == LENGTH and set(code) <= set(ALPHABET)
