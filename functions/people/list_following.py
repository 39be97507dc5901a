"""List whom the caller follows (M13)."""

from fastapi import APIRouter

from seance.people.schemas import PersonOut
from seance.people.store import find_profiles, following
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, Limit
from seance.web.pages import Page, read_cursor, write_cursor
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/me/following", tags=["people"])
async def list_following(
    user: CurrentUser, limit: Limit = 20, cursor: Cursor = None
) -> Page[PersonOut]:
    """Whose events I am told of."""
    scope = ("list_following", user.id)
    ids, after = following(user.id, limit, read_cursor(cursor, *scope))
    people = find_profiles(ids)
    return Page(
        items=[PersonOut.of(people[each]) for each in ids], next_cursor=write_cursor(after, *scope)
    )


handler = lambda_handler(router)
