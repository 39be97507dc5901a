"""Who waits for a seat of an automatic event, in the order of asking: when the line is looked at, and moves.

Which guests wait is read from an index, which may lag behind what is true. So every look is followed
by two more, and only the second of them is the last word until the next change; the first, where
nobody waits and all is as it was (`is_settled`).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice

from seance.agenda import store as agendas
from seance.bookings import lists, transitions, visibility_index
from seance.bookings.effects import arrives, comes_free, counts, lets_in
from seance.cloud import keys, queues
from seance.cloud.config import settings
from seance.cloud.streams import Change
from seance.errors import NotFound, SoldOut, TimeConflict, WrongStatus
from seance.events import store as events
from seance.events.model import Event, Seats

LOOKS = (0, 2, 60)  # seconds before each look; an index lags by less than a second, as a rule
PAGE = 100  # of a line, in one message
Mark = tuple[str, str]  # when somebody asked, and who: in a message, so as text


def look_again(event_id: str, look: int) -> None:
    """Have the line looked at for the `look`th time (from 0) after a change."""
    if look < len(LOOKS):
        body = {"event_id": event_id, "look": look}
        queues.send(settings().waitlist_queue_url, [body], LOOKS[look])


def is_settled(event: Event, look: int) -> bool:
    """Whether the last look is needless: nobody's turn depends on it, as the host answers and nobody waits.

    Should the index lag by more than the look before it waited, the requests that lists count are wrong until
    the next change, or the daily comparison.
    """
    waits = event.admitting or event.waitlist_length
    return bool(look) and event.approval == "manual" and not waits


def look_on(event_id: str, look: int, after: Mark) -> None:
    """Have the same look go on after whom it looked at last."""
    body = {"event_id": event_id, "look": look, "after": after}
    queues.send(settings().waitlist_queue_url, [body])


def follow(batch: Sequence[Change]) -> None:
    """What changes do to lines: at once where a seat may be free for who waits, else by a later look.

    Who was passed by, busy or blocked, may come now: then wherever they wait is looked at. And whoever
    newly has a live booking finds the event, also where it stopped being public
    meanwhile; where it became automatic meanwhile, nobody else answers the request.
    """
    arrived = [change for change in batch if arrives(change)]
    found = events.find_many([each.image["event_id"] for each in arrived], consistent=True)
    waiting = {event_id: change for change in batch for event_id in lets_in(change)}
    free = {user_id: change for change in batch for user_id in comes_free(change)}
    for agenda in agendas.read_many(free):
        waiting = dict.fromkeys(agenda.asked, free[agenda.user_id]) | waiting
    for change in arrived:
        event, guest_id = found.get(change.image["event_id"]), change.image["guest_id"]
        if event and event.visibility != "public":
            visibility_index.point(guest_id, event)
        if event and event.approval == "automatic" and change.image["status"] == "requested":
            waiting[event.id] = change
    counted = {
        event_id: change
        for change in batch
        if change.item == "booking"
        for event_id in counts(change)
    }
    _send(waiting, 0)
    _send({event_id: counted[event_id] for event_id in counted if event_id not in waiting}, 1)


def admit(event: Event, seats: Sequence[Seats], after: Mark | None = None) -> Mark | None:
    """Let in whom there are seats for; the busy and parties that do not fit are passed by, and keep their place (R21).

    A page of who waits, `after` whom was looked at. Answers with whom was looked at last, where there may be both
    seats and others who wait. Seats that come back meanwhile have the line looked at anew.
    """
    room = sum(each.left for each in seats)
    if not room:
        return None
    turn = (datetime.fromisoformat(after[0]), after[1]) if after else None
    page = list(islice(lists.waiting(event.id, after=turn), PAGE))
    for booking in page:
        if booking.seats > room:
            continue
        try:
            room -= transitions.promote(event.id, booking.guest_id).seats
        except SoldOut:
            room = booking.seats - 1
        except (TimeConflict, WrongStatus, NotFound):
            continue  # busy then, or no longer waiting
        if not room:
            return None
    return (keys.instant(page[-1].requested_at), page[-1].guest_id) if len(page) == PAGE else None


def let_wait(event: Event) -> bool:
    """Who asked of a host that no longer answers, and got no seat, waits; whether that was all, for it is a page."""
    rest = list(islice(lists.waiting(event.id, "requested"), PAGE))
    for booking in rest:
        transitions.wait(event.id, booking.guest_id)
    return len(rest) < PAGE


def _send(found: Mapping[str, Change], look: int) -> None:
    bodies = [change.carry({"event_id": each, "look": look}) for each, change in found.items()]
    queues.send(settings().waitlist_queue_url, bodies, LOOKS[look])
