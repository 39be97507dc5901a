"""One event as a calendar file (M6): for whoever may see the event, with as much of the place as they may know."""

from typing import Annotated

from fastapi import APIRouter, Header, Response

from seance.bookings.visibility import look
from seance.calendars.answers import answer
from seance.calendars.files import Entry, calendar
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(
    f"{API}/events/{{event_id}}/calendar.ics",
    tags=["calendars"],
    response_class=Response,
    responses={200: {"content": {"text/calendar": {"schema": {"type": "string"}}}}},
)
async def get_calendar_file(
    event_id: EventId, user: CurrentUser, if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    """The event, for a calendar; cancelled where it is, tentative for who only asked."""
    seen = look(event_id, user.id, consistent=False)
    runs_it = seen.role in ("host", "moderator")
    entry = Entry(
        seen.event,
        seen.booking,
        runs_it=runs_it,
        host_name=seen.host.name,
        language=user.language,
    )
    return answer(
        calendar([entry]),
        if_none_match,
        {
            "Content-Disposition": f'attachment; filename="{event_id}.ics"',
            "Cache-Control": "private, no-cache",
        },
    )


handler = lambda_handler(router)
