"""Restore a silenced reminder (M20): whoever it would reach, as long as its moment is ahead.

404 where there is no such reminder; a second time changes nothing.
"""

from fastapi import APIRouter

from seance.cloud.clock import now
from seance.notices import reminders
from seance.notices.reminders import Which
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId
from seance.web.user import CurrentUser

router = APIRouter()


@router.put(f"{API}/me/reminders/{{event_id}}/{{which}}", status_code=204, tags=["notices"])
async def restore_reminder(event_id: EventId, which: Which, user: CurrentUser) -> None:
    """Remind me after all."""
    event = reminders.own(event_id, which, user.id, now())
    reminders.restore(user.id, event, which)


handler = lambda_handler(router)
