"""List whom the caller blocked (M13)."""

from fastapi import APIRouter

from seance.people.schemas import PersonOut
from seance.people.store import blocks, find_profiles
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
    after = read_cursor(cursor, *scope) or ""
    ids = sorted(each for each in blocks(user.id).blocked if each > after)
    people = find_profiles(ids[:limit])
    more = ids[limit - 1] if len(ids) > limit else None
    return Page(
        items=[PersonOut.of(each) for each in people.values()],
        next_cursor=write_cursor(more, *scope),
    )


handler = lambda_handler(router)
