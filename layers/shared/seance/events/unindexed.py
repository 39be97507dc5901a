"""Events to which their words do not lead yet: for who searches just after an announcement or an edit."""

from pynamodb.attributes import NumberAttribute
from pynamodb.transactions import TransactWrite

from seance.cloud import keys
from seance.cloud.concurrency import written
from seance.cloud.tables import MainItem
from seance.events.model import Event


class UnindexedItem(MainItem, discriminator="unindexed"):
    """The event was announced or edited, and its words do not lead to it as it is since this version."""

    version = NumberAttribute()


def note(writes: TransactWrite, event: Event) -> None:
    """Have who searches by words find it at once, if it is public and on."""
    if (event.visibility, event.status) == ("public", "scheduled"):
        place = {"time_key": keys.UNINDEXED, "time_sort": event.id}
        writes.save(UnindexedItem.of(keys.unindexed(event.id), version=event.version, **place))


def latest(limit: int) -> list[str]:
    """The ids of the latest: a few, and for seconds, as a rule."""
    rows = UnindexedItem.query(
        keys.UNINDEXED, index_name="by_time", limit=limit, scan_index_forward=False
    )
    return [row.pk.removeprefix("EVENT#") for row in rows]


def forget(event_id: str, version: int | None) -> None:
    """The words lead to the event as it is in this version; or it is gone (None)."""
    item = UnindexedItem.of(keys.unindexed(event_id))
    condition = None if version is None else UnindexedItem.version <= version
    written(lambda: item.delete(condition=condition))
