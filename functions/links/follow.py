"""Follow a short link (M21) to the page of its event: counts the click and changes nothing else (R18).

404 for a code that never was, 410 when the link has expired with its event.
"""

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse

from seance.cloud.clock import now
from seance.cloud.config import settings
from seance.errors import Gone, NotFound
from seance.links import store
from seance.web.app import lambda_handler

router = APIRouter()


@router.get("/s/{code}", status_code=302, tags=["links"], response_class=PlainTextResponse)
async def follow_link(code: str, request: Request) -> PlainTextResponse:
    """To the event's page; who may not see the event meets a 404 there."""
    asked = request.scope["aws.event"]["requestContext"]["http"]["method"]
    follow = store.find if asked == "HEAD" else store.follow  # who only looks has not clicked
    link = follow(code) if store.is_code(code) else None
    if link is None:
        raise NotFound
    if now() >= link.gone_at:
        raise Gone
    page = f"{settings().page_url}/events/{link.event_id}"
    return PlainTextResponse(page, 302, headers={"Location": page})


handler = lambda_handler(router)
