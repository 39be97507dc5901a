"""Open an invitation link (M32) on the page of its event, and change nothing by it (R18).

404 for one that never was, 410 when it is used up, revoked or expired.
"""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import PlainTextResponse

from seance.bookings import invite_links
from seance.cloud.config import settings
from seance.web.app import lambda_handler

router = APIRouter()


@router.get("/i/{token}", status_code=302, tags=["links"], response_class=PlainTextResponse)
async def open_invitation(token: Annotated[str, Path(max_length=128)]) -> PlainTextResponse:
    """To the event's page, which by the token shows as much as to one who is invited."""
    link = invite_links.open_link(token)
    page = f"{settings().page_url}/events/{link.event_id}?invitation={token}"
    headers = {"Location": page, "Cache-Control": "private, no-store"}
    return PlainTextResponse(page, 302, headers=headers)


handler = lambda_handler(router)
