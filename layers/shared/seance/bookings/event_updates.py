"""How a host changes an own event: read, alter by a pure rule, write with every copy that must agree."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime

from seance.agenda import store as agendas
from seance.agenda.model import Agenda
from seance.bookings.visibility import Seen, look
from seance.cloud.clock import now
from seance.cloud.concurrency import decide
from seance.events import clashes, store
from seance.events.cards import Host
from seance.events.model import Event, Seats, check_editable, check_version

Alter = Callable[[Event, list[Seats], datetime], tuple[Event, list[Seats]]]


def change_event(
    event_id: str, host_id: str, alter: Alter, if_match: Collection[str] | None = None
) -> Seen:
    """Alter the newest version; when that changes nothing, nothing is written.

    Then `if_match` does not matter either: the change was made already, perhaps by an earlier round
    of this very request whose answer was lost (RFC 9110, 13.1.1, allows to say so).
    """

    def work() -> Seen:
        seen, moment = look(event_id, host_id), now()
        check_editable(seen.event, host_id, moment)
        event, seats = alter(seen.event, seen.seats, moment)
        if event != seen.event:
            check_version(seen.event, if_match)
            store.save(
                seen.event,
                event,
                seen.seats,
                seats,
                _replanned(seen.event, event),
                Host.of(seen.host),
            )
        return replace(seen, event=event, seats=seats)

    with clashes.named():
        return decide(work)


def _replanned(old: Event, new: Event) -> Agenda | None:
    """The host's agenda where the edit touches it: a cancelled event keeps nobody busy (R3, R4)."""
    if (old.interval(own=True), old.status) == (new.interval(own=True), new.status):
        return None
    agenda = agendas.read(new.host_id)
    if new.status == "cancelled":
        return agenda.release(new.id)
    return agenda.announce(new.id, new.interval(own=True))
