"""Read a programme (M29): of its events those that the reader may see (R6)."""

from fastapi import APIRouter

from seance.cloud.clock import now
from seance.programmes.reading import look
from seance.programmes.schemas import ProgrammeOut
from seance.web.app import API, lambda_handler
from seance.web.fields import ProgrammeId
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/programmes/{{programme_id}}", tags=["programmes"])
async def get_programme(programme_id: ProgrammeId, user: CurrentUser) -> ProgrammeOut:
    """Its events as lists show them."""
    return ProgrammeOut.of((each.item for each in look(programme_id, user.id)), now())


handler = lambda_handler(router)
