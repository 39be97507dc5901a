"""The address that ends one user's e-mails, signed, so that nobody ends another's (RFC 8058)."""

import base64
import binascii
from pathlib import Path
from typing import Any, Literal, cast

from seance.cloud.config import settings
from seance.cloud.signing import is_signed, signature
from seance.i18n import say
from seance.languages import Language
from seance.people.model import address_digest

SCOPE, ADDRESSES = "unsubscribe", "unsubscribe-address"
ALLOWED = "style-src 'unsafe-inline'; form-action 'self'"  # all that the page needs of a browser
UNKNOWN: dict[int | str, dict[str, Any]] = {
    404: {"description": "No address of ours", "content": {"text/html": {}}}
}


def url_for(user_id: str) -> str:
    """What stands in a mail: a GET shows a button, a POST ends the mails."""
    return _url(user_id.encode(), SCOPE)


def url_for_address(address: str, language: Language) -> str:
    """The same for invitations to an address that perhaps has no account; it names the digest, and in which language to answer."""
    return _url(f"{language}{address_digest(address)}".encode(), ADDRESSES)


def user_of(token: str) -> str | None:
    """Whose mails the token ends; nobody's where it isn't ours."""
    payload = _payload(token, SCOPE)
    return payload.decode() if payload else None


def address_of(token: str) -> tuple[Language, str] | None:
    """The language, and the digest of the address to which the token ends invitations."""
    payload = (_payload(token, ADDRESSES) or b"").decode()
    return (cast(Language, payload[:2]), payload[2:]) if payload else None


def _url(payload: bytes, scope: str) -> str:
    token = base64.urlsafe_b64encode(signature(payload, scope) + payload).decode().rstrip("=")
    return f"{settings().page_url}/api/v1/unsubscribe/{token}"


def _payload(token: str, scope: str) -> bytes | None:
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw[16:] if is_signed(raw[16:], scope, raw[:16]) else None


def page(
    language: str,
    state: Literal["ask", "done", "unknown"],
    what: Literal["mails", "invitations"] = "mails",
) -> str:
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
        text=say(language, f"unsubscribe-{what}") if state != "unknown" else "",
        button=say(language, "unsubscribe-button") if state == "ask" else "",
    )
