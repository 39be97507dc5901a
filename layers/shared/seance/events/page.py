"""The page of a public event as HTML, which is read before its script runs, and without one.

It says what the API says to everybody, so nothing that this does not (R6, R7), in the page's own words and looks
(`web/src/events/EventScreen.tsx`, `web/src/served.css`); the answer itself goes with it, and the script does not ask again.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from seance import zones
from seance.events.linked_data import data
from seance.events.schemas import PublicEvent
from seance.films.model import name_in
from seance.i18n import LOCALES, money, offset, say
from seance.languages import Language
from seance.posters import drawing

if TYPE_CHECKING:
    from jinja2 import Template

ROOT = re.compile(r'(<div id="root">).*(</div>\s*<noscript>).*(</noscript>)', re.DOTALL)
SCRIPTS = re.compile('<script type="module"|<link rel="modulepreload"')
MOST_SEATS = 20  # that are drawn one by one
MOMENT = {"ru": "EEE, d MMMM 'в' HH:mm", "en": "EEE d MMMM 'at' HH:mm"}


def ready(page: str, event: PublicEvent, language: Language, now: datetime) -> str:
    """The page, with the event in its root, in that language; and the API's answer, which `web/src/api/served.ts` reads."""
    body, without = _body(event, language, now), say(language, "page-without-script")
    answer = data("application/json", event.model_dump(mode="json"), "served")
    filled = ROOT.sub(lambda own: f"{own[1]}{body}{own[2]}{without}{own[3]}{answer}", page, count=1)
    filled = filled.replace('<html lang="en">', f'<html lang="{language}">', 1)
    # What one reads comes first, and then the script that takes it over.
    return SCRIPTS.sub(r'\g<0> fetchpriority="low"', filled)


def _body(event: PublicEvent, language: Language, now: datetime) -> str:
    """All is escaped, and no script is needed."""
    from markupsafe import Markup

    words = partial(_say, language)
    film = event.film.model_dump(mode="json")
    name = name_in(film, language)
    title = event.title if event.title_given else name
    poster = drawing.drawn(film, name)
    open_still = event.status == "scheduled" and now < event.starts_at
    left = (
        words("event-seats_left", count=event.seats_left)
        if event.seats_left
        else words("event-full")
    )
    return _template().render(
        event=event,
        say=words,
        title=title,
        film=name,
        about=_about(event, words),
        colors=poster.colors,
        art=Markup(drawing.svg(poster, titled=False)),  # noqa: S704 # its texts are escaped
        poster=Markup(drawing.svg(poster, titled=True)),  # noqa: S704 # the same
        where=_where(event, words),
        exact=_told(event),
        seats=_drawn(event.seats_taken, event.capacity),
        open=open_still,
        left=_seats(event, left, words, now),
        seats_left=left,
        act=words(_act(event)),
        way_in=_way_in(event),
        price=event.price and money(event.price.amount, event.price.currency, language),
        hue=_hue(event.host.id),
        initials=_initials(event.host.name),
        languages=_languages(event, language, words),
        **_times(event, language, now),
    )


@lru_cache(maxsize=1)
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader

    folder = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=folder, autoescape=True, trim_blocks=True).get_template("page.html")


def written(moment: datetime, time_zone: str, language: Language) -> str:
    """`Tue 1 December at 19:00`, as the clocks of the place show it."""
    from babel.dates import format_datetime

    local = moment.astimezone(zones.zone(time_zone))
    return str(format_datetime(local, MOMENT[language], locale=LOCALES[language]))


def _say(language: str, message: str, /, **values: Any) -> str:
    return say(language, f"page-{message}", **values)


