"""What differs is put right: read anew, and written on the condition that it still is what was read.

So nothing is overwritten that somebody changed meanwhile; the next look finds what is left.
"""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from seance.agenda import store as agendas
from seance.bookings import copies, lines, store, visibility_index
from seance.bookings.counters import refresh_counts
from seance.calendars import feeds as calendars
from seance.cloud import keys, limits, queues
from seance.cloud.concurrency import decide, transaction, written
from seance.cloud.config import settings
from seance.events import cards, moderators, word_index
from seance.events import store as events
from seance.events.seats import SeatsItem
from seance.events.store import EventItem
from seance.links.store import LinkItem
from seance.notices.store import NoticeItem
from seance.people import blocks
from seance.people.model import stranger
from seance.people.store import ProfileItem, find_profile, settle_address
from seance.reconciliation import loading, model
from seance.reconciliation.model import FOR_A_PERSON, Kind, Mismatch
from seance.reports import store as reports
from seance.reviews.transitions import close
from seance.wishes import store as wishes


def mend(mismatch: Mismatch) -> bool:
    """Put one thing right; false where only a person can decide what is right."""
    if mismatch.kind in FOR_A_PERSON:
        return False
    decide(lambda: MENDS[mismatch.kind](mismatch))
    return True


def _seats(it: Mismatch) -> None:
    at = loading.showing(_event(it))
    if at is None or at.seats is None:
        return  # they change all the time: the next look tells
    booked = [store.booking_of(each) for each in at.bookings]
    for item, shard in zip(at.shards, at.seats, strict=True):
        right = model.expected_seats(at.event, shard, booked)
        if right.left < 0:
            continue
        set_right: list[Any] = [
            SeatsItem.left.set(right.left),
            SeatsItem.extra.set(right.extra),
            SeatsItem.status.set(at.event.status),
            SeatsItem.starts_at.set(at.event.starts_at),
            SeatsItem.ends_at.set(at.event.ends_at),
        ]
        as_read = (
            (SeatsItem.capacity == shard.capacity)
            & (SeatsItem.left == shard.left)
            & (SeatsItem.extra == shard.extra)
            & (SeatsItem.cause == item.cause if item.cause else SeatsItem.cause.does_not_exist())
        )
        written(lambda i=item, a=set_right, c=as_read: i.update(actions=a, condition=c))  # type: ignore[misc]


def _line(it: Mismatch) -> None:
    """More have joined, or are gone, by as many as it takes: neither number ever gets less."""
    at = loading.showing(_event(it))
    if at is None or at.line is None:
        return  # it changes all the time: the next look tells
    shard = int(str(it.part))
    item = next((each for each in at.line if lines.number_of(each) == shard), None)
    joined, gone = (int(item.joined), int(item.gone)) if item else (0, 0)
    waiting = sum(
        each.status == "waitlisted" and lines.shard_of(each.guest_id) == shard
        for each in at.bookings
    )
    lines.correct(at.event.id, shard, joined, gone, waiting)


def _counts(it: Mismatch) -> None:
    refresh_counts(_event(it))


def _ever_booked(it: Mismatch) -> None:
    item, booked = EventItem.of(keys.event(_event(it))), EventItem.ever_booked.set(True)
    written(lambda: item.update(actions=[booked], condition=EventItem.pk.exists()))


def _lists(it: Mismatch) -> None:
    found = events.find(_event(it))
    if found:
        event = found[0]
        person = loading.people([event.host_id])[event.host_id]
        profile = person.profile or stranger(event.host_id, event.created_at)
        events.rewrite(event, cards.Host.of(profile))


def _link(it: Mismatch) -> None:
    found = events.find(_event(it))
    if found:
        event = found[0]
        link = LinkItem.of(keys.link(event.short_code))
        right: list[Any] = [
            LinkItem.item.set(LinkItem),
            LinkItem.event_id.set(event.id),
            LinkItem.gone_at.set(event.ends_at + events.LINK_OUTLIVES_EVENT),
            LinkItem.clicks.add(0),
        ]
        link.update(actions=right)


def _told(it: Mismatch) -> None:
    """The guests are told late rather than never."""
    if found := events.find(_event(it)):
        events.tell(found[0])


def _moderator(it: Mismatch) -> None:
    if found := events.find(_event(it)):
        moderators.settle(found[0], _user(it))


def _booking(it: Mismatch) -> None:
    """The same as after an edit of the event; of who has left, the name goes."""
    if loading.people([_user(it)])[_user(it)].profile:
        copies.settle(_event(it), _user(it))
    else:
        store.forget_guest(_user(it), _event(it))


