"""List own wishes (M28), by film."""

from fastapi import APIRouter

from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, Limit
from seance.web.pages import Page, read_cursor, write_cursor
from seance.web.user import CurrentUser
from seance.wishes import store
from seance.wishes.schemas import WishOut

router = APIRouter()


@router.get(f"{API}/me/wishes", tags=["wishes"])
async def list_own_wishes(
    user: CurrentUser, limit: Limit = 20, cursor: Cursor = None
) -> Page[WishOut]:
    """Which films one wishes to see, and where."""
    scope = ("list_own_wishes", user.id)
    items, after = store.of_user(user.id, limit, read_cursor(cursor, *scope))
    return Page(items=[WishOut.of(each) for each in items], next_cursor=write_cursor(after, *scope))


handler = lambda_handler(router)
