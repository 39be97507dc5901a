"""Announce a programme (M29): several events at once, all or none (R26).

Refuses it whole where one of them is refused (R3, R4), and names each clash, also of two of its own.
"""

from fastapi import APIRouter, Response

from seance import ids
from seance.cloud.clock import now
from seance.cloud.concurrency import decide
from seance.people.newcomers import profile_of
from seance.programmes import announcing
from seance.programmes.schemas import ProgrammeIn, ProgrammeOut
from seance.web.app import API, lambda_handler
from seance.web.idempotency import MadeFor
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/programmes", status_code=201, tags=["programmes"])
async def create_programme(
    asked: ProgrammeIn, user: CurrentUser, response: Response, request: MadeFor
) -> ProgrammeOut:
    """Announce them together; each then is an event like any other."""
    moment = now()
    programme_id = ids.new(moment, request)
    planned = announcing.new(programme_id, asked, user.id, moment)
    host = profile_of(user)
    made = ProgrammeOut.of(decide(lambda: announcing.announce(programme_id, planned, host)), now())
    response.headers["Location"] = f"{API}/programmes/{made.id}"
    return made


handler = lambda_handler(router)
