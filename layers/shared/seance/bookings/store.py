"""Bookings in the Main table, and the transactions that give and free seats."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from random import choice, sample
from typing import Any

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from seance.agenda import store as agendas
from seance.agenda.model import Agenda
from seance.bookings import lines, visibility_index
from seance.bookings.model import LIVE, WAITING, Booking, has_room, tally
from seance.cloud import keys
from seance.cloud.clock import now
from seance.cloud.concurrency import Outrun, conditional, decide, transaction, written
from seance.cloud.config import settings
from seance.cloud.observability import is_own
from seance.cloud.tables import (
    CauseAttribute,
    InstantAttribute,
    JsonAttribute,
    MainItem,
    only,
    stamp,
)
from seance.errors import NotFound
from seance.events import store as events
from seance.events.model import Event, Seats
from seance.events.seats import (
    SeatsItem,
    add_extra_seats,
    free_seats,
    seats_of,
    shards_of,
    take_seats,
)
from seance.films.model import short
from seance.people.blocks import BlocksItem, told_by
from seance.people.model import Blocks, Profile, stranger
from seance.people.store import ProfileItem, count_attendance, profile_of

FEW = 3  # shards that are read first, of many


class BookingItem(MainItem, discriminator="booking"):
    """`event` and `guest` are copies for the guest's own list; `streams.refresh` keeps them fresh."""

    event_id = UnicodeAttribute()
    guest_id = UnicodeAttribute()
    status = UnicodeAttribute()
    requested_at = InstantAttribute()
    version = NumberAttribute()
    message = UnicodeAttribute(null=True)
    invited_by = UnicodeAttribute(null=True)
    extra_seat = BooleanAttribute()
    decided_by = UnicodeAttribute(null=True)
    decided_at = InstantAttribute(null=True)
    respond_by = InstantAttribute(null=True)
    shard = NumberAttribute(null=True)
    answer = UnicodeAttribute(null=True)
    event_version = NumberAttribute(attr_name="known", null=True)  # short: an item fits 1 KiB
    number = NumberAttribute(null=True)
    # Named as what the indexes project already: a projection is no property that an index may change (UpdateTable).
    seats = NumberAttribute(
        attr_name="left", null=True
    )  # none of a party of one: an item fits 1 KiB
    companions = JsonAttribute(null=True)
    beside = JsonAttribute(null=True)
    attendance = UnicodeAttribute(null=True)
    attended_at = InstantAttribute(null=True)
    event = JsonAttribute()
    guest = JsonAttribute()
    cause = CauseAttribute()


@dataclass(frozen=True, slots=True)
class Situation:
    """What a decision about one guest and one event rests on, read consistently in one request.

    Where the seats lie in shards, another request reads some of them: enough free seats are among
    them, if there are. Another one reads how the guest and the host stand, where the guest has
    ever been one of such a pair.
    """

    event: Event
    seats: list[Seats]
    booking: Booking | None
    agenda: Agenda
    guest: Profile | None
    blocks: Blocks
    item: BookingItem | None = None

    @property
    def person(self) -> Profile:
        """The guest, or what stands for a guest whose profile is gone."""
        return self.guest or stranger(self.agenda.user_id, self.event.created_at)

    @property
    def is_own_work(self) -> bool:
        """Whether this very request wrote the booking: an earlier round, or try of the client's."""
        return self.item is not None and is_own(self.item.cause)


def booking_of(item: BookingItem) -> Booking:
    """The value of an item."""
    values: dict[str, Any] = {each.name: getattr(item, each.name) for each in fields(Booking)}
    values["version"] = int(item.version)
    for number in ("shard", "event_version", "number"):
        values[number] = None if values[number] is None else int(values[number])
    values["seats"] = int(item.seats or 1)
    for several in ("companions", "beside"):
        values[several] = tuple(values[several] or ())
    return Booking(**values)


