"""The page behind the unsubscribe link of a mail: a button, and nothing happens by looking (R18)."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from seance.notices.unsubscribing import ALLOWED, UNKNOWN, address_of, page, user_of
from seance.people.store import find_profile
from seance.web.app import API, lambda_handler
from seance.web.html import html_page

router = APIRouter()


@router.get(
    f"{API}/unsubscribe/{{token}}", tags=["notices"], response_class=HTMLResponse, responses=UNKNOWN
)
async def show_unsubscribe(token: str) -> HTMLResponse:
    """In the reader's language, when the address is one that we gave."""
    if found := address_of(token):
        return html_page(page(found[0], "ask", "invitations"), ALLOWED)
    user_id = user_of(token)
    profile = find_profile(user_id, consistent=False) if user_id else None
    if profile is None:
        return html_page(page("en", "unknown"), ALLOWED, 404)
    return html_page(page(profile.language, "ask"), ALLOWED)


handler = lambda_handler(router)
