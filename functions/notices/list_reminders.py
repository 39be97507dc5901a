"""List own reminders that are still ahead (M20), by start: of events that one hosts, moderates or goes to."""

from fastapi import APIRouter

from seance.cloud.clock import now
from seance.notices import reminders
from seance.notices.schemas import ReminderOut
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, Limit
from seance.web.pages import Page, read_cursor, write_cursor
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/me/reminders", tags=["notices"])
async def list_reminders(
    user: CurrentUser, limit: Limit = 20, cursor: Cursor = None
) -> Page[ReminderOut]:
    """What I will be reminded of, and what I have silenced."""
    scope, moment = ("list_reminders", user.id), now()
    found, after = reminders.of_user(user.id, limit, read_cursor(cursor, *scope), moment)
    return Page(
        items=[ReminderOut.of(each, moment) for each in found],
        next_cursor=write_cursor(after, *scope),
    )


handler = lambda_handler(router)
