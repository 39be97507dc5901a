"""An event as a calendar file (RFC 5545), and as an invitation to one guest (RFC 5546).

Times are UTC, which every calendar shows right whatever the clocks do. The UID stays the same, the
SEQUENCE grows with every material change and with every step of the reader's own booking, for each
may bring something in or take it away (R7), and nobody but the host and the reader is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import Literal

from icalendar import Calendar, Timezone, TimezoneStandard, vCalAddress, vGeo, vText, vUri
from icalendar import Event as Component

from seance.bookings.model import Booking
from seance.cloud.config import settings
from seance.events.model import Event, Place
from seance.i18n import say
from seance.languages import DEFAULT

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as one reader has it, in their `language`. `runs_it`: they are its host or a moderator."""

    event: Event
    booking: Booking | None = None
    runs_it: bool = False
    host_name: str = "Seance"
    language: str | None = None

    @property
    def title(self) -> str:
        """Where no language is known, as the API answers it."""
        return self.event.title_in(self.language) if self.language else self.event.title

    @property
    def place(self) -> Place:
        """As much of it as the reader may know (R7)."""
        knows = self.runs_it or (self.booking is not None and self.booking.knows_address)
        return self.event.place if knows else self.event.place.public()

    @property
    def party(self) -> str:
        """For how many the reader's booking is, where that is more than one."""
        seats = self.booking.seats if self.booking else 1
        return say(self.language or DEFAULT, "party-line", seats=seats) if seats > 1 else ""

    @property
    def sequence(self) -> int:
        """Grows with the event's and with the booking's, so with their sum."""
        return self.event.sequence + (self.booking.version if self.booking else 0)

    @property
    def changed_at(self) -> datetime:
        """When it last became what it is to the reader."""
        if self.booking is None:
            return self.event.updated_at
        decided = self.booking.decided_at or self.booking.requested_at
        return max(self.event.updated_at, self.booking.requested_at, decided)

    @property
    def status(self) -> str:
        """CONFIRMED to who surely comes; to who only asked, is invited or must answer it may be."""
        if self.event.status == "cancelled":
            return "CANCELLED"
        surely = self.runs_it or (self.booking is not None and self.booking.status == "confirmed")
        return "CONFIRMED" if surely else "TENTATIVE"


@dataclass(frozen=True, slots=True)
class Attendee:
    """Who is invited."""

    name: str
    email: str


class _Geo(vGeo):
    """RFC 5545, 3.8.1.6: six decimals; its floats know no exponent."""

    def to_ical(self) -> str:
        """`55.733120;37.588880`."""
        return f"{self.latitude:.6f};{self.longitude:.6f}"


def calendar(entries: Sequence[Entry], name: str | None = None) -> bytes:
    """A file of events. Without any it is none that is published (RFC 5546, 3.2.1 wants an event).

    RFC 5545, 3.6 wants a component all the same: then it is the time zone of the file.
    """
    whole = _empty("PUBLISH" if entries else None)
    if name:
        whole.add("X-WR-CALNAME", name)
    for entry in entries:
        whole.add_component(_component(entry, entry.changed_at))
    if not entries:
        whole.add_component(_utc())
    return bytes(whole.to_ical())


def invitation(entry: Entry, attendee: Attendee, method: Method, at: datetime) -> bytes:
    """What puts the event into a guest's calendar, moves it there or takes it out again."""
    whole = _empty(method)
    one = _component(entry, at, off=method == "CANCEL")
    guest = _address(attendee.email, attendee.name)
    guest.params.update(
        {"PARTSTAT": vText("ACCEPTED"), "ROLE": vText("REQ-PARTICIPANT"), "RSVP": vText("FALSE")}
    )
    one.add("ATTENDEE", guest)
    whole.add_component(one)
    return bytes(whole.to_ical())


def _empty(method: Method | None) -> Calendar:
    whole = Calendar()
    whole.add("PRODID", "-//Seance//Seance//EN")
    whole.add("VERSION", "2.0")
    if method:
        whole.add("METHOD", method)
    return whole


def _utc() -> Timezone:
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("TZID", "Etc/UTC")
    standard.add("DTSTART", datetime(1970, 1, 1))  # noqa: DTZ001 # RFC 5545: local, without a zone
    standard.add("TZOFFSETFROM", timedelta(0))
    standard.add("TZOFFSETTO", timedelta(0))
    standard.add("TZNAME", "UTC")
    zone.add_component(standard)
    return zone


def _component(entry: Entry, at: datetime, *, off: bool = False) -> Component:
    event, place, status = entry.event, entry.place, "CANCELLED" if off else entry.status
    url = f"{settings().page_url}/s/{event.short_code}"
    one = Component()
    one.add("UID", f"{event.id}@seance")
    one.add("SEQUENCE", entry.sequence)
    one.add("DTSTAMP", at.astimezone(UTC))
    one.add("CREATED", event.created_at.astimezone(UTC))
    one.add("LAST-MODIFIED", entry.changed_at.astimezone(UTC))
    one.add("ORGANIZER", _address(parseaddr(settings().mail_from)[1], entry.host_name))
    one.add("DTSTART", event.starts_at.astimezone(UTC))
    one.add("DTEND", event.ends_at.astimezone(UTC))
    one.add("SUMMARY", entry.title)
    if where := location(place) or place.url:
        one.add("LOCATION", where)
    if place.url:
        one.add("CONFERENCE", vUri(place.url, params={"VALUE": "URI", "LABEL": entry.title}))
    one.add(
        "DESCRIPTION",
        "\n\n".join(part for part in (event.description, entry.party, place.url, url) if part),
    )
    one.add("URL", url)
    one.add("STATUS", status)
    one.add("TRANSP", "OPAQUE" if status == "CONFIRMED" else "TRANSPARENT")
    if place.latitude is not None and place.longitude is not None:
        one.add("GEO", _Geo((place.latitude, place.longitude)))
    return one


def location(place: Place) -> str:
    """The place in a line."""
    return ", ".join(part for part in (place.name, place.address, place.area, place.city) if part)


def _address(email: str, name: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    address.params["CN"] = vText(name)
    return address
