"""A programme as one user sees it: of its events those that exist for them (R6, R17)."""

from seance.bookings.visibility import Sighted, look_at_many
from seance.errors import NotFound
from seance.programmes.announcing import parts


def look(programme_id: str, viewer_id: str) -> list[Sighted]:
    """The events that the viewer may see; `NotFound` where there are none. Two requests."""
    found = parts(programme_id)
    hosts = {event_id: each.host_id for event_id, each in found.items()}
    seen = look_at_many(viewer_id, hosts, consistent=True)
    if not seen:
        raise NotFound
    return list(seen.values())
