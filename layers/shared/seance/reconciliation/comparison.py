"""One event, or one user, compared with the truth."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from seance.bookings import lines
from seance.bookings import store as bookings
from seance.bookings.model import LIVE, WAITING, Booking, check_visible
from seance.bookings.store import BookingItem, booking_of
from seance.bookings.visibility_index import KEPT_AFTER_END
from seance.cloud import keys, limits
from seance.cloud.clock import now
from seance.cloud.config import settings
from seance.cloud.tables import MainItem
from seance.errors import NotFound
from seance.events import cards, word_index
from seance.events import store as events
from seance.events.model import LONGEST, Event
from seance.people.blocks import item_of
from seance.people.model import address_digest, stranger
from seance.people.store import ProfileItem
from seance.reconciliation import loading, model
from seance.reconciliation.loading import Showing
from seance.reconciliation.model import Mismatch
from seance.reports import store as reports
from seance.wishes import store as wishes

# "EVENT", "USER", "ADDRESS" (a user's), "CASE", "WISHES" (for a film) or "PAIR" and its id, which is two users' for a pair; or "BLOCKS", and whose the release before wrote
Subject = tuple[str, str]


def at(subject: Subject) -> list[Mismatch]:
    """What differs at an event, a user or a pair of users."""
    kind, identity = subject
    if kind == "PAIR":
        return at_pair(*identity.split("#"))
    if kind == "BLOCKS":
        others = sorted(loading.blocks_before(identity))
        return [each for other_id in others for each in at_pair(identity, other_id)]
    alone = {"WISHES": at_wishes, "CASE": at_case, "ADDRESS": at_address}  # `make reconcile` alone
    if kind in alone:
        return alone[kind](identity)
    return at_event(identity) if kind == "EVENT" else at_user(identity)


def at_wishes(film_id: str) -> list[Mismatch]:
    """R19: how many wish to see a film, against the wishes."""
    return [
        Mismatch("wishes", part=" ".join(key), found=str(shown), expected=str(right))
        for key, (shown, right) in wishes.compared(film_id).items()
    ]


def at_case(case_id: str) -> list[Mismatch]:
    """R24: how many reported something, against the reports; and whether who was suspended for it writes nothing."""
    case = reports.find(case_id)
    if case is None:
        return []
    shown, right = int(case.number), reports.number_of(case_id)
    suspends = case.action == "suspend" and case.lifted is None
    found = []
    if shown != right:
        found.append(Mismatch("reports", part=case_id, found=str(shown), expected=str(right)))
    if suspends and not limits.is_suspended(case.subject_id):
        found.append(Mismatch("suspended", None, case.subject_id, case_id, "no mark", "a mark"))
    return found


def at_address(user_id: str) -> list[Mismatch]:
    """R17: whose an address is, for invitations by mail; profiles of before 2026-11-28 do not say."""
    item = MainItem.find(keys.profile(user_id))
    if not isinstance(item, ProfileItem) or item.leaving_at:
        return []
    right = keys.address(address_digest(item.email)) if item.email else None
    if item.user_key == right:
        return []
    return [Mismatch("address", None, user_id, None, "another place", "its address'")]


def at_event(event_id: str) -> list[Mismatch]:
    """Everything that is kept of an event, and of its bookings, twice."""
    at = loading.showing(event_id)
    if at is None:
        return [
            Mismatch("orphan", event_id, each.guest_id, None, "a booking", "an event")
            for each in loading.bookings_of(event_id)
        ]
    moment, booked = now(), {each.guest_id: booking_of(each) for each in at.bookings}
    found: list[Mismatch] = []
    if at.line is not None:
        counted = {lines.number_of(each): int(each.joined - each.gone) for each in at.line}
        waiting = (each for each in at.bookings if each.status == "waitlisted")
        right = Counter(lines.shard_of(each.guest_id) for each in waiting)
        found += model.of_line(at.event, counted, right)
    if at.seats is not None:
        found += model.of_seats(at.event, at.seats, [*booked.values()])
        shown = int(at.item.seats_left)
        found += model.of_counts(at.event, shown, at.seats, [*booked.values()])
        found += _passed_over(at, booked, moment)
    window = timedelta(seconds=settings().change_notice_seconds)
    found += model.of_told(at.event, at.told_version, window, moment)
    found += (
        _lists(at, moment) + _link(at, moment) + _moderators(at) + _pointers(at, booked, moment)
    )
    found += _words(at, moment)
    for item in at.bookings:
        found += _booking(item, at, moment)
    for user_id, person in at.people.items():
        if person.profile:
            found += model.of_agenda(person.agenda, at.event, booked.get(user_id), moment)
    return found


def at_user(user_id: str) -> list[Mismatch]:
    """Everything that is kept of a user twice; nothing of who has left or is leaving."""
    at = loading.life(user_id)
    profile = at.person.profile
    if profile is None:
        return []
    moment = now()
    own = [each.id for each in at.events.values() if each.host_id == user_id]
    confirmed = [each.event_id for each in at.bookings if each.status == "confirmed"]
    found = model.of_plans(at.person.agenda, own, confirmed, moment)
    found += [
        Mismatch("orphan", each.event_id, user_id, None, "a booking", "an event")
        for each in at.bookings
        if each.event_id not in at.events
    ]
    found += model.of_ratings(profile, at.reviews, moment)
    found += model.of_attendance(profile, map(booking_of, at.bookings))
    found += [
        Mismatch("unread", None, user_id, each.id, "unread", "read")
        if each.unread_key
        else Mismatch("unread", None, user_id, each.id, "read", "unread")
        for each in at.unread
    ]
    if at.calendar and (at.token is None or at.token.user_id != user_id):
        found.append(Mismatch("calendar", None, user_id, None, "no token's", "its token's"))
    return found


def at_pair(one_id: str, other_id: str) -> list[Mismatch]:
    """R17: whom somebody blocked knows it, and nobody else does; lists leave out the one and the other."""
    at = loading.two(one_id, other_id)
    if at is None:
        return []
    found, since = list[Mismatch](), at.pair.since()
    apart = any(since.values())
    for this, that in at.pair.ways:
        kept, right = at.pair.items.get(keys.block(this, that)), item_of(this, that, since)
        before = at.pair.before(this).between(that)
        marked = keys.blocks(this) in at.pair.items
        shown = _shown(kept, marked=marked, before=before), _shown(right, marked=True, before=False)
        found += model.of_copy("blocks", *shown, user_id=this, part=that)
        row, before = at.copies[this]
        copies = {"row": row, "before": before}, {"row": apart, "before": False}
        found += model.of_copy("blocks_copy", *copies, user_id=this, part=that)
    return found


def _shown(item: MainItem | None, *, marked: bool, before: bool) -> dict[str, Any] | None:
    """What lies with one of two users; the release before put it elsewhere."""
    if item is None and not before:
        return None
    kept = item.serialize() if item else {}
    return {**kept, "cause": None, "marked": marked, "before": before}


def since(moment: datetime) -> datetime:
    """From which end on copies of names and ratings follow (`seance.bookings.copies`)."""
    return moment - settings().review_window - LONGEST


def _passed_over(at: Showing, booked: Mapping[str, Booking], moment: datetime) -> list[Mismatch]:
    waiting = [
        (at.people[guest_id].agenda, each.seats)
        for guest_id, each in booked.items()
        if each.status in WAITING and guest_id not in at.apart
    ]
    return model.of_passed_over(at.event, at.seats or (), waiting, moment)


def _lists(at: Showing, moment: datetime) -> list[Mismatch]:
    """Where lists find the event, and the card that they show."""
    host = at.people[at.event.host_id]
    if host.leaving:
        return []
    profile = host.profile or stranger(at.event.host_id, at.event.created_at)
    right = events.item_of(at.event, cards.Host.of(profile))
    names = [
        f"{index}_{part}" for index in ("user", "time", "city", "cell") for part in ("key", "sort")
    ]
    places = [{name: getattr(each, name) for name in names} for each in (at.item, right)]
    place = at.event.place
    known = keys.spellings(place.city, place.city_id) if place.city else ()
    if at.item.city_key in known:  # also where releases before put it
        places[0]["city_key"] = places[1]["city_key"]
    shown = [cards.read(each.card) for each in (at.item, right)]
    if at.event.ends_at < since(moment):
        shown = [{**each, "host": None} for each in shown]
    return model.of_copy("lists", shown[0] | places[0], shown[1] | places[1], at.event.id)


def _link(at: Showing, moment: datetime) -> list[Mismatch]:
    if at.event.ends_at < moment:
        return []
    link = at.link
    found = {"event_id": link.event_id, "gone_at": link.gone_at} if link else None
    right = {"event_id": at.event.id, "gone_at": at.event.ends_at + events.LINK_OUTLIVES_EVENT}
    return model.of_copy("link", found, right, at.event.id)


def _words(at: Showing, moment: datetime) -> list[Mismatch]:
    """Which words lead to the event; those of the past go by themselves."""
    if at.event.starts_at <= moment:
        return []
    found, right = (
        {scope: word_index.says(item) for scope, item in each.items()}
        for each in (word_index.indexed(at.event.id), word_index.wanted(at.item))
    )
    return model.of_copy("words", found, right, at.event.id)


def _moderators(at: Showing) -> list[Mismatch]:
    sort = keys.moderating_by_start(at.event.starts_at, at.event.id)
    found: list[Mismatch] = []
    for user_id in {*at.moderators, *at.event.moderator_ids}:
        row = at.moderators.get(user_id)
        is_one = user_id in at.event.moderator_ids
        found += model.of_copy(
            "moderator",
            {"user_sort": row.user_sort} if row else None,
            {"user_sort": sort} if is_one else None,
            at.event.id,
            user_id,
        )
    return found


def _pointers(at: Showing, booked: Mapping[str, Booking], moment: datetime) -> list[Mismatch]:
    """R6: who holds a live booking, or follows the host, finds an event that is not public."""
    gone = at.event.ends_at + KEPT_AFTER_END
    if at.event.visibility == "public" or gone <= moment:
        return []
    live = {each for each, booking in booked.items() if booking.status in LIVE}
    found: list[Mismatch] = []
    for user_id in {*live, *at.followers}:
        pointer = at.pointers.get(user_id)
        seen = {"expires_at": pointer.expires_at} if pointer else None
        found += model.of_copy("pointer", seen, {"expires_at": gone}, at.event.id, user_id)
    return found


def _booking(item: BookingItem, at: Showing, moment: datetime) -> list[Mismatch]:
    """What a booking shows of its event and guest, and where lists find it."""
    person = at.people[item.guest_id]
    follows = item.status in LIVE or (at.event.ends_at >= moment and _sees(item, at))
    if person.leaving or (person.profile and not follows):
        return []
    guest = loading.shown_guest(person, item.guest_id, at.event)
    right = bookings.item_of(booking_of(item), at.event, guest)
    item.event.get("film", {}).pop("overview", None)  # which copies of before 2026-11-28 have
    shown = [each.serialize() for each in (item, right)]
    for each in shown:
        for name in _left_out(person.profile is not None, at.event, moment):
            each.pop(name, None)
    return model.of_copy("booking", shown[0], shown[1], at.event.id, item.guest_id)


def _sees(item: BookingItem, at: Showing) -> bool:
    """Whether the event exists for somebody without a live booking; else the copy stays as it was (R6)."""
    try:
        check_visible(
            at.event,
            item.guest_id,
            booking_of(item),
            follows=item.guest_id in at.followers,
            blocked=item.guest_id in at.apart,
        )
    except NotFound:
        return False
    return True


def _left_out(here: bool, event: Event, moment: datetime) -> tuple[str, ...]:
    """What of a booking needs not follow: names of long ago, and the list of who has left."""
    beside: tuple[str, ...] = ("cause",)
    if not here:
        beside += ("event", "user_key", "user_sort")
    if event.ends_at < since(moment):
        beside += ("guest",)
    return beside
