"""The picture that a link to a public event shows elsewhere: poster, title, date and city (M6, R6, R7).

Its address has the event's version, so an edit has another one and this may be kept; what was hidden since (R24) is
kept for an hour at most.
"""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from seance.errors import NotFound
from seance.events import store
from seance.events.page import written
from seance.people.store import find_profile
from seance.posters import card
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId

router = APIRouter()


@router.get(
    f"{API}/public/events/{{event_id}}/cards/{{file}}",
    tags=["events"],
    response_class=Response,
    responses={200: {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}}},
)
async def draw_card(
    event_id: EventId, file: Annotated[str, Path(pattern=r"^\d{1,9}\.png$")]
) -> Response:
    """`<version>.png`, 1200 x 630, in the host's language."""
    event, _ = store.get(event_id, consistent=False)
    if event.visibility != "public" or file != f"{event.version}.png":
        raise NotFound
    host = find_profile(event.host_id, consistent=False)
    language = host.language if host else "en"
    when = written(event.starts_at, event.time_zone, language)
    drawing = card.picture(event.film, event.title_in(language), (when, event.place.city or ""))
    return Response(
        card.png(drawing),
        media_type="image/png",
        headers={"Cache-Control": "public, max-age=3600"},
    )


handler = lambda_handler(router)
