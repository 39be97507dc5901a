"""Resolve what was reported (M35, R24): dismiss it, hide the thing, or also suspend whose it is.

Kept with its operator, note and time. The same a second time changes nothing; another action is too late.
What follows from it is done by the departures queue; who reported is told that it was looked into.
"""

from fastapi import APIRouter

from seance.cloud.clock import now
from seance.people.store import find_profiles
from seance.reports import store
from seance.reports.schemas import CaseOut, Resolution, people_in
from seance.web.app import API, lambda_handler
from seance.web.fields import CaseId
from seance.web.user import Operator

router = APIRouter()


@router.post(f"{API}/operator/reports/{{case_id}}/resolve", tags=["reports"])
async def resolve_report(case_id: CaseId, asked: Resolution, user: Operator) -> CaseOut:
    """Decide on it."""
    # Before the write: what comes after it may fail.
    reports = store.reports_of(case_id)
    people = find_profiles({user.id, *people_in([store.get(case_id)], reports)})
    case = store.resolve(case_id, asked.action, asked.note, user.id, now())
    if case.operator_id not in people:  # another operator came between
        people |= find_profiles(people_in([case], ()))
    return CaseOut.of(case, reports, people)


handler = lambda_handler(router)
