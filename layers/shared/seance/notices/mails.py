"""A notice as a mail: text and HTML in the reader's language, and what it does to their calendar."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from seance.bookings import store as bookings
from seance.bookings.model import Booking
from seance.calendars import entries
from seance.calendars.files import Attendee, Entry, Method, invitation
from seance.cloud.config import settings
from seance.cloud.mail import Attachment, Mail
from seance.cloud.queues import Body
from seance.cloud.tables import FeedItem
from seance.events import store as events
from seance.events.model import Event
from seance.films.model import name_in
from seance.i18n import say, when
from seance.languages import Language
from seance.notices import store, unsubscribing, waiting
from seance.notices.store import NoticeItem
from seance.notices.texts import Words
from seance.notices.wording import (
    Line,
    headed,
    inbox_link,
    lines_of,
    link_of,
    notice_words,
    summed_up,
    title_of,
)
from seance.people.model import NoticeWishes, Profile
from seance.people.store import find_profile

if TYPE_CHECKING:
    from jinja2 import Template

# What a notice does to the calendar of the guest who gets it (RFC 5546).
INVITES = frozenset({"booking_approved", "seat_from_waitlist", "booking_moved", "event_changed", "event_restored"})  # fmt: skip
TAKES_BACK = frozenset({"booking_removed", "booking_withdrawn", "event_cancelled"})
LOST = frozenset({"removed", "withdrawn"})


def read(
    body: Body, reader: Profile, wanted: NoticeWishes, at: datetime
) -> tuple[Mail, FeedItem] | None:
    """What a message of the queue asks to mail, and where its claim stands; nothing where it is not wanted."""
    if "digest_id" in body:
        digest = waiting.find(reader.id, body["digest_id"])
        notices = waiting.listed(digest, wanted) if digest else []
        if digest is None or not notices:
            return None
        return mail_of_digest(notices, int(digest.others), reader, at), digest
    notice = store.find(reader.id, body["notice_id"])
    if notice is None or notice.waits_since or notice.kind in wanted.muted:
        return None
    return mail_of(notice, reader, at), notice


def mail_of(notice: NoticeItem, reader: Profile, at: datetime) -> Mail:
    """The mail that tells this notice; its reader has an address."""
    told = notice_words(notice, reader.language)
    files = _calendar(notice, reader, at)
    return _mail(reader, told, title_of(notice, reader.language), link_of(notice), files)


def mail_of_digest(
    notices: Sequence[NoticeItem], others: int, reader: Profile, at: datetime
) -> Mail:
    """The mail that tells what waited; newest first, with what each does to the calendar, once for an event."""
    if len(notices) == 1 and not others:
        return mail_of(notices[0], reader, at)
    files = {each.event_id: _calendar(each, reader, at) for each in reversed(notices)}
    told, lines = summed_up(notices, others, reader.language), lines_of(notices, reader.language)
    attached = tuple(file for each in files.values() for file in each)
    return _mail(reader, told, None, inbox_link(), attached, lines)


def mail_of_withdrawal(event: Event, booking: Booking, reader: Profile, at: datetime) -> Mail:
    """What takes the event out of the calendar of who withdrew; the inbox has no word of it."""
    language = reader.language
    told = Words(
        say(language, "mail-withdrawn"),
        say(
            language,
            "mail-withdrawn.text",
            title=event.title_in(language),
            when=when(event.starts_at, event.time_zone, language),
        ),
    )
    link = f"{settings().page_url}/s/{event.short_code}"
    files = (_file(event, booking, reader, "CANCEL", at),)
    return _mail(reader, told, event.title_in(language), link, files)


def mail_of_invitation(
    event: Event, inviter: Profile, language: Language, address: str, token: str
) -> Mail:
    """To somebody who perhaps has no account: who invites, to which film, when and in which city (R7)."""
    values = {
        "name": inviter.name,
        "film": name_in(event.film, language),
        "when": when(event.starts_at, event.time_zone, language),
        "where": event.place.city or say(language, f"value-{event.place.kind}"),
    }
    parts = {
        "open": say(language, "mail-open-invitation"),
        "leave": unsubscribing.url_for_address(address, language),
        "why": say(language, "mail-why-invited", name=inviter.name),
        "leave_words": say(language, "mail-no-invitations"),
    }
    told = Words(
        say(language, "mail-invitation", **values), say(language, "mail-invitation.text", **values)
    )
    return _of_parts(
        address, told.title, told, language, f"{settings().page_url}/i/{token}", parts, ()
    )


def _mail(
    reader: Profile,
    told: Words,
    event_title: str | None,
    link: str,
    files: tuple[Attachment, ...],
    entries: Sequence[Line] = (),
) -> Mail:
    language = reader.language
    parts = {
        "open": say(language, "mail-open" if event_title else "mail-open-seance"),
        "leave": unsubscribing.url_for(reader.id),
        "why": say(language, "mail-why"),
        "leave_words": say(language, "mail-unsubscribe"),
    }
    subject = headed(told.title, event_title)
    return _of_parts(str(reader.email), subject, told, language, link, parts, files, entries)


def _of_parts(  # what differs between mails
    to: str,
    subject: str,
    told: Words,
    language: str,
    link: str,
    words: dict[str, str],
    files: tuple[Attachment, ...],
    entries: Sequence[Line] = (),
) -> Mail:
    leave = words["leave"]
    whole = [*(f"{each.title}\n{each.text}\n{each.link}" for each in entries), told.text]
    text = "\n\n".join(each for each in whole if each)
    parts = words | {
        "language": language,
        "title": told.title,
        "entries": entries,
        "lines": told.text.splitlines(),
        "link": link,
    }
    return Mail(
        to=to,
        subject=subject,
        text=f"{text}\n\n{link}\n\n-- \n{parts['why']}\n{parts['leave_words']}: {leave}\n",
        html=_template().render(parts),
        headers={
            "List-Unsubscribe": f"<{leave}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Content-Language": language,
            "Auto-Submitted": "auto-generated",
        },
        attachments=files,
    )


def _calendar(notice: NoticeItem, reader: Profile, at: datetime) -> tuple[Attachment, ...]:
    """For who has a seat, or had one until now; as things stand, not as they stood."""
    if notice.event_id is None or notice.kind not in INVITES | TAKES_BACK:
        return ()
    found = events.find(notice.event_id)
    booking = bookings.find(notice.event_id, reader.id)
    if found is None or booking is None:
        return ()
    event = found[0]
    lost = booking.status in LOST and notice.kind in TAKES_BACK
    if not (booking.holds_seat or lost):
        return ()  # it never was in their calendar
    method: Method = "CANCEL" if lost or event.status == "cancelled" else "REQUEST"
    if method == "REQUEST":
        entries.note(reader.id, event)
    return (_file(event, booking, reader, method, at),)


def _file(
    event: Event, booking: Booking, reader: Profile, method: Method, at: datetime
) -> Attachment:
    host = find_profile(event.host_id, consistent=False)
    entry = Entry(
        event,
        booking,
        host_name=host.name if host else "Seance",
        language=reader.language,
    )
    attendee = Attendee(reader.name, str(reader.email))
    kind = f"text/calendar; charset=utf-8; method={method}"
    return Attachment("invite.ics", kind, invitation(entry, attendee, method, at))


@lru_cache(maxsize=1)
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader

    folder = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=folder, autoescape=True).get_template("mail.html")
