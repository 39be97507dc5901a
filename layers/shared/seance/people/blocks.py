"""Who blocked whom (R17): an item for each pair of people with each of the two, so that none grows.

Of two people it is read by its key; of many by one query, where the user has few.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pynamodb.attributes import UnicodeSetAttribute
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from seance.cloud import keys
from seance.cloud.clock import now
from seance.cloud.concurrency import transaction
from seance.cloud.tables import CauseAttribute, InstantAttribute, MainItem
from seance.people.model import MAXIMUM_BLOCKED, Blocks

AT_ONCE = 100


class BlockItem(MainItem, discriminator="block"):
    """Since when the user has blocked the other, and the other the user; each has such an item, mirrored."""

    blocked = InstantAttribute(null=True)
    blocked_by = InstantAttribute(null=True)
    cause = CauseAttribute()

    @property
    def other_id(self) -> str:
        """The other one of the pair."""
        return str(self.sk).removeprefix(keys.block("", "")[1])


class BlocksItem(MainItem, discriminator="blocks"):
    """Lies with whoever has ever been one of a pair: without it a decision looks for none.

    The release before kept the pairs here. Until `make reconcile FIX=1` has taken them out, they count.
    """

    blocked = UnicodeSetAttribute(null=True)
    blocked_by = UnicodeSetAttribute(null=True)


def blocks_of(items: Iterable[Model]) -> Blocks:
    """What these items of one user say; without any nobody is blocked."""
    blocked, blocked_by = set[str](), set[str]()
    for item in items:
        if isinstance(item, BlockItem):
            blocked |= {item.other_id} if item.blocked else set()
            blocked_by |= {item.other_id} if item.blocked_by else set()
        elif isinstance(item, BlocksItem):
            blocked |= item.blocked or set()
            blocked_by |= item.blocked_by or set()
    return Blocks(frozenset(blocked), frozenset(blocked_by))


def block_keys(user_id: str, other_ids: Iterable[str]) -> list[keys.Key]:
    """The items that say how the user and these stand; one is for what the release before wrote."""
    return [keys.blocks(user_id), *(keys.block(user_id, each) for each in other_ids)]


def blocks(user_id: str, other_ids: Iterable[str]) -> Blocks:
    """Whom of these the user blocked, and who of them blocked the user; a hundred a request."""
    return blocks_of(MainItem.batch_get(block_keys(user_id, other_ids), consistent_read=True))


def told_by(mark: BlocksItem | None, user_id: str, other_ids: Iterable[str]) -> Blocks:
    """The same for who has read the user's mark with something else: one without was never one of a pair."""
    if mark is None:
        return Blocks()
    wanted = [keys.block(user_id, each) for each in other_ids]
    return blocks_of([mark, *MainItem.batch_get(wanted, consistent_read=True)])


def apart(user_id: str, other_ids: Iterable[str]) -> set[str]:
    """Those of them with whom the user has nothing to do (R17).

    One request, whoever they are; for who has a hundred blocks or more, one for a hundred of them.
    """
    wanted = set(other_ids)
    if not wanted:
        return set()
    page = MainItem.query(
        keys.user(user_id),
        MainItem.sk.startswith(keys.BLOCK),
        scan_index_forward=False,  # from the end, where the release before's item lies
        limit=AT_ONCE,
        consistent_read=True,
    )
    found = blocks_of(page)
    return wanted & (blocks(user_id, wanted) if page.last_evaluated_key else found).all


