"""Telegram as a face (M40): what a private chat asks the bot, and what pressing a button does.

Who speaks is who connected the chat; in a group anybody could press, so nothing is done there. What a
button does is done by the same rules and writes as over the API, so pressing it twice does it once.
"""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from pynamodb.exceptions import PynamoDBException

from seance.bookings import tickets
from seance.bookings.model import Action, Booking
from seance.bookings.store import BookingItem, booking_of
from seance.bookings.transitions import act
from seance.channels import store
from seance.channels.model import BUTTONS, shortened
from seance.channels.schemas import Press
from seance.cloud import limits
from seance.cloud.clock import now
from seance.cloud.config import settings
from seance.errors import Refusal
from seance.events.schemas import EventSummary, Titled
from seance.films.model import name_in
from seance.i18n import say, when
from seance.i18n.problems import translate
from seance.languages import Language
from seance.listings.schedule import between
from seance.listings.schemas import ScheduleEntry
from seance.listings.search import Filters, search
from seance.notices import store as notices
from seance.notices.store import NoticeItem
from seance.people.model import Profile
from seance.people.store import find_profile
from seance.zones import zone

LONGEST_ANSWER = 200  # characters: answerCallbackQuery of the Bot API
MOST_LINES = 10
AHEAD = timedelta(days=62)
SHOWN = {"scheduled", "confirmed", "moved", "requested", "waitlisted", "invited"}


def readers_of(chat_id: int) -> list[Profile]:
    """Who connected the chat and has not left, the last one first."""
    found = sorted(store.of_chat(chat_id), key=lambda each: each.connected_at, reverse=True)
    return [reader for each in found if (reader := find_profile(each.user_id))]


def press(pressed: Press, language: Language) -> dict[str, Any]:
    """What answers the press, in words; the message itself says so later, by Telegram's queue."""
    words = _press(pressed, language)
    return {
        "method": "answerCallbackQuery",
        "callback_query_id": pressed.id,
        "text": shortened(words, LONGEST_ANSWER),
        "show_alert": True,
    }


def _press(pressed: Press, language: Language) -> str:
    answer, _, notice_id = pressed.data.partition(":")
    shown = pressed.message
    if shown is None or shown.chat.id != pressed.sender.id:
        return say(language, "telegram-elsewhere")
    readers = readers_of(shown.chat.id)
    if not readers:
        return say(language, "telegram-unknown")
    found = ((each, notices.find(each.id, notice_id)) for each in readers)
    reader, notice = next((each for each in found if each[1]), (readers[0], None))
    language = reader.language
    action = BUTTONS.get(notice.kind, {}).get(answer) if notice else None
    if notice is None or action is None:
        return say(language, "telegram-no-longer")
    try:
        limits.admit(reader.id)
        done = _act(action, notice, reader.id)
    except Refusal as refusal:
        return translate(refusal.detail, language)
    with suppress(PynamoDBException):  # what is done is done; the next press has the message say so
        store.add_press(reader.id, notice.id, shown.message_id, done)
    return say(language, done)


def _act(action: Action, notice: NoticeItem, user_id: str) -> str:
    guest_id = notice.actor_id if notice.kind == "booking_requested" else user_id
    act(action, str(notice.event_id), str(guest_id), user_id)
    return f"telegram-{action}"


def tell(text: str, reader: Profile) -> str:
    """The answer to a command; any other text is told what there is."""
    command = text.partition(" ")[0].partition("@")[0]
    lines = {"/today": _today, "/mine": _mine, "/ticket": _ticket}.get(command, _help)(reader)
    return "\n".join(lines)


def _help(reader: Profile) -> list[str]:
    return [say(reader.language, "telegram-help"), settings().page_url]


def _today(reader: Profile) -> list[str]:
    """What begins until midnight where the reader is: one's own, and what others show in the reader's city."""
    moment = now().astimezone(zone(reader.time_zone))
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0, fold=0) + timedelta(days=1)
    own = _listed(reader, midnight - moment, "telegram-today")
    return [*own, *_around(reader, moment, midnight), f"{settings().page_url}/"]


def _around(reader: Profile, moment: datetime, midnight: datetime) -> list[str]:
    if not reader.city:
        return []
    filters = Filters(since=moment, until=midnight, visibility="public", city=reader.city)
    found, _ = search(filters, None, MOST_LINES, None)
    others = [
        each
        for each in (EventSummary.of(item, moment) for item in found)
        if each.host.id != reader.id and each.status in SHOWN
    ]
    lines = [
        say(
            reader.language,
            "telegram-around-line",
            when=when(each.starts_at, each.time_zone, reader.language),
            title=_title(each, reader.language),
            host=each.host.name,
            seats=each.seats_left,
            link=f"{settings().page_url}/events/{each.id}",
        )
        for each in others
    ]
    return [say(reader.language, "telegram-around", city=reader.city), *lines] if lines else []


def _mine(reader: Profile) -> list[str]:
    return [*_listed(reader, AHEAD, "telegram-mine"), f"{settings().page_url}/bookings"]


def _listed(reader: Profile, ahead: timedelta, message: str) -> list[str]:
    moment, language = now(), reader.language
    found, more = between(reader.id, moment, moment + ahead)
    entries = [ScheduleEntry.of(each, moment) for each in found]
    coming = [each for each in entries if each.ends_at > moment and each.status in SHOWN]
    if not coming:
        return [say(language, f"{message}.none")]
    lines = [say(language, message), *(_line(each, language) for each in coming[:MOST_LINES])]
    hidden = len(coming) - MOST_LINES
    rest = [say(language, "telegram-more")] if hidden > 0 or more else []
    return [*lines, *rest]


def _title(event: Titled, language: Language) -> str:
    return event.title if event.title_given else name_in(vars(event.film), language)


def _line(entry: ScheduleEntry, language: Language) -> str:
    title = _title(entry.event, language) if entry.event else ""
    status = "hosting" if entry.kind == "event" else entry.status
    return say(
        language,
        "telegram-line",
        when=when(entry.starts_at, entry.time_zone, language),
        title=title,
        status=say(language, f"telegram-status-{status}"),
    )


def _ticket(reader: Profile) -> list[str]:
    """Of the next evening that one has a seat of."""
    moment, language = now(), reader.language
    found, _ = between(reader.id, moment, moment + AHEAD)
    for item in found:
        if isinstance(item, BookingItem) and (booking := booking_of(item)).status == "confirmed":
            entry = ScheduleEntry.of(item, moment)
            if entry.ends_at > moment:
                return _shown(booking, entry, language)
    return [say(language, "telegram-ticket.none"), f"{settings().page_url}/bookings"]


def _shown(booking: Booking, entry: ScheduleEntry, language: Language) -> list[str]:
    return [
        say(language, "telegram-ticket", code=tickets.code_of(booking), seats=booking.seats),
        _line(entry, language),
        f"{settings().page_url}/events/{booking.event_id}",
    ]
