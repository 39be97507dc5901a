"""The seats of an event, in shards in the Main table: taken, freed and laid out anew on conditions."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal, cast

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from seance.cloud import keys
from seance.cloud.tables import CauseAttribute, InstantAttribute, MainItem, stamp
from seance.events.model import Event, Seats


class SeatsItem(MainItem, discriminator="seats"):
    """One shard of the seats; in no index, so that a confirmation writes it once."""

    event_id = UnicodeAttribute()
    shard = NumberAttribute()
    capacity = NumberAttribute()
    left = NumberAttribute()
    extra = NumberAttribute()
    status = UnicodeAttribute()
    starts_at = InstantAttribute()
    ends_at = InstantAttribute()
    cause = CauseAttribute()


def seats_of(item: SeatsItem) -> Seats:
    """The value of an item."""
    return Seats(
        event_id=item.event_id,
        shard=int(item.shard),
        capacity=int(item.capacity),
        left=int(item.left),
        extra=int(item.extra),
        status=cast(Literal["scheduled", "cancelled"], item.status),
        starts_at=item.starts_at,
        ends_at=item.ends_at,
    )


def shards_of(event_id: str, numbers: Sequence[int], *, consistent: bool = True) -> list[Seats]:
    """Shards by their numbers; those that exist."""
    wanted = [keys.seats(event_id, shard) for shard in numbers]
    items = MainItem.batch_get(wanted, consistent_read=consistent) if wanted else ()
    found = [seats_of(item) for item in items if isinstance(item, SeatsItem)]
    return sorted(found, key=lambda each: each.shard)


def take_seats(
    writes: TransactWrite, event: Event, shard: int, count: int, moment: datetime
) -> None:
    """R1: so many seats fewer, if there are, the event is on, has not started and not moved."""
    writes.update(
        SeatsItem.of(keys.seats(event.id, shard)),
        actions=[SeatsItem.left.set(SeatsItem.left - count)],
        condition=(SeatsItem.left >= count) & _still_open(event, moment),
    )


def add_extra_seats(
    writes: TransactWrite, event: Event, shard: int, count: int, moment: datetime
) -> None:
    """R5: the capacity grows by the seats that are taken at once."""
    writes.update(
        SeatsItem.of(keys.seats(event.id, shard)),
        actions=[
            SeatsItem.capacity.set(SeatsItem.capacity + count),
            SeatsItem.extra.set(SeatsItem.extra + count),
        ],
        condition=_still_open(event, moment),
    )


def free_seats(
    writes: TransactWrite, event_id: str, shard: int, count: int, *, extra: bool
) -> None:
    """So many seats back; extra seats go with their guest and free none (R5)."""
    actions: list[Any] = (
        [
            SeatsItem.capacity.set(SeatsItem.capacity - count),
            SeatsItem.extra.set(SeatsItem.extra - count),
        ]
        if extra
        else [SeatsItem.left.set(SeatsItem.left + count)]
    )
    writes.update(
        SeatsItem.of(keys.seats(event_id, shard)),
        actions=actions + stamp(SeatsItem),
        condition=SeatsItem.pk.exists(),
    )


def _still_open(event: Event, moment: datetime) -> Condition:
    """On, ahead, and at the time that the decision rests on: the guest's agenda gets that time."""
    # PynamoDB leaves comparisons untyped.
    as_read = cast(
        Condition,
        (SeatsItem.starts_at == event.starts_at) & (SeatsItem.ends_at == event.ends_at),
    )
    scheduled = cast(Condition, SeatsItem.status == "scheduled")
    ahead = cast(Condition, SeatsItem.starts_at > moment)
    return cast(Condition, as_read & scheduled & ahead)


def save_seats(writes: TransactWrite, before: Seats | None, after: Seats | None) -> None:
    """One shard as it shall be: made new, changed by steps, or gone; each on what was read."""
    if before is None and after:
        writes.save(
            SeatsItem.of(keys.seats(after.event_id, after.shard), **asdict(after)),
            condition=SeatsItem.pk.does_not_exist(),
        )
    elif before and after:
        _update_seats(writes, before, after)
    elif before:
        as_read = (SeatsItem.capacity == before.capacity) & (SeatsItem.left == before.left)
        writes.delete(
            SeatsItem.of(keys.seats(before.event_id, before.shard)),
            condition=as_read & (SeatsItem.extra == before.extra),
        )


def _update_seats(writes: TransactWrite, before: Seats, after: Seats) -> None:
    """By steps, on the capacity that was read: a guest who confirms meanwhile keeps the seat."""
    step = after.left - before.left
    writes.update(
        SeatsItem.of(keys.seats(before.event_id, before.shard)),
        actions=[
            SeatsItem.capacity.set(SeatsItem.capacity + (after.capacity - before.capacity)),
            SeatsItem.left.set(SeatsItem.left + step),
            SeatsItem.extra.set(SeatsItem.extra + (after.extra - before.extra)),
            SeatsItem.status.set(after.status),
            SeatsItem.starts_at.set(after.starts_at),
            SeatsItem.ends_at.set(after.ends_at),
            *stamp(SeatsItem),
        ],
        condition=(SeatsItem.capacity == before.capacity) & (SeatsItem.left >= max(0, -step)),
    )