def own_booking(item: BookingItem | None) -> Booking | None:
    """What it is for its guest: nothing where it was left behind with an account (`forget_guest`)."""
    return booking_of(item) if item and item.user_key else None


def situation(event_id: str, guest_id: str, *, seats: int = 1) -> Situation:
    """Everything about this guest and this event; `NotFound` without the event.

    Enough of the shards for `seats`, and for the booking that there is, where they have room.
    """
    wanted = [
        keys.event(event_id),
        keys.seats(event_id, 0),
        keys.booking(guest_id, event_id),
        keys.agenda(guest_id),
        keys.profile(guest_id),
        keys.blocks(guest_id),
    ]
    found = list(MainItem.batch_get(wanted, consistent_read=True))
    item = only(events.EventItem, found)
    if item is None:
        raise NotFound
    event = events.event_of(item)
    booking, profile = only(BookingItem, found), only(ProfileItem, found)
    was = booking_of(booking) if booking else None
    first = [seats_of(each) for each in found if isinstance(each, SeatsItem)]
    return Situation(
        event,
        _seats(event, first, max(seats, was.seats if was else 1)),
        was,
        agendas.agenda_of(guest_id, only(agendas.AgendaItem, found)),
        profile_of(profile) if profile else None,
        told_by(only(BlocksItem, found), guest_id, [event.host_id]),
        booking,
    )


def _seats(event: Event, first: list[Seats], needed: int) -> list[Seats]:
    """Shards among which are so many free seats, if there are: a few of many, else all.

    All are not read at one moment: while seats are only taken, too few are too few. Where some come
    back meanwhile, a party may wait that would fit, and the seats that came back let it in.
    """
    numbers, seats = event.shard_numbers, first
    for wanted in (sample(numbers, min(FEW, len(numbers))), numbers):
        seats = first if 0 in wanted else []
        seats = seats + shards_of(event.id, [number for number in wanted if number])
        if len(seats) < len(wanted):
            raise Outrun  # the shards became others between the two reads
        if has_room(seats, needed):
            break
    return seats


def find(event_id: str, guest_id: str) -> Booking | None:
    """One booking."""
    item = BookingItem.find(keys.booking(guest_id, event_id))
    return booking_of(item) if item else None


def with_room(at: Situation) -> Situation:
    """The situation, if its guest may have one live booking more; else `TooManyRequests`.

    Wishes that came to nothing are taken out of the agenda only here, when it looks full.
    """
    most, agenda = settings().maximum_live_bookings, at.agenda.since(now())
    if agenda.bookings() < most:
        return at
    wanted = [keys.booking(agenda.user_id, each) for each in agenda.asked]
    found = MainItem.batch_get(wanted, consistent_read=True) if wanted else ()
    live = {
        each.event_id for each in found if isinstance(each, BookingItem) and each.status in LIVE
    }
    asked = {event_id: end for event_id, end in agenda.asked.items() if event_id in live}
    agenda = replace(agenda, asked=asked)
    agenda.check_room(most)
    return replace(at, agenda=agenda)


def take_attendance(was: Booking, booking: Booking, at: Situation) -> None:
    """R23: who came, with the counts of the guest, where the booking is still `was`; its copies stay.

    Who is gone has no counts.
    """
    values = {"attendance": booking.attendance, "attended_at": booking.attended_at}
    actions: list[Any] = [
        getattr(BookingItem, name).remove()
        if value is None
        else getattr(BookingItem, name).set(value)
        for name, value in values.items()
    ]
    with transaction() as writes:
        writes.update(
            BookingItem.of(keys.booking(was.guest_id, was.event_id)),
            actions=[*actions, BookingItem.version.set(booking.version), *stamp(BookingItem)],
            condition=BookingItem.version == was.version,
        )
        _count(writes, at, tally([(was, booking)]))


def booked(event_id: str, user_ids: Sequence[str]) -> set[str]:
    """Who of these has or had a booking of the event."""
    wanted = [keys.booking(each, event_id) for each in user_ids]
    found = MainItem.batch_get(wanted) if wanted else ()
    return {item.guest_id for item in found if isinstance(item, BookingItem)}


