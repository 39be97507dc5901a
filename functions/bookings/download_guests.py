"""Download the guest list of an event (M42) as CSV: the host alone, for it leads names out of Seance.

Names, status, seats, when they asked and when it was decided, in the order of asking.
"""

from fastapi import APIRouter, Response

from seance.bookings.visibility import look
from seance.cloud.config import settings
from seance.errors import Forbidden
from seance.listings import guests
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, EventId
from seance.web.pages import read_cursor, write_cursor
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(
    f"{API}/events/{{event_id}}/guests.csv",
    tags=["bookings"],
    response_class=Response,
    responses={
        200: {
            "content": {"text/csv": {"schema": {"type": "string"}}},
            "headers": {
                "Link": {
                    "description": "Where there are more than 10,000: the next part, rel=next.",
                    "schema": {"type": "string"},
                }
            },
        }
    },
)
async def download_guests(event_id: EventId, user: CurrentUser, cursor: Cursor = None) -> Response:
    """All who asked or were invited, whatever became of it; a large list comes in parts."""
    if look(event_id, user.id).role != "host":
        raise Forbidden("Only the host takes the guest list along.")
    scope = ("download_guests", event_id, user.id)
    text, after = guests.part(event_id, read_cursor(cursor, *scope))
    headers = {
        "Content-Disposition": f'attachment; filename="{event_id}.csv"',
        "Cache-Control": "private, no-store",
    }
    if rest := write_cursor(after, *scope):
        path = f"{settings().page_url}{API}/events/{event_id}/guests.csv"
        headers["Link"] = f'<{path}?cursor={rest}>; rel="next"'
    return Response(text, media_type="text/csv; charset=utf-8; header=present", headers=headers)


handler = lambda_handler(router)
