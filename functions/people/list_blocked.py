"""List whom the caller blocked (M13)."""

from fastapi import APIRouter

from seance.people.blocks import blocked
from seance.people.schemas import PersonOut
from seance.people.store import find_profiles
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, Limit
from seance.web.pages import Page, read_cursor, write_cursor
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/me/blocked", tags=["people"])
async def list_blocked(
    user: CurrentUser, limit: Limit = 20, cursor: Cursor = None
) -> Page[PersonOut]:
    """With whom I have nothing to do; only I see this."""
    scope = ("list_blocked", user.id)
    ids, more = blocked(user.id, limit, read_cursor(cursor, *scope))
    people = find_profiles(ids)
    return Page(
        items=[PersonOut.of(each) for each in people.values()],
        next_cursor=write_cursor(more, *scope),
    )


handler = lambda_handler(router)
