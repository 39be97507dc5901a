"""Inviting who voted for the time of a proposal that became an event."""

from seance.bookings.transitions import invite_first
from seance.cloud import queues
from seance.cloud.config import settings
from seance.people.store import present
from seance.proposals import store

PAGE = 50


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
