"""One click ends the mails (RFC 8058): sent by a mail program, or by the button of the page.

Without a sign-in: the address is signed. Turned on again in the notice settings. Of an address that was invited
(M32) it ends the invitations.
"""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from seance.notices.unsubscribing import ALLOWED, UNKNOWN, address_of, page, user_of
from seance.people import addresses
from seance.people.store import find_profile, switch
from seance.web.app import API, lambda_handler
from seance.web.html import html_page

router = APIRouter()


@router.post(
    f"{API}/unsubscribe/{{token}}", tags=["notices"], response_class=HTMLResponse, responses=UNKNOWN
)
async def unsubscribe(token: str) -> HTMLResponse:
    """No more mails; a second time is the same. Notices stay in the inbox."""
    if found := address_of(token):
        language, digest = found
        addresses.refuse(digest)
        return html_page(page(language, "done", "invitations"), ALLOWED)
    user_id = user_of(token)
    profile = find_profile(user_id) if user_id else None
    if profile is None:
        return html_page(page("en", "unknown"), ALLOWED, 404)
    switch(profile.id, "email", on=False)
    return html_page(page(profile.language, "done"), ALLOWED)


handler = lambda_handler(router)
