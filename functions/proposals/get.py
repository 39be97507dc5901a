"""Read a proposal (M30): who may see it; each voter sees at which of the times they are busy (R20)."""

from fastapi import APIRouter

from seance.proposals.schemas import ProposalOut, proposal_out
from seance.proposals.store import look
from seance.web.app import API, lambda_handler
from seance.web.fields import ProposalId
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/proposals/{{proposal_id}}", tags=["proposals"])
async def get_proposal(proposal_id: ProposalId, user: CurrentUser) -> ProposalOut:
    """The choice, the votes so far, and one's own."""
    return proposal_out(look(proposal_id, user.id), user.id)


handler = lambda_handler(router)
