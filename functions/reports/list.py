"""The operators' queue (M35, R24): what was reported, the longest waiting first; what is resolved, the newest first."""

from typing import Annotated

from fastapi import APIRouter, Query

from seance.people.store import find_profiles
from seance.reports import store
from seance.reports.schemas import CaseOut, people_in
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, Limit
from seance.web.pages import Page, read_cursor, write_cursor
from seance.web.user import Operator

router = APIRouter()


@router.get(f"{API}/operator/reports", tags=["reports"])
async def list_reports(
    user: Operator,
    status: Annotated[store.Status, Query()] = "open",
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Page[CaseOut]:
    """Each thing once, with how many reported it."""
    scope = ("list_reports", user.id, status)
    cases, after = store.listed(status, limit, read_cursor(cursor, *scope))
    reports = {each.id: store.reports_of(each.id) for each in cases}
    people = find_profiles(people_in(cases, [one for each in reports.values() for one in each]))
    return Page(
        items=[CaseOut.of(each, reports[each.id], people) for each in cases],
        next_cursor=write_cursor(after, *scope),
    )


handler = lambda_handler(router)
