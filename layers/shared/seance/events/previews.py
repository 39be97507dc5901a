"""What a link shows of itself elsewhere: the page with the event's title, description and tags.

Open Graph (https://ogp.me), X's cards and schema.org's JSON-LD, only of public events, and only what
everybody may know (R6, R7). For any other address the page is the same as for an event that never was.
"""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from seance.cloud import deadline
from seance.cloud.config import settings
from seance.events import linked_data
from seance.events.model import Event, Seats
from seance.i18n import LOCALES, say, when
from seance.people.model import Profile

KEPT_SECONDS = 60.0
PATIENCE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Shell:
    """The page's own HTML, and the Content-Security-Policy that it is served with."""

    html: str
    policy: str


OWN = re.compile(r'<title>.*?</title>|<meta\s+name="description".*?>', re.DOTALL)  # the page's
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
            answer = httpx.get(
                f"{settings().page_url}/index.html", timeout=deadline.within(PATIENCE_SECONDS)
            )
            policy = answer.raise_for_status().headers.get("Content-Security-Policy", PLAIN.policy)
        except httpx.HTTPError:
            return _shell[1]
        _shell = (time.monotonic(), Shell(answer.text, policy))
    return _shell[1]


@dataclass(frozen=True, slots=True)
class Preview:
    """What an event's page says of itself; texts as people wrote them."""

    title: str
    about: str
    url: str
    site: str
    locale: str
    picture: str
    linked: linked_data.Thing

    @property
    def tags(self) -> str:
        """As HTML for a page's head. The one address is the page's own, which counts no click."""
        properties = {
            "og:type": "website",
            "og:site_name": self.site,
            "og:title": self.title,
            "og:description": self.about,
            "og:url": self.url,
            "og:locale": self.locale,
            "og:image": self.picture,
            "og:image:width": "1200",
            "og:image:height": "630",
        }
        names = {"description": self.about, "twitter:card": "summary_large_image"}
        return "".join(
            [
                f"<title>{escape(self.title)} · {escape(self.site)}</title>",
                f'<link rel="canonical" href="{escape(self.url)}">',
                *(_meta("name", name, value) for name, value in names.items()),
                *(_meta("property", name, value) for name, value in properties.items()),
                linked_data.data("application/ld+json", self.linked),
            ]
        )


def preview(event: Event, seats: Sequence[Seats], host: Profile | None, now: datetime) -> Preview:
    """Of a public event, in its host's language."""
    language = host.language if host else "en"
    page = settings().page_url
    about = say(
        language,
        "preview-cancelled" if event.status_at(now) == "cancelled" else "preview-about",
        when=when(event.starts_at, event.time_zone, language),
        place=event.place.city or say(language, f"value-{event.place.kind}"),
    )
    url = f"{page}/events/{event.id}"
    picture = f"{page}/api/v1/public/events/{event.id}/cards/{event.version}.png"
    linked = linked_data.screening(
        event,
        now,
        sum(shard.left for shard in seats),
        language=language,
        host=linked_data.person(host.name, f"{page}/people/{host.id}") if host else None,
        about={"url": url, "image": picture, "description": about},
    )
    site = say(language, "preview-site")
    return Preview(event.title_in(language), about, url, site, LOCALES[language], picture, linked)


def with_preview(page: str, found: Preview | None) -> str:
    """The page with these tags at the end of its head, in place of its own; all is escaped."""
    if found is None:
        return page
    head, end, rest = page.partition("</head>")
    return OWN.sub("", head) + found.tags + end + rest


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}" content="{escape(content)}">'
