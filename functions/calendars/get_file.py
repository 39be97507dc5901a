"""One event as a calendar file (M6): for whoever may see the event, with as much of the place as they may know."""

from fastapi import APIRouter, Response

from seance.bookings.looking import look
from seance.calendars.files import calendar
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
async def get_calendar_file(event_id: EventId, user: CurrentUser) -> Response:
    """The event, for a calendar; cancelled where it is."""
    seen = look(event_id, user.id, consistent=False)
    place = seen.event.place if seen.knows_address else seen.event.place.public()
    return Response(
        calendar([(seen.event, place)]),
        media_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{event_id}.ics"',
            "Cache-Control": "private, no-cache",
        },
    )


handler = lambda_handler(router)
