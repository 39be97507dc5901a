"""What the comparisons look at, read consistently, a page of a hundred at a time.

An index only says which items there are; the items themselves are read by their keys.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pynamodb.models import Model

from seance.agenda.model import Agenda
from seance.agenda.store import AgendaItem, agenda_of
from seance.bookings import lines
from seance.bookings.lines import LineItem
from seance.bookings.store import BookingItem
from seance.bookings.visibility_index import SeesBlockItem, SeesBlocksItem, SeesEventItem
from seance.calendars.feeds import FeedItem as CalendarItem
from seance.calendars.feeds import FeedTokenItem
from seance.cloud import keys
from seance.cloud.tables import FeedItem, Item, MainItem, only
from seance.events.model import Event, Seats
from seance.events.moderators import ModeratorItem
from seance.events.seats import SeatsItem, seats_of
from seance.events.store import EventItem, ToldItem, event_of
from seance.links.store import LinkItem
from seance.notices.store import NoticeItem
from seance.people.blocks import Pair, apart, blocks, pair
from seance.people.model import Profile, stranger
from seance.people.store import FollowItem, ProfileItem, profile_of
from seance.reviews.model import Review
from seance.reviews.store import ReviewItem, review_of

AT_ONCE = 100
Kind = TypeVar("Kind", bound=Model)


@dataclass(frozen=True, slots=True)
class Person:
    """What is kept of one user; no profile: the user has left, or is leaving."""

    agenda: Agenda
    profile: Profile | None
    leaving: bool = False


@dataclass(frozen=True, slots=True)
class Showing:
    """An event with all that is kept beside it. `seats` and `line` are none while they change all the time."""

    item: EventItem
    event: Event
    shards: list[SeatsItem]
    seats: list[Seats] | None
    line: list[LineItem] | None
    told_version: int | None
    link: LinkItem | None
    moderators: dict[str, ModeratorItem]
    bookings: list[BookingItem]
    people: dict[str, Person]
    apart: set[str]  # who of the guests has nothing to do with the host
    followers: list[str] = field(default_factory=list)
    pointers: dict[str, SeesEventItem] = field(default_factory=dict)


def showing(event_id: str) -> Showing | None:
    """One event; nothing where there is none."""
    before = _partition(event_id)
    item = only(EventItem, before)
    if item is None:
        return None
    event = event_of(item)
    shards, line = _shards(before, event), lines.items_of(event_id)
    bookings = bookings_of(event_id)
    after = _partition(event_id)
    newest = only(EventItem, after)
    if newest is None:
        return None
    still = (
        _same(shards, _shards(after, event))
        and event_of(newest).shard_numbers == event.shard_numbers
    )
    told = only(ToldItem, after)
    link = LinkItem.find(keys.link(event.short_code))
    hidden = event.visibility != "public"
    fans = followers_of(event.host_id) if event.visibility == "followers" else []
    seen_by = [each.guest_id for each in bookings] + fans if hidden else []
    return Showing(
        newest,
        event_of(newest),
        shards,
        [seats_of(each) for each in shards] if still else None,
        line if _same(line, lines.items_of(event_id)) else None,
        int(told.version) if told else None,
        link,
        {each.user_id: each for each in _of_kind(ModeratorItem, after)},
        bookings,
        people([event.host_id, *(each.guest_id for each in bookings)]),
        apart(event.host_id, (each.guest_id for each in bookings)),
        fans,
        _pointers(event_id, seen_by),
    )


def bookings_of(event_id: str) -> list[BookingItem]:
    """Every booking of an event, of whatever status, as it is now."""
    listed = BookingItem.query(
        keys.event_bookings(event_id), index_name="by_time", page_size=AT_ONCE
    )
    wanted = [keys.booking(each.guest_id, event_id) for each in listed]
    return _of_kind(BookingItem, _batch(MainItem, wanted))


def people(user_ids: Iterable[str]) -> dict[str, Person]:
    """What is kept of these users."""
    wanted = list(dict.fromkeys(user_ids))
    parts = (keys.agenda, keys.profile)
    found = {
        (item.pk, item.sk): item
        for item in _batch(MainItem, [part(each) for each in wanted for part in parts])
    }
    return {each: _person(each, *(found.get(part(each)) for part in parts)) for each in wanted}


@dataclass(frozen=True, slots=True)
class Life:
    """One user with all that is kept beside the events."""

    person: Person
    bookings: list[BookingItem]
    events: dict[str, Event]
    reviews: list[Review]
    unread: list[NoticeItem]  # those whose place among the unread is wrong
    calendar: CalendarItem | None
    token: FeedTokenItem | None


def life(user_id: str) -> Life:
    """One user, whether here or not."""
    person = people([user_id])[user_id]
    booked = bookings_by(user_id)
    planned = {*person.agenda.intervals, *(each.event_id for each in booked)}
    events = _of_kind(EventItem, _batch(MainItem, [keys.event(each) for each in planned]))
    calendar = CalendarItem.find(keys.calendar(user_id))
    return Life(
        person,
        booked,
        {each.id: event_of(each) for each in events},
        reviews_about(user_id),
        list(_misplaced(user_id)),
        calendar,
        FeedTokenItem.find(keys.calendar_token(calendar.digest)) if calendar else None,
    )


def bookings_by(user_id: str) -> list[BookingItem]:
    """Every booking of a user, of whatever status, as it is now."""
    partition, prefix = keys.booking(user_id, "")
    return list(
        BookingItem.query(partition, BookingItem.sk.startswith(prefix), consistent_read=True)
    )


def blocks_before(user_id: str) -> set[str]:
    """With whom the release before wrote that the user has nothing to do, also for lists."""
    copy = FeedItem.find(keys.sees_blocks(user_id))
    shown = copy.user_ids if isinstance(copy, SeesBlocksItem) else None
    return {*blocks(user_id, ()).all, *(shown or ())}


@dataclass(frozen=True, slots=True)
class Two:
    """How two users stand, and what lists know of it: of each whether in a row, and in the release before's."""

    pair: Pair
    copies: dict[str, tuple[bool, bool]]


