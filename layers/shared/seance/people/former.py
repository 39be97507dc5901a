"""Who is leaving, and what stands in the place of who has left."""

from typing import Any

from seance.cloud import keys
from seance.cloud.clock import now
from seance.cloud.concurrency import decide, written
from seance.cloud.tables import MainItem
from seance.people.blocks import BlocksItem
from seance.people.store import FormerUserItem, ProfileItem


def start_leaving(user_id: str) -> bool:
    """From now on the user has no profile for anybody; false where there is none, or none any more."""
    item = ProfileItem.of(keys.profile(user_id))
    leaves: list[Any] = [ProfileItem.leaving_at.set(now())]
    here = ProfileItem.created_at.exists() & ProfileItem.leaving_at.does_not_exist()
    return written(lambda: item.update(actions=leaves, condition=here))


def is_leaving(user_id: str) -> bool:
    """Whether there is a profile that is being deleted."""
    item = MainItem.find(keys.profile(user_id))
    return isinstance(item, ProfileItem) and item.leaving_at is not None


def has_left(user_id: str) -> bool:
    """Whether the user left or is leaving; not who was never here."""
    item = MainItem.find(keys.profile(user_id))
    return item is not None and (not isinstance(item, ProfileItem) or item.leaving_at is not None)


def bury(user_id: str) -> None:
    """Put what is left of a user in the place of the profile."""
    item = FormerUserItem.of(keys.profile(user_id), left_at=now())
    decide(lambda: written(lambda: item.save(condition=ProfileItem.leaving_at.exists())))


def part(user_id: str, other_id: str) -> None:
    """The other one's blocks forget the user, also where the release before wrote them."""
    decide(lambda: MainItem.remove(keys.block(other_id, user_id)))
    before, sets = BlocksItem.of(keys.blocks(other_id)), (BlocksItem.blocked, BlocksItem.blocked_by)
    forgets: list[Any] = [each.delete({user_id}) for each in sets]
    there: Any = sets[0].contains(user_id) | sets[1].contains(user_id)
    decide(lambda: written(lambda: before.update(actions=forgets, condition=there)))
