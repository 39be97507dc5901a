"""Reading an event for one user: what exists for them, and what they are to it (R6, R17)."""

from dataclasses import dataclass

from seance.bookings.model import Booking, Role, check_visible, role_of
from seance.bookings.store import BookingItem, booking_of
from seance.cloud import keys
from seance.cloud.tables import MainItem, only
from seance.events import store as events
from seance.events.model import Event, Seats
from seance.people.model import Profile, stranger
from seance.people.store import BlocksItem, FollowItem, ProfileItem, blocks_of, profile_of


@dataclass(frozen=True, slots=True)
class Seen:
    """An event that exists for the viewer, and what the viewer is to it."""

    event: Event
    seats: list[Seats]
    booking: Booking | None
    host: Profile
    own: BookingItem | None
    role: Role


def look(event_id: str, viewer_id: str, *, consistent: bool = True) -> Seen:
    """Read an event for a viewer in two requests; `NotFound` where it does not exist for them."""
    event, seats = events.get(event_id, consistent=consistent)
    wanted = [
        keys.booking(viewer_id, event_id),
        keys.blocks(viewer_id),
        keys.profile(event.host_id),
    ]
    if event.visibility == "followers":
        wanted.append(keys.follower(event.host_id, viewer_id))
    found = list(MainItem.batch_get(dict.fromkeys(wanted), consistent_read=consistent))
    own = only(BookingItem, found)
    booking = booking_of(own) if own else None
    blocks = blocks_of(only(BlocksItem, found))
    check_visible(
        event,
        viewer_id,
        booking,
        follows=only(FollowItem, found) is not None,
        blocked=blocks.between(event.host_id),
    )
    host = only(ProfileItem, found)
    return Seen(
        event,
        seats,
        booking,
        profile_of(host) if host else stranger(event.host_id, event.created_at),
        own,
        role_of(event, viewer_id, booking),
    )
