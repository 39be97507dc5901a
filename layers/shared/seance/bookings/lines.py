"""How many joined an event's waitlist and how many have left it: counted by the transaction that changes the booking.

In shards by guest, so that a crowd can join at once, and in a partition of their own, so that one query reads them.
Both numbers only grow: their difference is who waits, and `joined` numbers those who come. Events of before 2026-11-28
have none; who waits for them is counted in the index.
"""

from dataclasses import dataclass
from typing import Any
from zlib import crc32

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from seance.bookings.model import Booking
from seance.cloud import keys
from seance.cloud.concurrency import written
from seance.cloud.tables import CauseAttribute, MainItem, stamp

SHARDS = 32


class LineItem(MainItem, discriminator="line"):
    """One shard; in no index."""

    event_id = UnicodeAttribute()
    joined = NumberAttribute(default=0)
    gone = NumberAttribute(default=0)
    cause = CauseAttribute()


@dataclass(frozen=True, slots=True)
class Line:
    """An event's waitlist in numbers."""

    joined: int
    gone: int

    @property
    def waiting(self) -> int:
        """How many are on it now."""
        return self.joined - self.gone


def shard_of(guest_id: str) -> int:
    """Where a guest is counted."""
    return crc32(guest_id.encode()) % SHARDS


def number_of(item: LineItem) -> int:
    """Which shard it is."""
    return int(item.sk.removeprefix("SHARD#"))


def items_of(event_id: str) -> list[LineItem]:
    """The shards that somebody was counted in."""
    return list(LineItem.query(keys.line(event_id, 0)[0], consistent_read=True))


def read(event_id: str) -> Line:
    """An event's waitlist as it is now."""
    items = items_of(event_id)
    return Line(sum(int(item.joined) for item in items), sum(int(item.gone) for item in items))


def moves(was: Booking | None, booking: Booking) -> str | None:
    """Whether its guest has `joined` the waitlist with this, or is `gone` from it."""
    before, after = (each is not None and each.status == "waitlisted" for each in (was, booking))
    if before == after:
        return None
    return "joined" if after else "gone"


def count(writes: TransactWrite, booking: Booking, move: str) -> None:
    """One more has joined, or is gone."""
    writes.update(
        LineItem.of(keys.line(booking.event_id, shard_of(booking.guest_id))),
        actions=[
            LineItem.item.set(LineItem),
            LineItem.event_id.set(booking.event_id),
            getattr(LineItem, move).add(1),
            *stamp(LineItem),
        ],
    )


def correct(event_id: str, shard: int, joined: int, gone: int, waiting: int) -> None:
    """Have a shard count so many who wait, where it still is as it was read; both numbers only grow."""
    item, more = LineItem.of(keys.line(event_id, shard)), waiting - (joined - gone)
    as_read = _is(LineItem.joined, joined) & _is(LineItem.gone, gone)
    right: list[Any] = [
        LineItem.item.set(LineItem),
        LineItem.event_id.set(event_id),
        LineItem.joined.set(joined + max(0, more)),
        LineItem.gone.set(gone + max(0, -more)),
    ]
    written(lambda: item.update(actions=right, condition=as_read))


def _is(number: NumberAttribute, value: int) -> Condition:
    """Nobody yet is no number."""
    return number == value if value else number.does_not_exist() | (number == 0)
