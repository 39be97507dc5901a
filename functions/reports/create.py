"""Report a user, an event, a message or a review (M35, R24): whoever may see it, and what is not one's own.

A second report of the same, while the first waits, changes nothing. Who was reported is not told.
"""

from fastapi import APIRouter

from seance.cloud.clock import now
from seance.reports import store
from seance.reports.schemas import ReportIn, ReportOut
from seance.reports.targets import target_of
from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/reports", status_code=202, tags=["reports"])
async def create_report(asked: ReportIn, user: CurrentUser) -> ReportOut:
    """Have an operator look at it."""
    target = target_of(asked.kind, asked.id, asked.event_id, user.id)
    store.add(target, user.id, asked.reason, asked.text or None, now())
    return ReportOut(kind=asked.kind, id=asked.id)


handler = lambda_handler(router)