def two(one_id: str, other_id: str) -> Two | None:
    """Two users; nothing where one of them has left, or is leaving."""
    if not all(each.profile for each in people((one_id, other_id)).values()):
        return None
    found = pair(one_id, other_id)
    wanted = [
        key
        for this, that in found.ways
        for key in (keys.sees_block(this, that), keys.sees_blocks(this))
    ]
    rows = {(item.pk, item.sk): item for item in FeedItem.batch_get(wanted, consistent_read=True)}
    copies = {}
    for this, that in found.ways:
        row, before = (
            rows.get(keys.sees_block(this, that)),
            rows.get(keys.sees_blocks(this)),
        )
        among = isinstance(before, SeesBlocksItem) and that in (before.user_ids or ())
        copies[this] = (isinstance(row, SeesBlockItem), among)
    return Two(found, copies)


def reviews_about(user_id: str) -> list[Review]:
    """Every review about somebody as it is now."""
    listed = MainItem.query(keys.reviews_about(user_id), index_name="by_user", page_size=AT_ONCE)
    found = _batch(MainItem, [(each.pk, each.sk) for each in listed])
    return [review_of(each) for each in _of_kind(ReviewItem, found)]


def followers_of(host_id: str) -> list[str]:
    """Who follows a host."""
    partition, prefix = keys.follower(host_id, "")
    rows = FollowItem.query(partition, FollowItem.sk.startswith(prefix), consistent_read=True)
    return [each.follower_id for each in rows]


def shown_guest(person: Person, user_id: str, event: Event) -> Profile:
    """Whom a copy shows: the profile, or what stands for who has left."""
    return person.profile or stranger(user_id, event.created_at)


def _partition(event_id: str) -> list[MainItem]:
    return list(MainItem.query(keys.event(event_id)[0], consistent_read=True))


def _shards(partition: Sequence[MainItem], event: Event) -> list[SeatsItem]:
    others = [keys.seats(event.id, shard) for shard in event.shard_numbers[1:]]
    found = _of_kind(SeatsItem, partition) + _of_kind(SeatsItem, _batch(MainItem, others))
    return sorted(found, key=lambda each: each.shard)


def _same(before: Sequence[MainItem], after: Sequence[MainItem]) -> bool:
    """Also by cause: a seat that was freed and taken again meanwhile leaves the same numbers."""
    return [each.serialize() for each in before] == [each.serialize() for each in after]


def _person(user_id: str, agenda: Any, profile: Any) -> Person:
    here = profile if isinstance(profile, ProfileItem) else None
    leaving = here is not None and here.leaving_at is not None
    return Person(
        agenda_of(user_id, agenda if isinstance(agenda, AgendaItem) else None),
        profile_of(here) if here and not leaving else None,
        leaving,
    )


def _pointers(event_id: str, user_ids: Iterable[str]) -> dict[str, SeesEventItem]:
    wanted = {keys.sees_event(each, event_id): each for each in user_ids}
    found = _of_kind(SeesEventItem, _batch(FeedItem, list(wanted)))
    return {wanted[each.pk, each.sk]: each for each in found}


def _misplaced(user_id: str) -> Iterator[NoticeItem]:
    """Notices that are read and still counted, or the other way round."""
    within = NoticeItem.sk.startswith(keys.notice("", "")[1])
    for each in NoticeItem.query(keys.user(user_id), within, consistent_read=True):
        if (each.read_at is None) != (each.unread_key is not None):
            yield each


def _batch(table: type[Item], wanted: Sequence[keys.Key]) -> Iterator[Any]:
    for start in range(0, len(wanted), AT_ONCE):
        yield from table.batch_get(wanted[start : start + AT_ONCE], consistent_read=True)


def _of_kind(kind: type[Kind], items: Iterable[Model]) -> list[Kind]:
    return [each for each in items if isinstance(each, kind)]
