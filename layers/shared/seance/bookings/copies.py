"""Copies that follow their source: an event's time in its guests' bookings and agendas, names on cards.

Everything reads the newest source and writes on conditions, so it may run twice and in any order.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from seance.agenda import store as agendas
from seance.bookings import lists, store, visibility_index
from seance.bookings.model import LIVE, Booking, check_visible, follow
from seance.bookings.store import BookingItem, Situation, own_booking
from seance.cloud import keys, queues
from seance.cloud.clock import now
from seance.cloud.concurrency import decide, transaction
from seance.cloud.config import settings
from seance.cloud.tables import Position
from seance.errors import NotFound
from seance.events import moderators
from seance.events import store as events
from seance.events.cards import Host
from seance.events.model import LONGEST
from seance.events.reminders import BEFORE_START
from seance.people.model import Profile
from seance.people.store import find_profile, followers, follows, present

PAGE = 100


def of_event(event_id: str, after: Position | None = None) -> int | None:
    """One page of an event's bookings; the next page is a message of its own.

    Answers with the Unix time by which moved guests must have answered, where that is not the day
    before the start anyway (then the day's schedule releases them).
    """
    found = events.find(event_id)
    if found is None:
        return None
    event = found[0]
    bookings, last = lists.of_event(event_id, None, PAGE, after)
    if last:
        queues.send(settings().copies_queue_url, [{"event_id": event_id, "after": dict(last)}])
    if after is None:
        for user_id in event.moderator_ids:
            moderators.reschedule(event, user_id)
    if event.visibility != "public":
        live = [each.guest_id for each in bookings if each.status in LIVE]
        for guest_id in present(live):
            visibility_index.point(guest_id, event)
    deadlines = [settle(event_id, booking.guest_id) for booking in bookings]
    soonest = min((each for each in deadlines if each), default=None)
    if soonest is None or soonest == event.starts_at - BEFORE_START["day"]:
        return None
    return int(soonest.timestamp())


def settle(event_id: str, guest_id: str) -> datetime | None:
    """One booking and its guest's agenda follow the event; answers with `respond_by` if it is moved.

    What its guest may see no more stays as it was last known there (R6), and so does what was left
    behind with an account.
    """

    def work() -> datetime | None:
        at = store.situation(event_id, guest_id)
        was = at.booking
        if was is None or not own_booking(at.item) or not (was.status in LIVE or _sees(at)):
            return None
        booking, agenda = follow(was, at.event, at.agenda, now())
        item = store.item_of(booking, at.event, at.person)
        if agenda == at.agenda and not _differs(item, at):
            return booking.respond_by  # another delivery was here before
        with transaction() as writes:
            writes.save(item, condition=BookingItem.version == was.version)
            if agenda != at.agenda:
                agendas.write(writes, agenda)
        return booking.respond_by

    return decide(work)


def _sees(at: Situation) -> bool:
    """Whether the event, until its end, exists for somebody who has no live booking of it."""
    if at.event.ends_at < now():
        return False
    guest_id, host_id = at.agenda.user_id, at.event.host_id
    try:
        check_visible(
            at.event,
            guest_id,
            at.booking,
            follows=at.event.visibility == "followers" and follows(guest_id, host_id),
            blocked=at.blocks.between(host_id),
        )
    except NotFound:
        return False
    return True


def release_unanswered(event_id: str, at: int, after: Position | None = None) -> None:
    """One page of the moved guests who did not answer by `at` (Unix time) give their seats back.

    Unless the event is off. The next page is a message of its own, like this one.
    """
    found = events.find(event_id)
    if found is None or found[0].status == "cancelled":
        return
    moved, last = lists.of_event(event_id, "moved", PAGE, after)
    if last:
        message = {"release": event_id, "at": at, "after": dict(last)}
        queues.send(settings().copies_queue_url, [message])
    for booking in moved:
        if booking.respond_by and booking.respond_by <= now() + timedelta(seconds=1):
            _give_up(event_id, booking.guest_id)


def _give_up(event_id: str, guest_id: str) -> None:
    def work() -> None:
        at = store.situation(event_id, guest_id)
        was, moment = at.booking, now()
        if was is None or was.status != "moved":
            return
        given_up: Booking = replace(
            was,
            status="withdrawn",
            version=was.version + 1,
            decided_by=None,
            decided_at=moment,
            respond_by=None,
        )
        store.write(was, given_up, at)

    decide(work)


def of_user(user_id: str) -> None:
    """A new name, picture or rating: on own bookings and on the cards of own events.

    On those to come, and those that were reviewed lately. When it has changed again meanwhile, all
    is done again, so that of several at once the last to end leaves the newest.
    """
    while profile := find_profile(user_id):
        _copy(profile, now() - settings().review_window - LONGEST)
        if find_profile(user_id) == profile:
            return


def _copy(profile: Profile, since: datetime) -> None:
    after: Position | None = None
    while True:
        items, after = lists.of_guest(
            profile.id, PAGE, after, when="upcoming", moment=since, status=None
        )
        for item in items:
            _copy_guest(item.event_id, profile)
        if after is None:
            break
    while True:
        hosted, after = events.of_host(profile.id, PAGE, after, upcoming=True, moment=since)
        for event in events.find_many([events.id_of(item) for item in hosted]).values():
            events.set_card(event, Host.of(profile))
        if after is None:
            return


def _copy_guest(event_id: str, profile: Profile) -> None:
    BookingItem.of(keys.booking(profile.id, event_id)).update(
        actions=[BookingItem.guest.set(store.short_guest(profile))],
        condition=BookingItem.pk.exists(),
    )


def point_follower(host_id: str, follower_id: str) -> None:
    """A new follower finds the host's events for followers."""
    if not follows(follower_id, host_id) or not present([follower_id]):
        return
    after: Position | None = None
    while True:
        items, after = events.of_host(host_id, PAGE, after, upcoming=True, moment=now())
        for event in events.find_many([events.id_of(item) for item in items]).values():
            if event.visibility == "followers":
                visibility_index.point(follower_id, event)
        if after is None:
            return


def point_followers(event_id: str, after: str | None = None) -> None:
    """One page of the host's followers finds an event that is for them now; the next page is a message of its own."""
    found = events.find(event_id)
    if found is None or found[0].visibility != "followers":
        return
    ids, last = followers(found[0].host_id, PAGE, after)
    for user_id in present(ids):
        visibility_index.point(user_id, found[0])
    if last:
        message = {"event_id": event_id, "followers": True, "after": last}
        queues.send(settings().copies_queue_url, [message])


def point_invited(event_id: str, guest_id: str) -> None:
    """Who was invited by the release before finds the event."""
    found = events.find(event_id)
    if found and found[0].visibility != "public" and present([guest_id]):
        visibility_index.point(guest_id, found[0])


def _differs(item: BookingItem, at: Situation) -> bool:
    """Whether the item says anything else than the one that was read, but for version and cause."""
    beside = {"version": None, "cause": None}
    said = [each.serialize() | beside for each in (item, at.item) if each]
    return said[0] != said[-1] or at.item is None
