"""Who of many users may be told something of an event: read freshly, when it is told (R6, R15, R17)."""

from collections.abc import Collection

from seance.bookings.model import Booking, check_visible
from seance.bookings.store import BookingItem, own_booking
from seance.chat.model import may_chat
from seance.cloud import keys
from seance.cloud.tables import MainItem
from seance.errors import NotFound
from seance.events.model import Event
from seance.people.blocks import apart
from seance.people.store import FollowItem


def in_chat(event: Event, author_id: str, user_ids: Collection[str]) -> set[str]:
    """Those who may read what this author says; nobody of an event that is hidden (R24)."""
    if event.hidden:
        return set()
    bookings, _ = _read(event, user_ids)
    hidden = apart(author_id, user_ids)
    return {
        each
        for each in user_ids
        if may_chat(event, each, bookings.get(each)) and each not in hidden
    }


def see_event(event: Event, user_ids: Collection[str]) -> set[str]:
    """Those for whom the event exists."""
    hidden = apart(event.host_id, user_ids)
    asked = hidden if event.visibility == "public" else user_ids  # the others see it
    bookings, followers = _read(event, asked, followers=event.visibility == "followers")

    def sees(user_id: str) -> bool:
        try:
            check_visible(
                event,
                user_id,
                bookings.get(user_id),
                follows=user_id in followers,
                blocked=user_id in hidden,
            )
        except NotFound:
            return False
        return True

    return {each for each in user_ids if sees(each)}


def _read(
    event: Event, user_ids: Collection[str], *, followers: bool = False
) -> tuple[dict[str, Booking], set[str]]:
    others = [each for each in user_ids if not event.is_run_by(each)]
    wanted = [keys.booking(each, event.id) for each in others]
    if followers:
        wanted += [keys.follower(event.host_id, each) for each in others]
    found = list(MainItem.batch_get(wanted, consistent_read=True)) if wanted else []
    bookings = [own_booking(item) for item in found if isinstance(item, BookingItem)]
    return {each.guest_id: each for each in bookings if each}, {
        item.follower_id for item in found if isinstance(item, FollowItem)
    }
