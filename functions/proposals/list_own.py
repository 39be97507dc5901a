"""List proposals (M30): those that one made, or that one was asked about or voted on; the newest first."""

from typing import Literal

from fastapi import APIRouter

from seance.people.store import find_profiles
from seance.proposals import store
from seance.proposals.schemas import ShortProposal
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, Limit
from seance.web.pages import Page, read_cursor, write_cursor
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/me/proposals", tags=["proposals"])
async def list_own_proposals(
    user: CurrentUser,
    role: Literal["host", "voter"] = "host",
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Page[ShortProposal]:
    """In short; the votes are read one by one."""
    scope = ("list_own_proposals", user.id, role)
    listed = store.of_host if role == "host" else store.of_voter
    ids, after = listed(user.id, limit, read_cursor(cursor, *scope))
    found = store.find_many(ids)
    hosts = find_profiles({each.host_id for each in found.values()})
    return Page(
        items=[ShortProposal.of(found[each], hosts) for each in ids if each in found],
        next_cursor=write_cursor(after, *scope),
    )


handler = lambda_handler(router)