def pairs_apart(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of these pairs, a user and another, in which one of the two blocked the other."""
    wanted = set(pairs)
    items = [key for user_id, other_id in wanted for key in block_keys(user_id, [other_id])]
    found: dict[str, list[MainItem]] = {}
    for item in MainItem.batch_get(items, consistent_read=True):
        found.setdefault(item.pk, []).append(item)
    stand = {pk: blocks_of(each) for pk, each in found.items()}
    return {
        (user_id, other_id)
        for user_id, other_id in wanted
        if stand.get(keys.user(user_id), Blocks()).between(other_id)
    }


def blocked(user_id: str, limit: int, after: str | None) -> tuple[list[str], str | None]:
    """One page of the ids of whom the user blocked, and where the next one starts."""
    rows = BlockItem.query(
        keys.blocked(user_id),
        BlockItem.user_sort > after if after else None,
        index_name="by_user",
        limit=limit + 1,
    )
    found = {*(row.other_id for row in rows), *blocks(user_id, ()).blocked}
    ids = sorted(each for each in found if each > (after or ""))
    return ids[:limit], ids[limit - 1] if len(ids) > limit else None


def number_blocked(user_id: str) -> int:
    """How many the user blocked; not counted further than `MAXIMUM_BLOCKED`."""
    counted = BlockItem.count(keys.blocked(user_id), index_name="by_user", limit=MAXIMUM_BLOCKED)
    return counted + len(blocks(user_id, ()).blocked)


def with_whom(user_id: str, limit: int, after: str | None) -> tuple[list[str], str | None]:
    """One page of the ids of everybody with whom the user is one of a pair; where the next one starts."""
    partition, first = keys.block(user_id, after or "")
    page = BlockItem.query(
        partition,
        BlockItem.sk.between(first, keys.block(user_id, keys.AFTER_ALL)[1]),
        limit=limit + 2,  # `after` itself may be among them
        consistent_read=True,
    )
    found = {*(row.other_id for row in page), *blocks(user_id, ()).all}
    ids = sorted(each for each in found if each > (after or ""))
    return ids[:limit], ids[limit - 1] if len(ids) > limit else None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people, and what lies with each of them about the other, by key."""

    ids: tuple[str, str]
    items: Mapping[keys.Key, MainItem]

    @property
    def ways(self) -> tuple[tuple[str, str], ...]:
        """Each of the two, with the other."""
        return self.ids, self.ids[::-1]

    def since(self) -> dict[str, datetime | None]:
        """Since when each of the two has blocked the other; of the release before no more is known than now."""
        found: dict[str, datetime | None] = {}
        for this, that in self.ways:
            item = self.items.get(keys.block(this, that))
            known = item.blocked if isinstance(item, BlockItem) else None
            found[this] = known or (now() if that in self.before(this).blocked else None)
        return found

    def before(self, this: str) -> Blocks:
        """What the release before wrote of one of the two."""
        return blocks_of([self.items[key]] if (key := keys.blocks(this)) in self.items else ())

    def write(self, writes: TransactWrite, since: Mapping[str, datetime | None]) -> None:
        """Both items as they shall be, where they still are what was read.

        Who has no mark gets one, and what the release before wrote there of the other goes.
        """
        for this, that in self.ways:
            was, item = self.items.get(keys.block(this, that)), item_of(this, that, since)
            if item:
                writes.save(item, condition=_as_read(was))
            elif was:
                writes.delete(was, condition=_as_read(was))
            marked, before = keys.blocks(this) in self.items, self.before(this)
            there: Any = BlocksItem.blocked.contains(that)
            if before.between(that):
                writes.update(
                    BlocksItem.of(keys.blocks(this)),
                    actions=[
                        each.delete({that}) for each in (BlocksItem.blocked, BlocksItem.blocked_by)
                    ],
                    condition=there if that in before.blocked else ~there,
                )
            elif item and not marked:
                mark: list[Any] = [BlocksItem.item.set(BlocksItem)]
                writes.update(BlocksItem.of(keys.blocks(this)), actions=mark)


def item_of(this: str, that: str, since: Mapping[str, datetime | None]) -> BlockItem | None:
    """What shall lie with one of two people; nothing where neither blocked the other."""
    if not (since[this] or since[that]):
        return None
    item = BlockItem.of(keys.block(this, that), blocked=since[this], blocked_by=since[that])
    if since[this]:
        item.user_key, item.user_sort = keys.blocked(this), that
    return item


def _as_read(was: MainItem | None) -> Any:
    if not isinstance(was, BlockItem):
        return BlockItem.pk.does_not_exist()
    blocked, blocked_by = (
        attribute == value if value else attribute.does_not_exist()
        for attribute, value in (
            (BlockItem.blocked, was.blocked),
            (BlockItem.blocked_by, was.blocked_by),
        )
    )
    return blocked & blocked_by


def pair(user_id: str, other_id: str) -> Pair:
    """How these two stand, from the partitions of both."""
    wanted = [*block_keys(user_id, [other_id]), *block_keys(other_id, [user_id])]
    found = MainItem.batch_get(wanted, consistent_read=True)
    return Pair((user_id, other_id), {(item.pk, item.sk): item for item in found})


def block(user_id: str, other_id: str) -> None:
    """Block, and end the following both ways, in one write; a second time keeps the date."""
    at = pair(user_id, other_id)
    since = at.since()
    with transaction() as writes:
        at.write(writes, {**since, user_id: since[user_id] or now()})
        for host_id, follower_id in at.ways:
            writes.delete(MainItem.of(keys.follower(host_id, follower_id)))


def unblock(user_id: str, other_id: str) -> None:
    """Take the block back, if there is one; the following does not return by itself."""
    at = pair(user_id, other_id)
    since = at.since()
    if since[user_id]:
        with transaction() as writes:
            at.write(writes, {**since, user_id: None})


def settle(user_id: str, other_id: str) -> None:
    """Write both items anew, as the one who blocked says; what the release before wrote becomes them."""
    at = pair(user_id, other_id)
    if any(keys.block(*way) in at.items or at.before(way[0]).between(way[1]) for way in at.ways):
        with transaction() as writes:
            at.write(writes, at.since())