def _agenda(it: Mismatch) -> None:
    """Only while the booking and the event are what they were read as."""
    event_id, user_id = _event(it), _user(it)
    found = events.find(event_id)
    if found is None:
        _without(event_id, user_id)
        return
    at = store.situation(event_id, user_id)
    right = model.expected_agenda(at.agenda, at.event, at.booking)
    if right == at.agenda or at.guest is None:
        return
    with transaction() as writes:
        writes.condition_check(
            EventItem, *keys.event(event_id), condition=EventItem.version == at.event.version
        )
        booking = store.BookingItem
        as_read = (
            booking.version == at.booking.version if at.booking else booking.pk.does_not_exist()
        )
        writes.condition_check(booking, *keys.booking(user_id, event_id), condition=as_read)
        agendas.write(writes, right)


def _without(event_id: str, user_id: str) -> None:
    agenda = agendas.read(user_id)
    with transaction() as writes:
        writes.condition_check(
            EventItem, *keys.event(event_id), condition=EventItem.pk.does_not_exist()
        )
        agendas.write(writes, agenda.release(event_id))


def _pointer(it: Mismatch) -> None:
    if found := events.find(_event(it)):
        visibility_index.point(_user(it), found[0])


def _passed_over(it: Mismatch) -> None:
    queues.send(settings().waitlist_queue_url, [{"event_id": _event(it)}])


def _ratings(it: Mismatch) -> None:
    user_id = _user(it)
    item = ProfileItem.find(keys.profile(user_id))
    if item is None:
        return
    right = model.expected_ratings(loading.reviews_about(user_id), user_id)
    actions: list[Any] = []
    as_read: Any = ProfileItem.leaving_at.does_not_exist()
    for kind, rating in right.items():
        for part, value in (("total", rating.total), ("count", rating.count)):
            name = f"{kind}_rating_{part}"
            actions.append(getattr(ProfileItem, name).set(value))
            as_read &= getattr(ProfileItem, name) == getattr(item, name)
    written(lambda: item.update(actions=actions, condition=as_read))


def _attendance(it: Mismatch) -> None:
    user_id = _user(it)
    item = ProfileItem.find(keys.profile(user_id))
    if item is None:
        return
    right = model.expected_attendance(map(store.booking_of, loading.bookings_by(user_id)))
    actions: list[Any] = []
    as_read: Any = ProfileItem.leaving_at.does_not_exist()
    for name, number in asdict(right).items():
        attribute, was = getattr(ProfileItem, name), getattr(item, name)
        actions.append(attribute.set(number))
        as_read &= attribute.does_not_exist() if was is None else attribute == was
    written(lambda: item.update(actions=actions, condition=as_read))


def _address(it: Mismatch) -> None:
    """Written once more as it is, and its place with it."""
    if profile := find_profile(_user(it)):
        written(lambda: settle_address(profile))


def _reports(it: Mismatch) -> None:
    reports.correct(str(it.part), int(it.found))


def _suspended(it: Mismatch) -> None:
    limits.suspend(_user(it))


def _unrevealed(it: Mismatch) -> None:
    close(_event(it), None)


def _blocks(it: Mismatch) -> None:
    """The one who blocks decides; the items of both follow."""
    blocks.settle(_user(it), str(it.part))


def _blocks_copy(it: Mismatch) -> None:
    visibility_index.copy_blocks([(_user(it), str(it.part))])


def _unread(it: Mismatch) -> None:
    item = NoticeItem.find(keys.notice(_user(it), str(it.part)))
    if item is None:
        return
    read = item.read_at is not None
    place = NoticeItem.unread_key
    action: Any = place.remove() if read else place.set(keys.user(_user(it)))
    as_read = NoticeItem.read_at.exists() if read else NoticeItem.read_at.does_not_exist()
    written(lambda: item.update(actions=[action], condition=NoticeItem.pk.exists() & as_read))


def _calendar(it: Mismatch) -> None:
    """An address that opens nothing is none: its user makes a new one."""
    calendars.remove(_user(it))


def _words(it: Mismatch) -> None:
    word_index.refresh(_event(it))


def _event(it: Mismatch) -> str:
    return str(it.event_id)


def _user(it: Mismatch) -> str:
    return str(it.user_id)


def _wishes(it: Mismatch) -> None:
    partition, _, sort = str(it.part).rpartition(" ")
    wishes.correct((partition, sort), int(it.found), int(it.expected))


MENDS: dict[Kind, Callable[[Mismatch], None]] = {
    "seats": _seats,
    "shards": _seats,
    "line": _line,
    "counts": _counts,
    "ever_booked": _ever_booked,
    "lists": _lists,
    "link": _link,
    "told": _told,
    "moderator": _moderator,
    "booking": _booking,
    "agenda": _agenda,
    "pointer": _pointer,
    "passed_over": _passed_over,
    "ratings": _ratings,
    "unrevealed": _unrevealed,
    "blocks": _blocks,
    "blocks_copy": _blocks_copy,
    "unread": _unread,
    "calendar": _calendar,
    "wishes": _wishes,
    "words": _words,
    "attendance": _attendance,
    "address": _address,
    "reports": _reports,
    "suspended": _suspended,
}
