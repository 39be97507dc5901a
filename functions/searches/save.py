"""Keep a search (M41): one is told of what it finds from then on."""

from fastapi import APIRouter, Response

from seance.cloud.clock import now
from seance.people.newcomers import profile_of
from seance.web.app import API, lambda_handler
from seance.web.fields import point
from seance.web.idempotency import MadeFor
from seance.web.user import CurrentUser
from seance.wishes import searches
from seance.wishes.schemas import SearchIn, SearchOut

router = APIRouter()


@router.post(f"{API}/me/searches", status_code=201, tags=["searches"])
async def save_search(
    asked: SearchIn, user: CurrentUser, response: Response, request: MadeFor
) -> SearchOut:
    """Twenty at most."""
    point(asked.near)
    profile_of(user)
    made = searches.save(user.id, asked.name, asked.wanted(), now(), request)
    response.headers["Location"] = f"{API}/me/searches/{made.id}"
    return SearchOut.of(made)


handler = lambda_handler(router)