def write(
    was: Booking | None,
    booking: Booking,
    at: Situation,
    instead_of: Sequence[tuple[Booking, Booking, Situation]] = (),
    also: Callable[[TransactWrite], None] | None = None,
) -> Booking:
    """Store the booking with what goes with it, all or none; answers with it as stored.

    Gaining seats takes them, all or none, and the time in the agenda; losing them gives both back,
    lowering the party those beyond it, each on the condition that the booking is still `was` (so a
    seat is freed exactly once). Who joins or leaves
    the waitlist is counted in the same transaction, so exactly once, too. Who joins an event
    that is not public finds it from then on. `instead_of` are bookings that lose their seat with
    it: before, after, and what that was decided on; the agenda is without them already. `also` adds
    what else stands or falls with it.
    """
    gains = booking.holds_seat and not (was and was.holds_seat)
    loses = bool(was and was.holds_seat) and not booking.holds_seat
    fewer = was.held[booking.seats :] if was and was.holds_seat and booking.holds_seat else ()
    settles = bool(was and was.status == "moved") and booking.status == "confirmed"
    asks = booking.status in WAITING and not (was and was.status in WAITING)
    joins = booking.status in LIVE and not (was and was.status in LIVE)
    hidden = joins and at.event.visibility != "public"
    move = lines.moves(was, booking) if at.event.counted else None
    counts = tally([(was, booking), *((before, left) for before, left, _ in instead_of)])
    booking = _placed(booking, at, gains=gains, joins_line=move == "joined")
    item = item_of(booking, at.event, at.person)
    as_read = BookingItem.version == was.version if was else BookingItem.pk.does_not_exist()
    if (
        not (gains or loses or fewer or settles or asks or hidden or move or counts or also)
        and at.event.ever_booked
    ):
        with conditional():
            item.save(condition=as_read)
        return booking
    with transaction() as writes:
        writes.save(item, condition=as_read)
        if not at.event.ever_booked:
            events.mark_booked(writes, at.event)
        if gains:
            _take(writes, booking, at)
        if was and fewer:
            _free(writes, was, fewer, at.event)
        if move:
            lines.count(writes, booking, move)
        if hidden:
            writes.save(visibility_index.pointer(booking.guest_id, at.event))
        if gains or settles:
            agendas.write(writes, at.agenda.promise(booking.event_id, at.event.interval()))
        if asks:
            agendas.write(writes, at.agenda.ask(booking.event_id, at.event.ends_at))
        if loses and was:
            _lose(writes, was, at)
        _give_up(writes, instead_of)
        _count(writes, at, counts)
        (also or _nothing)(writes)
    return replace(booking, shard=None, beside=()) if loses else booking


def _count(writes: TransactWrite, at: Situation, counts: Mapping[str, int]) -> None:
    if at.guest:  # who is gone has no counts
        count_attendance(writes, at.guest.id, counts)


def _nothing(_: TransactWrite) -> None:
    """Nothing else stands or falls with the booking."""


def _placed(booking: Booking, at: Situation, *, gains: bool, joins_line: bool) -> Booking:
    """The booking with the shards that its seats are taken from, or with its number on the waitlist."""
    if gains:
        extra = [0] * booking.seats
        shard, *beside = extra if booking.extra_seat else _pick(at.seats, booking.seats)
        booking = replace(booking, shard=shard, beside=tuple(beside))
    if joins_line:
        booking = replace(booking, number=lines.read(booking.event_id).joined + 1)
    return booking


def _lose(writes: TransactWrite, was: Booking, at: Situation) -> None:
    _free(writes, was, was.held, at.event)
    if was.status == "confirmed":
        agendas.write(writes, at.agenda.release(was.event_id))


def _take(writes: TransactWrite, booking: Booking, at: Situation) -> None:
    take = add_extra_seats if booking.extra_seat else take_seats
    for shard, count in Counter(booking.held).items():
        take(writes, at.event, shard, count, now())


