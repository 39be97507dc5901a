"""An event as one user sees it: what exists for them (R6, R7, R17) and what they can do."""

from datetime import datetime
from urllib.parse import quote

from seance import zones
from seance.bookings import lists
from seance.bookings.model import Booking, actions
from seance.bookings.schemas import BookingOut, ConflictOut, EventOut, TicketOut, guest_out
from seance.bookings.visibility import Seen
from seance.cloud.concurrency import decide
from seance.cloud.config import settings
from seance.events.clashes import conflicts
from seance.events.model import Event, Seats, is_reviewable
from seance.events.prices import PriceOut
from seance.events.schemas import ProgrammeRef, PublicEvent, place_out
from seance.films.schemas import FilmOut
from seance.people.model import Profile, stranger
from seance.people.schemas import PersonOut

COMES = {"request", "join_waitlist", "accept", "confirm"}


def event_out(seen: Seen, now: datetime, wishes_nearby: int | None = None) -> EventOut:
    """The whole event, without what the viewer may not know.

    Where the viewer could come, and was looked up with the agenda, with what they are busy at then.
    """
    event = seen.event
    capacity = sum(shard.capacity for shard in seen.seats)
    left = sum(shard.left for shard in seen.seats)
    short_url = f"{settings().page_url}/s/{event.short_code}"
    own = (
        seen.booking
        and seen.own
        and booking_out(seen.booking, guest_out(seen.own), event, own=True)
    )
    able = actions(event, seen.seats, seen.booking, seen.role, now)
    return EventOut(
        id=event.id,
        host=PersonOut.of(seen.host),
        film=FilmOut.of(event.film),
        title=event.title,
        description=event.description,
        place=place_out(event.place, exact=seen.knows_address),
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
        # A copy, seconds old: not shorter than the viewer's own place on it.
        waitlist_length=max(event.waitlist_length, (own and own.waitlist_position) or 0),
        status=event.status_at(now),
        cancel_reason=event.cancel_reason,
        version=event.version,
        spoken_language=event.spoken_language,
        subtitles=list(event.subtitles),
        programme=event.programme and ProgrammeRef.model_validate(event.programme),
        max_party=event.max_party,
        short_url=short_url,
        share_urls=share_urls(short_url, _told(event)),
        calendar_url=f"{settings().page_url}/api/v1/events/{event.id}/calendar.ics",
        wishes_nearby=wishes_nearby,
        requests_waiting=event.requests_waiting if seen.role in ("host", "moderator") else None,
        my_role=seen.role,
        my_booking=own or None,
        actions=[
            *able,
            *(["review"] if _may_review(seen, now) else []),
        ],
        conflicts=_conflicts(seen) if COMES & {*able} else [],
        created_at=event.created_at,
        updated_at=event.updated_at,
    )


def public_event_out(
    event: Event, seats: list[Seats], host: Profile | None, now: datetime
) -> PublicEvent:
    """A public event as anybody may see it; `host` is none who has gone."""
    known = host or stranger(event.host_id, event.created_at)
    whole = event_out(Seen(event, seats, None, known, None, "none"), now)
    return PublicEvent(**whole.model_dump(include=set(PublicEvent.model_fields)))


def _may_review(seen: Seen, now: datetime) -> bool:
    """R14: a guest who was there the host, the host whoever was there."""
    somebody_came = any(shard.capacity > shard.left for shard in seen.seats)
    was_there = bool(seen.booking and seen.booking.status == "confirmed")
    takes_part = was_there or (seen.role == "host" and somebody_came)
    return takes_part and is_reviewable(seen.event, settings().review_window, now)


def booking_out(
    booking: Booking, guest: Profile | PersonOut, event: Event, *, own: bool = False
) -> BookingOut:
    """A booking, with its place on the waitlist where it is on it (one request more), and the `own` with its ticket.

    The booking stands by now: a lost answer to that request does not make it a failure.
    """
    position = None
    if booking.status == "waitlisted":
        position = decide(lambda: lists.waiting_before(booking)) + 1
    found = BookingOut.of(
        booking, guest, is_super=booking.guest_id in event.moderator_ids, position=position
    )
    return found.model_copy(update={"ticket": TicketOut.of(booking)}) if own else found


def _conflicts(seen: Seen) -> list[ConflictOut]:
    """Where the viewer is busy then: at own events, which nobody withdraws from, or with a seat."""
    own = (
        {key for key, busy in seen.agenda.intervals.items() if busy.film_id} if seen.agenda else ()
    )
    return [
        ConflictOut.model_validate({**each, "own": each["event_id"] in own})
        for each in conflicts(seen.clashes)
    ]


def _told(event: Event) -> str:
    """In a line what, when and where; of an event that is not public only what (R6)."""
    if event.visibility != "public":
        return event.title
    start = event.starts_at.astimezone(zones.zone(event.time_zone))
    where = [event.place.city] if event.place.city else []
    return ", ".join([event.title, f"{start:%d.%m.%Y, %H:%M}", *where])


def share_urls(url: str, title: str) -> dict[str, str]:
    """Ready-made share links of VK and Telegram."""
    url, title = quote(url, ""), quote(title, "")
    return {
        "vk": f"https://vk.com/share.php?url={url}&title={title}",
        "telegram": f"https://t.me/share/url?url={url}&text={title}",
    }
