"""Reading an event for one user: what exists for them, and what they are to it (R6, R17)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from seance.agenda.model import Agenda
from seance.agenda.store import AgendaItem, agenda_of
from seance.bookings.model import Booking, Role, check_visible, role_of
from seance.bookings.store import BookingItem, own_booking
from seance.cloud import keys
from seance.cloud.tables import MainItem, only
from seance.errors import NotFound
from seance.events import store as events
from seance.events.model import Event, Seats
from seance.events.seats import SeatsItem, seats_of
from seance.events.store import EventItem, event_of
from seance.people.blocks import BlocksItem, told_by
from seance.people.model import Profile, stranger
from seance.people.store import FollowItem, ProfileItem, profile_of


@dataclass(frozen=True, slots=True)
class Seen:
    """An event that exists for the viewer, and what the viewer is to it."""

    event: Event
    seats: list[Seats]
    booking: Booking | None
    host: Profile
    own: BookingItem | None
    role: Role
    agenda: Agenda | None = None  # the viewer's, where it was asked for

    @property
    def clashes(self) -> tuple[str, ...]:
        """R4: at which events the viewer is busy then."""
        return self.agenda.clashes(self.event.interval(), but=self.event.id) if self.agenda else ()

    @property
    def knows_address(self) -> bool:
        """R7: the host, the moderators and who holds a seat know the exact place."""
        return self.role in ("host", "moderator") or bool(
            self.booking and self.booking.knows_address
        )


def look(
    event_id: str,
    viewer_id: str,
    *,
    consistent: bool = True,
    with_agenda: bool = False,
    invited: bool = False,
) -> Seen:
    """Read an event for a viewer; `NotFound` where it does not exist for them.

    Not `consistent` it may be a second old, but for what would not exist: that is looked at again, as
    are seats that were laid out anew between two requests. Two requests; a third where the viewer has
    ever been one of a pair (R17). `invited` is who holds an invitation link (R22).
    """
    try:
        seen = _look(
            event_id, viewer_id, consistent=consistent, with_agenda=with_agenda, invited=invited
        )
        if len(seen.seats) == seen.event.shards:
            return seen
    except NotFound:
        if consistent:
            raise
    return _look(event_id, viewer_id, consistent=True, with_agenda=with_agenda, invited=invited)


def _look(
    event_id: str, viewer_id: str, *, consistent: bool, with_agenda: bool, invited: bool
) -> Seen:
    first = events.find_first(event_id, consistent=consistent)
    if first is None:
        raise NotFound
    event, seats = first
    wanted = [
        *(keys.seats(event_id, number) for number in event.shard_numbers[1:]),
        keys.booking(viewer_id, event_id),
        keys.blocks(viewer_id),
        keys.profile(event.host_id),
    ]
    if event.visibility == "followers":
        wanted.append(keys.follower(event.host_id, viewer_id))
    if with_agenda:
        wanted.append(keys.agenda(viewer_id))
    found = list(MainItem.batch_get(dict.fromkeys(wanted), consistent_read=consistent))
    own = only(BookingItem, found)
    booking = own_booking(own)
    blocks = told_by(only(BlocksItem, found), viewer_id, [event.host_id])
    check_visible(
        replace(event, visibility="public") if invited else event,
        viewer_id,
        booking,
        follows=only(FollowItem, found) is not None,
        blocked=blocks.between(event.host_id),
    )
    seats += [seats_of(each) for each in found if isinstance(each, SeatsItem)]
    host = only(ProfileItem, found)
    return Seen(
        event,
        sorted(seats, key=lambda each: each.shard),
        booking,
        profile_of(host) if host else stranger(event.host_id, event.created_at),
        own,
        role_of(event, viewer_id, booking),
        agenda_of(viewer_id, only(AgendaItem, found)) if with_agenda else None,
    )


@dataclass(frozen=True, slots=True)
class Sighted:
    """An event of a list that exists for the viewer, and the viewer's booking."""

    item: EventItem
    event: Event
    booking: Booking | None


def look_at_many(
    viewer_id: str, hosts: Mapping[str, str], *, consistent: bool = False
) -> dict[str, Sighted]:
    """Of these events, each with its host, those that exist for the viewer; in one request a hundred keys."""
    wanted = [keys.blocks(viewer_id)]
    for event_id, host_id in hosts.items():
        wanted += [keys.event(event_id), keys.booking(viewer_id, event_id)]
        wanted += [keys.follower(host_id, viewer_id)]
    found = (
        list(MainItem.batch_get(dict.fromkeys(wanted), consistent_read=consistent)) if hosts else []
    )
    blocks = told_by(only(BlocksItem, found), viewer_id, hosts.values())
    follows = {item.host_id for item in found if isinstance(item, FollowItem)}
    bookings = {item.event_id: own_booking(item) for item in found if isinstance(item, BookingItem)}
    sighted = {}
    for item in found:
        if isinstance(item, EventItem):
            event, booking = event_of(item), bookings.get(item.id)
            try:
                check_visible(
                    event,
                    viewer_id,
                    booking,
                    follows=event.host_id in follows,
                    blocked=blocks.between(event.host_id),
                )
            except NotFound:
                continue
            sighted[event.id] = Sighted(item, event, booking)
    return sighted
