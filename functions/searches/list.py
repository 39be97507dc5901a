"""List saved searches (M41), the newest first; all of them, for they are few."""

from fastapi import APIRouter

from seance.web.app import API, lambda_handler
from seance.web.pages import Page
from seance.web.user import CurrentUser
from seance.wishes import searches
from seance.wishes.schemas import SearchOut

router = APIRouter()


@router.get(f"{API}/me/searches", tags=["searches"])
async def list_searches(user: CurrentUser) -> Page[SearchOut]:
    """What one is told of."""
    return Page(items=[SearchOut.of(each) for each in searches.of_user(user.id)], next_cursor=None)


handler = lambda_handler(router)
