"""The address that ends one user's e-mails, signed, so that nobody ends another's (RFC 8058)."""

import base64
import binascii
from pathlib import Path
from typing import Any, Literal

from seance.cloud.config import settings
from seance.cloud.signing import is_signed, signature
from seance.i18n import say

SCOPE = "unsubscribe"
ALLOWED = "style-src 'unsafe-inline'; form-action 'self'"  # all that the page needs of a browser
UNKNOWN: dict[int | str, dict[str, Any]] = {
    404: {"description": "No address of ours", "content": {"text/html": {}}}
}


def url_for(user_id: str) -> str:
    """What stands in a mail: a GET shows a button, a POST ends the mails."""
    payload = user_id.encode()
    token = base64.urlsafe_b64encode(signature(payload, SCOPE) + payload).decode().rstrip("=")
    return f"{settings().page_url}/api/v1/unsubscribe/{token}"


def user_of(token: str) -> str | None:
    """Whose mails the token ends; nobody's where it isn't ours."""
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw[16:].decode() if is_signed(raw[16:], SCOPE, raw[:16]) else None


def page(language: str, state: Literal["ask", "done", "unknown"]) -> str:
    """What a browser shows: the button, or what became of it."""
    from jinja2 import Environment, FileSystemLoader

    folder = FileSystemLoader(Path(__file__).parent)
    template = Environment(loader=folder, autoescape=True).get_template("unsubscribe.html")
    title = {"ask": "unsubscribe-title", "done": "unsubscribe-done"}.get(
        state, "unsubscribe-unknown"
    )
    return template.render(
        language=language,
        title=say(language, title),
        text=say(language, "unsubscribe-text") if state != "unknown" else "",
        button=say(language, "unsubscribe-button") if state == "ask" else "",
    )
