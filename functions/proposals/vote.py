"""Vote on a proposal (M30): who may see it, but not its host; in place of one's vote before."""

from fastapi import APIRouter

from seance.cloud.clock import now
from seance.cloud.concurrency import decide
from seance.errors import Forbidden
from seance.people.newcomers import profile_of
from seance.proposals import store
from seance.proposals.model import vote
from seance.proposals.schemas import VoteIn
from seance.web.app import API, lambda_handler
from seance.web.fields import ProposalId
from seance.web.user import CurrentUser

router = APIRouter()


@router.put(f"{API}/proposals/{{proposal_id}}/vote", status_code=204, tags=["proposals"])
async def vote_on_proposal(proposal_id: ProposalId, asked: VoteIn, user: CurrentUser) -> None:
    """At which of the times one could come, and to which of the films."""
    profile_of(user)

    def work() -> None:
        seen = store.look(proposal_id, user.id)
        if seen.proposal.host_id == user.id:
            raise Forbidden("The host puts to the vote, and does not vote.")
        proposal, voter = vote(
            seen.proposal, seen.voter, user.id, asked.film_ids, asked.times, now()
        )
        if voter != seen.voter:
            store.save(seen.proposal, proposal, voter)

    decide(work)


handler = lambda_handler(router)
