"""R4: a refusal names every clash. The titles are read only when there is something to refuse."""

from collections.abc import Iterator
from contextlib import contextmanager

from seance.cloud.keys import instant
from seance.events import store
from seance.refusals import DuplicateEvent, TimeConflict


@contextmanager
def named() -> Iterator[None]:
    """Around a decision on the caller's own agenda: its clashes become `conflicts` of the problem."""
    try:
        yield
    except (TimeConflict, DuplicateEvent) as refusal:
        events = store.find_many(refusal.event_ids)
        refusal.extra["conflicts"] = [
            {
                "event_id": event.id,
                "title": event.title,
                "starts_at": instant(event.starts_at),
                "ends_at": instant(event.ends_at),
            }
            for event in (events[each] for each in refusal.event_ids if each in events)
        ]
        raise
