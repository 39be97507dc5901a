"""The page of an event, where short links lead: the web page; where the event is public, with a preview and ready to read.

Nothing in the answer tells an event that is not public from one that never was (R6).
"""

import re
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import HTMLResponse

from seance.bookings.views import public_event_out
from seance.cloud.clock import now
from seance.events import page, previews, store
from seance.i18n.problems import asked_for, preferred
from seance.languages import Language, read_in
from seance.people.store import find_profile
from seance.web.app import lambda_handler
from seance.web.fields import ULID_PATTERN

router = APIRouter()


@router.get("/events/{event_id}", tags=["links"], response_class=HTMLResponse)
async def show_event_page(
    event_id: str,
    lang: str | None = None,
    accept_language: Annotated[str | None, Header()] = None,
) -> HTMLResponse:
    """HTML for people and for programs that preview links; what it reads best in is `lang` or `Accept-Language`."""
    shell = previews.shell()
    html = _filled(shell.html, event_id, asked_for(lang), accept_language)
    return HTMLResponse(
        html,
        headers={
            "Cache-Control": "no-cache",
            "Content-Security-Policy": shell.policy,
            "Vary": "Accept-Language",
        },
    )


def _filled(html: str, event_id: str, chosen: Language | None, accepted: str | None) -> str:
    known = re.fullmatch(ULID_PATTERN, event_id)
    found = store.find(event_id, consistent=False) if known else None
    if found is None or found[0].visibility != "public":
        return html
    event, seats = found
    host = find_profile(event.host_id, consistent=False)
    moment = now()
    html = previews.with_preview(html, previews.preview(event, seats, host, moment))
    # A program that asks for no language reads the host's.
    language = chosen or (preferred(accepted) if accepted or not host else host.language)
    with read_in(language):
        return page.ready(html, public_event_out(event, seats, host, moment), language, moment)


handler = lambda_handler(router)
