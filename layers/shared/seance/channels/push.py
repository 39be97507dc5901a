"""Web push, https://www.rfc-editor.org/rfc/rfc8030: one POST to the address that a browser gave.

The address is a user's word, so it is looked at when it comes and again before anything is sent there.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from seance.channels.model import Answer, Closed, Post, Rejected, Trouble, passing_trouble
from seance.channels.push_keys import authorization, encrypted, unpacked
from seance.channels.transport import post_bytes
from seance.cloud.clock import now
from seance.cloud.config import settings

# The browsers' own services. Sources: Chrome and those made of it, web.dev "The Web Push Protocol"; Firefox,
# mozilla-services.github.io/autopush-rs; Edge, "Allowing Windows Notification traffic through enterprise firewalls"
# in Microsoft's WNS documentation; Safari, "Sending web push notifications in web apps and browsers" in Apple's.
SERVICES = frozenset({"fcm.googleapis.com", "updates.push.services.mozilla.com"})
FAMILIES = (".push.apple.com", ".notify.windows.com")
HOUR, DAY = 3600, 86_400
# For how many seconds a message is of use, and how soon a phone should wake for it (RFC 8030, 5.2 and 5.3).
TERMS = {
    "reminder_hour": (HOUR, "high"),
    "reminder_day": (DAY // 2, "normal"),
    **dict.fromkeys(
        ("event_cancelled", "event_changed", "booking_moved", "booking_removed"), (DAY, "high")
    ),
    **dict.fromkeys(("event_announced", "wish_announced", "search_match"), (DAY, "low")),
}
OTHERS = (3 * DAY, "normal")
TAKEN = range(200, 300)  # 201 by RFC 8030, section 5; services also say 200 and 202


def is_of_a_push_service(endpoint: str) -> bool:
    """Whether a browser may have given this address: https, the usual port, the host of a push service."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    return (
        endpoint.isascii()
        and endpoint.isprintable()
        and parts.scheme == "https"
        and parts.netloc.lower() in (host, f"{host}:443")
        and port in (None, 443)
        and (host in SERVICES or host.endswith(FAMILIES))
    )


def prepare(connection: dict[str, Any], message: Post) -> Callable[[], int]:
    """What sends it, encrypted for the one browser. It raises `Trouble`; sent twice, it may arrive twice."""
    endpoint, keys = connection["endpoint"], connection["keys"]

    def say() -> int:
        if not is_of_a_push_service(endpoint):
            raise Closed("no push service of ours")
        parts = urlsplit(endpoint)
        try:
            body = encrypted(
                message.text.encode(), unpacked(keys["p256dh"]), unpacked(keys["auth"])
            )
        except ValueError:
            raise Closed("the browser's keys are none") from None
        seconds, urgency = TERMS.get(message.kind, OTHERS)
        headers = {
            "Authorization": authorization(f"https://{parts.netloc}", now()),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(seconds),
            "Urgency": urgency,
        }
        url = endpoint
        if instead := settings().push_url:
            url = f"{instead}/{parts.netloc}{parts.path}"
        if trouble := push_trouble(post_bytes(url, body, headers)):
            raise trouble
        return 0  # it has no number that we would need

    return say


def push_trouble(answer: Answer) -> Trouble | None:
    """Nothing where it was taken; 404 and 410 say that the browser is gone (RFC 8030, section 7.3)."""
    reason = f"The push service answered {answer.status}"
    if trouble := passing_trouble(answer, reason):
        return trouble
    if answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return Closed(reason)
    return None if answer.status in TAKEN else Rejected(reason)
