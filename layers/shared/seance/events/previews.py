"""What a link shows of itself elsewhere: the page with Open Graph tags (https://ogp.me).

Only of public events, and only what everybody may know (R6, R7). For any other address the page is
the same as for an event that never was.
"""

import time
from dataclasses import dataclass
from datetime import datetime
from html import escape

from seance.cloud.config import settings
from seance.events.model import Event
from seance.words import LOCALES, say, when

KEPT_SECONDS = 60.0
PATIENCE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Shell:
    """The page's own HTML, and the Content-Security-Policy that it is served with."""

    html: str
    policy: str


PLAIN = Shell(
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Seance</title></head><body><a href="/">Seance</a></body></html>',
    "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
)
_shell: tuple[float, Shell] = (float("-inf"), PLAIN)


def shell() -> Shell:
    """The page, which is the same for every address of it; read once a minute.

    When it does not answer: the last one, or a plain link to it.
    """
    global _shell  # noqa: PLW0603 # one page a process
    if time.monotonic() - _shell[0] > KEPT_SECONDS:
        import httpx

        try:
            answer = httpx.get(f"{settings().page_url}/index.html", timeout=PATIENCE_SECONDS)
            policy = answer.raise_for_status().headers.get("Content-Security-Policy", PLAIN.policy)
        except httpx.HTTPError:
            return _shell[1]
        _shell = (time.monotonic(), Shell(answer.text, policy))
    return _shell[1]


def tags(event: Event, language: str, now: datetime) -> dict[str, str]:
    """The Open Graph of a public event, in its host's language."""
    about = say(
        language,
        "preview-cancelled" if event.status_at(now) == "cancelled" else "preview-about",
        when=when(event.starts_at, event.time_zone, language),
        place=event.place.city or say(language, f"value-{event.place.kind}"),
    )
    found = {
        "og:type": "website",
        "og:site_name": say(language, "preview-site"),
        "og:title": event.title,
        "og:description": about,
        "og:url": f"{settings().page_url}/s/{event.short_code}",
        "og:locale": LOCALES[language],
    }
    if poster := event.film.get("poster_url"):
        found["og:image"] = poster
    return found


def with_tags(page: str, found: dict[str, str]) -> str:
    """The page with these tags at the end of its head; what people wrote is escaped."""
    lines = "".join(
        f'<meta property="{escape(name)}" content="{escape(value)}">'
        for name, value in found.items()
    )
    head, end, rest = page.partition("</head>")
    return head + lines + end + rest
