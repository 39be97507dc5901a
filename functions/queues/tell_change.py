"""Changes queue → told facts: some time after an edit, the guests are told what differs (R9).

Every edit sends a message; the first to arrive tells all edits until then, the others find nothing
new. What was told is kept beside the event, and the stream of that tells the guests.
"""

from typing import Any

from seance.cloud import deadline, queues
from seance.events import store


def tell_change(body: dict[str, Any]) -> None:
    """Let the newest facts be known."""
    found = store.find(body["event_id"])
    if found:
        store.tell(found[0])


@deadline.kept
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the changes queue."""
    return queues.process(event, tell_change)
