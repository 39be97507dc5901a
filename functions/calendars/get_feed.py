"""The private calendar feed (M6), for calendar programs: the address is the key, no token is sent."""

from typing import Annotated

from fastapi import APIRouter, Header, Response

from seance.calendars import feeds, store
from seance.calendars.answers import answer
from seance.calendars.files import calendar
from seance.cloud.clock import now
from seance.errors import NotFound
from seance.web.app import API, lambda_handler

router = APIRouter()


@router.get(
    f"{API}/calendars/{{file}}",
    tags=["calendars"],
    response_class=Response,
    responses={
        200: {"content": {"text/calendar": {"schema": {"type": "string"}}}},
        304: {"description": "As it was"},
    },
)
async def get_calendar_feed(
    file: str, if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    """What its owner hosts, moderates or has a seat of; `file` is the feed's token and `.ics`."""
    token, dot, ending = file.rpartition(".")
    owner = feeds.owner_of(token) if dot and ending == "ics" else None
    if owner is None:
        raise NotFound
    body = calendar(store.entries_of(owner, now()), name="Seance")
    return answer(body, if_none_match, {"Cache-Control": "private, max-age=300"})


handler = lambda_handler(router)
