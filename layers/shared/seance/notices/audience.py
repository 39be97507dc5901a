"""Who hears a message, a page at a time, so that ten thousand guests cost no more memory than one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from seance.bookings.lists import of_event
from seance.bookings.model import LIVE
from seance.bookings.store import booked
from seance.cloud.clock import now
from seance.cloud.tables import Position
from seance.events.model import Event
from seance.events.moderators import since as moderating_since
from seance.notices import announcements, reminders
from seance.notices.introductions import introduced
from seance.notices.model import NEWS, REMINDERS, Message
from seance.people.store import followers, present

PAGE = 100
UNKNOWN: tuple[datetime | None, int | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Listener:
    """One who is told, and whether they may know the exact address (R7).

    `knew` is the version of the event that they knew from the beginning: of what it changed, and
    of what came before, they are told nothing. `seats` are those of their booking.
    """

    user_id: str
    knows_address: bool
    knew: int = 0
    seats: int = 1


def page_of(message: Message, event: Event) -> tuple[list[Listener], Any]:
    """The listeners of one page, and where the next one starts (nothing after the last)."""
    first = message.after is None
    host_side = [event.host_id, *sorted(event.moderator_ids)]
    rest: list[Listener] = []
    after: Any = None
    if message.audience == "users":
        named = [Listener(each, event.is_run_by(each)) for each in message.user_ids]
        return _once(named, message.but), None
    if message.audience in ("guests", "coming", "attended"):
        # All in the order of asking, which no decision changes: who is approved meanwhile is told.
        statuses = LIVE if message.audience == "guests" else {"confirmed"}
        bookings, after = of_event(event.id, None, PAGE, cast(Position | None, message.after))
        rest = [
            Listener(
                each.guest_id,
                each.knows_address,
                _knew(each.requested_at, each.event_version, message),
                each.seats,
            )
            for each in bookings
            if each.status in statuses
        ]
    if message.audience == "followers":
        ids, last = followers(event.host_id, PAGE, (message.after or {}).get("after"))
        rest, after = [Listener(each, False) for each in ids], {"after": last} if last else None
    ahead = {
        "host": [event.host_id],
        "host_side": host_side,
        "coming": host_side,
        "attended": [event.host_id],
        "guests": host_side[1:],
        "followers": [],
    }[message.audience]
    since = moderating_since(event.id) if first and message.changes and event.moderator_ids else {}
    leading = [
        Listener(each, True, _knew(*since.get(each, UNKNOWN), message)) for each in ahead if first
    ]
    return _wanted(message, _once([*leading, *rest], message.but)), after


def _knew(since: datetime | None, version: int | None, message: Message) -> int:
    """By the clock, where no version was kept: who came after the change knows all of it."""
    if version is not None:
        return version
    came_later = since is not None and since > datetime.fromisoformat(message.at)
    return message.version if came_later else 0


def _wanted(message: Message, listeners: list[Listener]) -> list[Listener]:
    """M20: without those who silenced this reminder."""
    if message.kind not in REMINDERS:
        return listeners
    which = message.kind.removeprefix("reminder_")
    spared = reminders.spared([each.user_id for each in listeners], message.event_id, which)
    return [each for each in listeners if each.user_id not in spared]


def _once(listeners: list[Listener], but: str | None) -> list[Listener]:
    seen: dict[str, Listener] = {}
    for each in listeners:
        if each.user_id != but:
            twin = seen.get(each.user_id, each)
            seen[each.user_id] = Listener(
                each.user_id,
                each.knows_address or twin.knows_address,
                min(each.knew, twin.knew),
                max(each.seats, twin.seats),
            )
    return list(seen.values())


def concerned(listeners: Sequence[Listener], message: Message, event: Event) -> Iterator[Listener]:
    """Without who has left, and of news without who knows the event already."""
    here = present(each.user_id for each in listeners)
    knows = set[str]()
    if message.kind in NEWS:
        knows = introduced(here, event.id).union(event.moderator_ids)
        if event.ever_booked:
            knows |= booked(event.id, here)
    for listener in listeners:
        if listener.user_id in here and listener.user_id not in knows:
            yield listener


def as_it_is(message: Message, event: Event) -> Message:
    """With what is read only now: words that lie in no queue, and what the event has become."""
    if message.kind == "event_cancelled":
        return replace(message, message=event.cancel_reason)
    if message.kind == "host_message":
        said = announcements.find(event.id, str(message.subject))
        return replace(message, message=said.text if said else None)
    if message.kind == "booking_requested" and event.approval == "automatic":
        # Who waits there: seats go to them by themselves.
        return replace(message, kind="guests_coming")
    return message


def is_stale(message: Message, event: Event) -> bool:
    """Whether what was true when the message was sent is true no longer.

    Situation 8: a reminder of an event that is cancelled, moved or under way reminds nobody. An
    event that is cancelled or closed by now is announced to nobody (R6). Of one that an operator
    has hidden its guests are told that it is off, and nothing else (R24).
    """
    if event.hidden:
        return message.kind != "event_cancelled"
    if message.kind in NEWS:
        closed = event.status == "cancelled" or event.visibility == "invite_only"
        return closed or now() >= event.starts_at
    return message.kind in REMINDERS and (
        event.status == "cancelled"
        or message.version != int(event.starts_at.timestamp())
        or now() >= event.starts_at
    )
