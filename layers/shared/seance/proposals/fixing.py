"""From a proposal to its event."""

from datetime import datetime
from typing import Any

from pynamodb.transactions import TransactWrite

from seance import ids
from seance.cloud.clock import now
from seance.errors import Forbidden
from seance.events import announcing
from seance.events import store as events
from seance.events.model import Event, Seats
from seance.events.schemas import EventIn
from seance.people.model import Profile
from seance.proposals import store
from seance.proposals.model import fix


def fixed(
    proposal_id: str,
    host: Profile,
    film_id: str,
    starts_at: datetime,
    request: bytes | None = None,
) -> tuple[Event, list[Seats]] | str:
    """R20: the event and its seats, written with the proposal's end; the id of one that was made before.

    What the same request wrote, of which only the answer was lost, is the answer.

    Raises what announcing raises, and `Forbidden` for who is not the host.
    """
    proposal = store.look(proposal_id, host.id).proposal
    if proposal.host_id != host.id:
        raise Forbidden("Only its host fixes a proposal.")
    moment = now()
    event_id = ids.new(moment, request or ids.request_of(proposal.id))
    if proposal.event_id:
        own = request and ids.same_request(proposal.event_id, event_id)
        return events.get(proposal.event_id) if own else proposal.event_id
    asked: dict[str, Any] = {
        **proposal.plan,
        "film_id": film_id,
        "starts_at": starts_at.isoformat(),
    }
    event, seats = announcing.new(EventIn(**asked), host.id, moment, ids.request_of(event_id))
    ended = fix(proposal, film_id, starts_at, event.id)

    def also(writes: TransactWrite) -> None:
        store.change(writes, proposal, ended)

    return announcing.announce(event, seats, host, also)
