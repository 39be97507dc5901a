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
from seance.events.model import (
    Event,
    Seats,
    check_editable,
    check_not_hidden,
    check_version,
    hide,
)
from seance.people.model import stranger
from seance.people.store import find_profile

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
            check_not_hidden(seen.event)
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


def hide_event(event_id: str) -> None:
    """R24: for its host alone from now on; as if the host had called it off. What is gone or hidden stays so."""

    def work() -> None:
        found = store.find(event_id)
        if found is None or found[0].hidden:
            return
        event, seats = hide(found[0], now()), found[1]
        host = find_profile(event.host_id) or stranger(event.host_id, event.created_at)
        store.save(found[0], event, seats, seats, _replanned(found[0], event), Host.of(host))

    decide(work)


def _replanned(old: Event, new: Event) -> Agenda | None:
    """The host's agenda where the edit touches it: a cancelled event keeps nobody busy (R3, R4)."""
    if (old.interval(own=True), old.status) == (new.interval(own=True), new.status):
        return None
    agenda = agendas.read(new.host_id)
    if new.status == "cancelled":
        return agenda.release(new.id)
    return agenda.announce(new.id, new.interval(own=True))
