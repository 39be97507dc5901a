"""R4: what clashes is named, before one tries and in the refusal. Titles are read only where something does."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from seance.cloud.keys import instant
from seance.errors import DuplicateEvent, TimeConflict
from seance.events import store


@contextmanager
def named() -> Iterator[None]:
    """Around a decision on the caller's own agenda: its clashes become `conflicts` of the problem."""
    try:
        yield
    except (TimeConflict, DuplicateEvent) as refusal:
        refusal.extra["conflicts"] = conflicts(refusal.event_ids)
        raise


def conflicts(event_ids: Sequence[str]) -> list[dict[str, Any]]:
    """These events, by what a problem names of each; its `titles` by language where its host gave none."""
    events = store.find_many(event_ids) if event_ids else {}
    return [
        {
            "event_id": event.id,
            "title": event.title,
            **({"titles": event.titles} if event.titles else {}),
            "starts_at": instant(event.starts_at),
            "ends_at": instant(event.ends_at),
        }
        for event in (events[each] for each in event_ids if each in events)
    ]
