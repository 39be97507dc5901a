"""An event as one user sees it: what exists for them (R6, R7, R17) and what they can do."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from seance.bookings import store
from seance.bookings.model import Booking, Role, actions, check_visible, role_of
from seance.bookings.schemas import BookingOut, EventOut, guest_out
from seance.bookings.store import BookingItem, booking_of
from seance.cloud import keys
from seance.cloud.config import settings
from seance.cloud.tables import MainItem, only
from seance.events import store as events
from seance.events.model import Event, Seats
from seance.events.schemas import PriceOut, place_out
from seance.films.schemas import FilmOut
from seance.people.model import Profile, stranger
from seance.people.schemas import PersonOut
from seance.people.store import BlocksItem, FollowItem, ProfileItem, blocks_of, profile_of


@dataclass(frozen=True, slots=True)
class Seen:
    """An event that exists for the viewer, and what the viewer is to it."""

    event: Event
    seats: list[Seats]
    booking: Booking | None
    host: Profile
    viewer: PersonOut | None
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
        guest_out(own) if own else None,
        role_of(event, viewer_id, booking),
    )


def event_out(seen: Seen, now: datetime) -> EventOut:
    """The whole event, without what the viewer may not know."""
    event = seen.event
    capacity = sum(shard.capacity for shard in seen.seats)
    left = sum(shard.left for shard in seen.seats)
    exact = seen.role in ("host", "moderator") or bool(seen.booking and seen.booking.knows_address)
    short_url = f"{settings().page_url}/s/{event.short_code}"
    return EventOut(
        id=event.id,
        host=PersonOut.of(seen.host),
        film=FilmOut(**event.film),
        title=event.title,
        description=event.description,
        place=place_out(event.place, exact=exact),
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        time_zone=event.time_zone,
        duration_minutes=int((event.ends_at - event.starts_at).total_seconds() // 60),
        visibility=event.visibility,
        approval=event.approval,
        admission=event.admission,
        price=event.price and PriceOut(amount=event.price.amount, currency=event.price.currency),
        capacity=capacity,
        seats_taken=capacity - left,
        seats_left=left,
        extra_seats=sum(shard.extra for shard in seen.seats),
        waitlist_length=event.waitlist_length,
        status=event.status_at(now),
        cancel_reason=event.cancel_reason,
        version=event.version,
        short_url=short_url,
        share_urls=share_urls(short_url, event.title),
        calendar_url=f"{settings().page_url}/api/v1/events/{event.id}/calendar.ics",
        my_role=seen.role,
        my_booking=booking_out(seen.booking, seen.viewer, event)
        if seen.booking and seen.viewer
        else None,
        actions=actions(event, seen.seats, seen.booking, seen.role, now),
        created_at=event.created_at,
        updated_at=event.updated_at,
    )


def booking_out(booking: Booking, guest: Profile | PersonOut, event: Event) -> BookingOut:
    """A booking, with its place on the waitlist where it is on it (one request more)."""
    position = store.waiting_before(booking) + 1 if booking.status == "waitlisted" else None
    return BookingOut.of(
        booking, guest, is_super=booking.guest_id in event.moderator_ids, position=position
    )


def share_urls(url: str, title: str) -> dict[str, str]:
    """Ready-made share links of VK and Telegram."""
    return {
        "vk": f"https://vk.com/share.php?url={quote(url, '')}&title={quote(title, '')}",
        "telegram": f"https://t.me/share/url?url={quote(url, '')}&text={quote(title, '')}",
    }
