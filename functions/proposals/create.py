"""Put films and times to the vote (M30): anybody signed in may. It holds neither seats nor agenda (R20)."""

from fastapi import APIRouter, Response

from seance.agenda import store as agendas
from seance.cloud.clock import now
from seance.cloud.concurrency import decide
from seance.people.newcomers import profile_of
from seance.proposals import opening, store
from seance.proposals.model import Proposal
from seance.proposals.schemas import ProposalIn, ProposalOut, proposal_out
from seance.proposals.store import Ballot
from seance.web.app import API, lambda_handler
from seance.web.idempotency import MadeFor
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/proposals", status_code=201, tags=["proposals"])
async def create_proposal(
    asked: ProposalIn, user: CurrentUser, response: Response, request: MadeFor
) -> ProposalOut:
    """Open a vote; who is asked is told."""
    host, agenda = profile_of(user), agendas.read(user.id)
    proposal = opening.new(asked, user.id, now(), request)

    def work() -> Proposal:
        if was := store.find(proposal.id):  # written already, only the answer was lost
            return was
        store.add(proposal, asked.ask)
        return proposal

    made = decide(work)
    response.headers["Location"] = f"{API}/proposals/{made.id}"
    return proposal_out(Ballot(made, None, host, agenda), user.id)


handler = lambda_handler(router)
