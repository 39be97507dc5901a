"""A host's public events as a calendar (M42), without a token, where the host allows it (`PATCH /me`).

The soonest hundred, with no address and no guest (R7). Of who does not allow it there is none, as of nobody.
"""

from typing import Annotated

from fastapi import APIRouter, Header, Response

from seance.calendars import store
from seance.calendars.answers import answer
from seance.calendars.files import calendar
from seance.cloud.clock import now
from seance.errors import NotFound
from seance.people.store import find_profile
from seance.web.app import API, lambda_handler
from seance.web.fields import UserId

router = APIRouter()


@router.get(
    f"{API}/public/users/{{user_id}}/calendar.ics",
    tags=["calendars"],
    response_class=Response,
    responses={
        200: {"content": {"text/calendar": {"schema": {"type": "string"}}}},
        304: {"description": "As it was"},
    },
)
async def get_host_calendar(
    user_id: UserId, if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    """To subscribe to what somebody shows; what is called off stays in it as cancelled."""
    host = find_profile(user_id, consistent=False)
    if host is None or not host.public_calendar:
        raise NotFound
    body = calendar(store.of_host(host, now()), name=f"Seance · {host.name}")
    return answer(body, if_none_match, {"Cache-Control": "public, max-age=30"})


handler = lambda_handler(router)
