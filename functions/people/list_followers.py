"""List who follows a user (M13): for everybody, except whom the user blocked (R17)."""

from fastapi import APIRouter

from seance.errors import NotFound
from seance.people.blocks import blocks
from seance.people.schemas import PersonOut
from seance.people.store import find_profiles, followers
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, Limit, UserId
from seance.web.pages import Page, read_cursor, write_cursor
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/users/{{user_id}}/followers", tags=["people"])
async def list_followers(
    user_id: UserId, user: CurrentUser, limit: Limit = 20, cursor: Cursor = None
) -> Page[PersonOut]:
    """Who is told of this user's events; `me` is the caller."""
    user_id = user.id if user_id == "me" else user_id
    if user_id in blocks(user.id, [user_id]).blocked_by:
        raise NotFound
    scope = ("list_followers", user.id, user_id)
    ids, after = followers(user_id, limit, read_cursor(cursor, *scope))
    people = find_profiles(ids)
    return Page(
        items=[PersonOut.of(people[each]) for each in ids], next_cursor=write_cursor(after, *scope)
    )


handler = lambda_handler(router)
