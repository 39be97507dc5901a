"""Programmes as the API takes and shows them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Self

from pydantic import Field

from seance.bookings.model import Status
from seance.bookings.schemas import Answer
from seance.events.schemas import EventIn, EventSummary, Party, ProgrammeRef
from seance.events.store import EventItem
from seance.people.schemas import PersonOut
from seance.web.answers import Out
from seance.web.fields import Body, Title

MOST = 20  # events, so that all are written in one transaction


class ProgrammeIn(Body):
    """What is announced together; each event says its own start, as the clock of its place shows it then."""

    title: Title
    events: Annotated[list[EventIn], Field(min_length=2, max_length=MOST)]


class ProgrammeOut(Out):
    """Of a programme the events that the reader may see, in its order."""

    id: str
    title: str
    host: PersonOut
    events: list[EventSummary]

    @classmethod
    def of(cls, items: Iterable[EventItem], now: datetime) -> Self:
        """From its events' items, one at least; all of one host."""
        ordered = sorted(items, key=lambda each: int(each.programme["position"]))
        events = [EventSummary.of(each, now) for each in ordered]
        whole = ProgrammeRef.model_validate(ordered[0].programme)
        return cls(id=whole.id, title=whole.title, host=events[0].host, events=events)


class WholeRequest(Answer):
    """A word to the host of each, and for how many one asks."""

    seats: Party = 1


class Asked(Out):
    """One event of the programme: the status of the booking, or the code of the refusal."""

    event_id: str
    status: Status | None = None
    code: str | None = None


class AskedOut(Out):
    """By the start of each."""

    results: list[Asked]