def _give_up(writes: TransactWrite, bookings: Sequence[tuple[Booking, Booking, Situation]]) -> None:
    for was, left, there in bookings:
        as_read = BookingItem.version == was.version
        writes.save(item_of(left, there.event, there.person), condition=as_read)
        _free(writes, was, was.held, there.event)


def _free(writes: TransactWrite, was: Booking, held: Iterable[int], event: Event) -> None:
    for shard, count in Counter(_home(event, each) for each in held).items():
        free_seats(writes, was.event_id, shard, count, extra=was.extra_seat)


def _pick(shards: Sequence[Seats], seats: int) -> list[int]:
    """The shard of each seat: any with room for all, another one each time, so that a crowd spreads.

    Where none has room for all, as few as it takes.
    """
    whole = [each for each in shards if each.left >= seats]
    if whole:
        return [choice(whole).shard] * seats  # noqa: S311 # no secret
    fullest = sorted(sample(shards, len(shards)), key=lambda each: -each.left)
    found = [each.shard for each in fullest for _ in range(each.left)][:seats]
    if len(found) < seats:
        raise Outrun  # the rule saw free seats; whoever took them came between
    return found


def _home(event: Event, shard: int) -> int:
    """Where a seat goes back to: its shard, or shard 0, which took over those that are gone."""
    if shard >= event.first_shard + event.shards - 1 and shard:
        raise Outrun  # a shard that came after the event was read
    return shard if shard in event.shard_numbers else 0


def item_of(booking: Booking, event: Event, guest: Profile) -> BookingItem:
    """The item of a booking, with its places in the indexes."""
    values = {each.name: getattr(booking, each.name) for each in fields(Booking)}
    if not booking.holds_seat:
        values["shard"] = values["beside"] = None
    if booking.status != "waitlisted":
        values["number"] = None
    values["seats"] = booking.seats if booking.seats > 1 else None
    for several in ("companions", "beside"):
        values[several] = list(values[several] or ()) or None
    return BookingItem.of(
        keys.booking(booking.guest_id, booking.event_id),
        **values,
        event=short_event(event),
        guest=short_guest(guest),
        user_key=keys.user(booking.guest_id),
        user_sort=keys.booking_by_start(event.starts_at, event.id),
        time_key=keys.event_bookings(event.id),
        time_sort=keys.booking_by_status(booking.status, booking.requested_at, booking.guest_id),
    )


def short_event(event: Event) -> dict[str, Any]:
    """What the guest's own list shows of the event; short, for every confirmation writes it."""
    return {
        "title": event.title,
        "film": short(event.film),
        "starts_at": keys.instant(event.starts_at),
        "ends_at": keys.instant(event.ends_at),
        "time_zone": event.time_zone,
        "city": event.place.city,
        "status": event.status,
        **({"hidden": True} if event.hidden else {}),
    }


def short_guest(guest: Profile) -> dict[str, Any]:
    """What the guest's own list shows of the guest."""
    return {
        "name": guest.name,
        "avatar_url": guest.avatar_url,
        "host": [guest.host_rating.total, guest.host_rating.count],
        "guest": [guest.guest_rating.total, guest.guest_rating.count],
    }


def forget_guest(guest_id: str, event_id: str) -> None:
    """The booking of who left keeps neither name nor words, and stands in no list of their own."""
    item = BookingItem.of(keys.booking(guest_id, event_id))
    forgets: list[Any] = [
        BookingItem.guest.set(short_guest(stranger(guest_id, now()))),
        BookingItem.message.remove(),
        BookingItem.companions.remove(),
        BookingItem.answer.remove(),
        BookingItem.invited_by.remove(),
        BookingItem.user_key.remove(),
        BookingItem.user_sort.remove(),
    ]
    decide(lambda: written(lambda: item.update(actions=forgets, condition=BookingItem.pk.exists())))
