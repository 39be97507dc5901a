"""From a proposal to its event, and to the invitations of who voted for its time."""

from datetime import datetime
from typing import Any

from pynamodb.transactions import TransactWrite

from seance import ids
from seance.bookings.transitions import invite_first
from seance.cloud import queues
from seance.cloud.clock import now
from seance.cloud.config import settings
from seance.errors import Forbidden
from seance.events import announcing
from seance.events import store as events
from seance.events.model import Event, Seats
from seance.events.schemas import EventIn
from seance.people.model import Profile
from seance.people.store import present
from seance.proposals import store
from seance.proposals.model import fix

PAGE = 50


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


def invite_voters(proposal_id: str, after: int = 0) -> None:
    """One page of who voted for the time is invited, in the order of voting; the next page is a message of its own.

    Who has a booking already, and was perhaps asked before, is not asked again.
    """
    proposal = store.find(proposal_id)
    if proposal is None or proposal.event_id is None:
        return
    for_it = [
        each
        for each in store.voters(proposal_id)
        if each.number and each.number > after and proposal.starts_at in each.times
    ]
    page = for_it[:PAGE]
    if len(for_it) > PAGE:
        message = {"proposal_id": proposal_id, "after": page[-1].number}
        queues.send(settings().copies_queue_url, [message])
    here = set(present(each.user_id for each in page))
    for voter in page:
        if voter.user_id in here:
            invite_first(proposal.event_id, voter.user_id, proposal.host_id)