def _times(event: PublicEvent, language: Language, now: datetime) -> dict[str, Any]:
    """As the clocks of the place show them; the reader's zone is known to the script alone."""
    from babel.dates import format_datetime, format_time, format_timedelta
    from babel.units import format_unit

    locale, zone = LOCALES[language], zones.zone(event.time_zone)
    starts, ends = event.starts_at.astimezone(zone), event.ends_at.astimezone(zone)
    days = (starts.date() - now.astimezone(zone).date()).days
    ahead = timedelta(days=days) if days else event.starts_at - now
    hours, minutes = divmod(event.duration_minutes, 60)
    parts = [(hours, "hour")] * bool(hours) + [(minutes, "minute")] * bool(minutes or not hours)
    part = partial(format_datetime, starts, locale=locale)
    return {
        "when": written(event.starts_at, event.time_zone, language),
        "time": format_time(starts, "short", locale=locale),
        "until": format_time(ends, "short", locale=locale),
        "zone": offset(starts),
        "length": " ".join(
            format_unit(value, unit, length="short", locale=locale) for value, unit in parts
        ),
        "soon": format_timedelta(ahead, threshold=1, add_direction=True, locale=locale),
        "leaf": {
            "month": part("MMM").rstrip("."),
            "day": starts.day,
            "weekday": part("EEE"),
        },
    }


def _about(event: PublicEvent, words: partial[str]) -> str:
    film = event.film
    kinds = [_genre(code, words) for code in film.genres[:3]]
    people = f"{', '.join(film.directors)}, " if film.directors else ""
    return f"{people}{film.year} · {', '.join(kinds)}"


def _genre(code: str, words: partial[str]) -> str:
    """As the reader calls it; one that has no name stays as it is."""
    try:
        return words(f"genre-{code.lower()}")
    except LookupError:
        return code


def _where(event: PublicEvent, words: partial[str]) -> str:
    """The city first, as exactly as everybody may know."""
    place = event.place
    kind = words("moment-at_hosts" if place.kind == "home" else f"kind-{place.kind}")
    return ", ".join(filter(None, (place.city, place.area, _told(event).get("name") or kind)))


def _told(event: PublicEvent) -> dict[str, Any]:
    """Name, address and link, where the host shows them to all."""
    return event.place.model_dump(include={"name", "address", "url"})


def _act(event: PublicEvent) -> str:
    if not event.seats_left:
        return "act-join_waitlist"
    return "act-take_seat" if event.approval == "automatic" else "act-request"


def _way_in(event: PublicEvent) -> str:
    act = "request" if event.seats_left else "join_waitlist"
    return f"/sign-in?to={quote(f'/events/{event.id}', safe='')}&act={act}"


def _seats(event: PublicEvent, left: str, words: partial[str], now: datetime) -> str:
    if event.status != "scheduled" or now >= event.ends_at:
        return ""
    if now >= event.starts_at:
        return words("event-running")
    if not event.waitlist_length:
        return left
    waiting = words("event-waiting", count=event.waitlist_length)
    return f"{left} · {waiting}"


def _drawn(taken: int, capacity: int) -> Sequence[bool]:
    """A seat for each, filled or not; a large hall's are in proportion, and never full or empty before it is."""
    if capacity > MOST_SEATS:
        part = round(taken / capacity * MOST_SEATS)
        taken = MOST_SEATS if taken >= capacity else min(max(part, int(taken > 0)), MOST_SEATS - 1)
        capacity = MOST_SEATS
    return [seat < taken for seat in range(capacity)]


def _languages(event: PublicEvent, language: Language, words: partial[str]) -> str:
    from babel import Locale

    def name(code: str) -> str:
        return str(Locale(language).languages.get(code.replace("-", "_"), code))

    spoken = event.spoken_language
    told = [words("moment-language", language=name(spoken))] if spoken else []
    if event.subtitles:
        told.append(words("moment-subtitles", languages=", ".join(map(name, event.subtitles))))
    return ", ".join(told)


def _hue(person: str) -> int:
    """Some way around the wheel, the same for the same id, as `web/src/ui/Portrait.tsx` has it."""
    found = 7
    for letter in person:
        found = (found * 31 + ord(letter)) % 360
    return found


def _initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in words[:2]).upper() if len(words) > 1 else name[:2].upper()
