"""The page of an event, where short links lead: the web page, with a preview where the event is public.

Nothing in the answer tells an event that is not public from one that never was (R6).
"""

import re

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from seance.cloud.clock import now
from seance.events import previews, store
from seance.people.store import find_profile
from seance.web.app import lambda_handler
from seance.web.fields import ULID_PATTERN

router = APIRouter()


@router.get("/events/{event_id}", tags=["links"], response_class=HTMLResponse)
async def show_event_page(event_id: str) -> HTMLResponse:
    """HTML for people and for programs that preview links."""
    page = previews.shell()
    return HTMLResponse(
        previews.with_preview(page.html, _preview(event_id)),
        headers={"Cache-Control": "no-cache", "Content-Security-Policy": page.policy},
    )


def _preview(event_id: str) -> previews.Preview | None:
    known = re.fullmatch(ULID_PATTERN, event_id)
    found = store.find(event_id, consistent=False) if known else None
    if found is None or found[0].visibility != "public":
        return None
    event, seats = found
    host = find_profile(event.host_id, consistent=False)
    return previews.preview(event, seats, host, now())


handler = lambda_handler(router)
