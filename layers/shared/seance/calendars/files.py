"""An event as a calendar file (RFC 5545), and as an invitation to one guest (RFC 5546).

Times are UTC, which every calendar shows right whatever the clocks do. The UID stays the same, the
SEQUENCE grows with every material change, and nobody but the host and the reader is named (R7).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from icalendar import Calendar, vCalAddress, vText
from icalendar import Event as Component

from seance.cloud.config import settings
from seance.events.model import Event, Place

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]


@dataclass(frozen=True, slots=True)
class Attendee:
    """Who is invited, and the address that the invitation comes from."""

    name: str
    email: str
    sender: str
    host_name: str


def calendar(
    events: Iterable[tuple[Event, Place]], method: Method = "PUBLISH", name: str | None = None
) -> bytes:
    """Events, each with as much of its place as the reader may know."""
    whole = _empty(method)
    if name:
        whole.add("X-WR-CALNAME", name)
    for event, place in events:
        whole.add_component(_component(event, place, event.updated_at))
    return bytes(whole.to_ical())


def invitation(
    event: Event, place: Place, attendee: Attendee, method: Method, at: datetime
) -> bytes:
    """What puts the event into a guest's calendar, moves it there or takes it out again."""
    whole = _empty(method)
    one = _component(event, place, at, off=method == "CANCEL")
    one.add("ORGANIZER", _address(attendee.sender, attendee.host_name))
    guest = _address(attendee.email, attendee.name)
    guest.params.update(
        {"PARTSTAT": vText("ACCEPTED"), "ROLE": vText("REQ-PARTICIPANT"), "RSVP": vText("FALSE")}
    )
    one.add("ATTENDEE", guest)
    whole.add_component(one)
    return bytes(whole.to_ical())


def _empty(method: Method) -> Calendar:
    whole = Calendar()
    whole.add("PRODID", "-//Seance//Seance//EN")
    whole.add("VERSION", "2.0")
    whole.add("METHOD", method)
    return whole


def _component(event: Event, place: Place, at: datetime, *, off: bool = False) -> Component:
    off = off or event.status == "cancelled"
    url = f"{settings().page_url}/s/{event.short_code}"
    one = Component()
    one.add("UID", f"{event.id}@seance")
    one.add("SEQUENCE", event.sequence)
    one.add("DTSTAMP", at.astimezone(UTC))
    one.add("LAST-MODIFIED", event.updated_at.astimezone(UTC))
    one.add("DTSTART", event.starts_at.astimezone(UTC))
    one.add("DTEND", event.ends_at.astimezone(UTC))
    one.add("SUMMARY", event.title)
    one.add("LOCATION", location(place))
    one.add(
        "DESCRIPTION", "\n\n".join(part for part in (event.description, place.url, url) if part)
    )
    one.add("URL", url)
    one.add("STATUS", "CANCELLED" if off else "CONFIRMED")
    one.add("TRANSP", "TRANSPARENT" if off else "OPAQUE")
    if place.latitude is not None and place.longitude is not None:
        one.add("GEO", (place.latitude, place.longitude))
    return one


def location(place: Place) -> str:
    """The place in a line."""
    return ", ".join(part for part in (place.name, place.address, place.area, place.city) if part)


def _address(email: str, name: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    address.params["CN"] = vText(name)
    return address
