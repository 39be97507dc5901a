"""Cancel a proposal (M30): its host, until it is fixed."""

from dataclasses import replace

from fastapi import APIRouter

from seance.cloud.concurrency import decide
from seance.errors import Forbidden
from seance.proposals import store
from seance.proposals.model import cancel
from seance.proposals.schemas import ProposalOut, proposal_out
from seance.web.app import API, lambda_handler
from seance.web.fields import ProposalId
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/proposals/{{proposal_id}}/cancel", tags=["proposals"])
async def cancel_proposal(proposal_id: ProposalId, user: CurrentUser) -> ProposalOut:
    """The vote is over, and there is no event."""

    def work() -> ProposalOut:
        seen = store.look(proposal_id, user.id)
        if seen.proposal.host_id != user.id:
            raise Forbidden("Only its host cancels a proposal.")
        cancelled = cancel(seen.proposal)
        if cancelled != seen.proposal:
            store.save(seen.proposal, cancelled)
        return proposal_out(replace(seen, proposal=cancelled), user.id)

    return decide(work)


handler = lambda_handler(router)
