"""A public event as schema.org's ScreeningEvent in JSON-LD, for programs that read pages. Pure.

Only what everybody may know (R7): no address that the host does not show, no guests. Sources: https://schema.org/ScreeningEvent,
https://developers.google.com/search/docs/appearance/structured-data/event.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from seance import zones
from seance.events.model import Event, Place
from seance.films.model import name_in

Thing = dict[str, Any]
SCHEMA = "https://schema.org"


def screening(
    event: Event,
    now: datetime,
    left: int,
    *,
    language: str,
    host: Thing | None,
    about: Mapping[str, str],
) -> Thing:
    """The event for a reader of that language, `left` of whose seats are free; starts and ends with the place's offset.

    `about` is what its preview says: `url`, `image`, `description`.
    """
    zone = zones.zone(event.time_zone)
    online, off = event.place.kind == "online", event.status == "cancelled"
    open_still = not off and now < event.starts_at
    return _thing(
        "ScreeningEvent",
        **{"@context": SCHEMA},
        name=event.title_in(language),
        url=about["url"],
        image=about["image"],
        description=event.description or about["description"],
        startDate=event.starts_at.astimezone(zone).isoformat(),
        endDate=event.ends_at.astimezone(zone).isoformat(),
        eventStatus=f"{SCHEMA}/{'EventCancelled' if off else 'EventScheduled'}",
        eventAttendanceMode=f"{SCHEMA}/{'Online' if online else 'Offline'}EventAttendanceMode",
        location=_location(event.place.public(), about["url"]),
        organizer=host,
        workPresented=_movie(event.film, language),
        isAccessibleForFree=event.admission == "free",
        maximumAttendeeCapacity=event.capacity,
        offers=_offer(event, about["url"], left) if open_still else None,
    )


def person(name: str, url: str) -> Thing:
    """Somebody with a page."""
    return _thing("Person", name=name, url=url)


def data(kind: str, thing: Thing, name: str = "") -> str:
    """A block of data of that media type for a page's HTML: no text in it ends the element or begins a comment.

    It is not run, so no Content-Security-Policy stops it (HTML Standard, "prepare the script element").
    """
    text = json.dumps(thing, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    named = f' id="{name}"' if name else ""
    return f'<script type="{kind}"{named}>{text}</script>'


def _location(place: Place, url: str) -> Thing:
    """Where, as far as everybody may know; the point only where the host shows it, for else it is a kilometre off."""
    if place.kind == "online":
        return _thing("VirtualLocation", url=place.url or url)
    shown = place.show_address and place.latitude is not None
    return _thing(
        "Place",
        name=place.name or place.area or place.city,
        address=_thing(
            "PostalAddress", addressLocality=place.city, streetAddress=place.address or None
        ),
        geo=_thing("GeoCoordinates", latitude=place.latitude, longitude=place.longitude)
        if shown
        else None,
    )


def _offer(event: Event, url: str, left: int) -> Thing:
    """A seat: nothing is sold here, the page is where one asks for it."""
    price = event.price
    return _thing(
        "Offer",
        url=url,
        price=price.amount if price else "0",
        priceCurrency=price.currency if price else None,
        availability=f"{SCHEMA}/{'InStock' if left else 'SoldOut'}",
        validFrom=event.created_at.isoformat(),
    )


def _movie(film: Mapping[str, Any], language: str) -> Thing:
    name, original = name_in(film, language), film.get("original_title")
    minutes = film.get("runtime_minutes")
    return _thing(
        "Movie",
        name=name,
        alternateName=original if original != name else None,
        datePublished=str(film["year"]) if film.get("year") else None,
        duration=f"PT{minutes}M" if minutes else None,
        genre=film.get("genres") or None,
        image=film.get("poster_url"),
    )


def _thing(kind: str, **properties: Any) -> Thing:
    """Without the properties that nobody knows."""
    known = {name: value for name, value in properties.items() if value not in (None, "")}
    return {"@type": kind, **known}
