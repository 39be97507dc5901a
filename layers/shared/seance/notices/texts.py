"""Notices in words, in Russian and English. Times are the place's, with its zone (R11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from seance.people.model import Language

MONTHS: dict[Language, tuple[str, ...]] = {
    "ru": ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
}  # fmt: skip

# kind → (title, text); {who} {title} {when} are filled in.
WORDS: dict[Language, dict[str, tuple[str, str]]] = {
    "ru": {
        "booking_requested": ("Просьба о месте", "{who} просит место на «{title}», {when}."),
        "booking_approved": ("Место ваше", "Вы идёте на «{title}», {when}."),
        "booking_declined": ("Места не будет", "Организатор отклонил вашу просьбу о месте на «{title}», {when}."),
        "booking_removed": ("Вы больше не в списке гостей", "Организатор снял вашу бронь на «{title}», {when}."),
        "booking_withdrawn": ("Бронь снята", "{who} не придёт на «{title}», {when}."),
        "booking_moved": ("Новое время пересекается с вашими планами", "«{title}» теперь {when}. Подтвердите бронь или откажитесь от неё."),
        "seat_from_waitlist": ("Освободилось место, и оно ваше", "Вы идёте на «{title}», {when}."),
        "invited": ("Вас приглашают", "{who} зовёт вас на «{title}», {when}."),
        "invitation_accepted": ("Приглашение принято", "{who} придёт на «{title}», {when}."),
        "invitation_refused": ("Приглашение отклонено", "{who} не придёт на «{title}», {when}."),
        "invitation_revoked": ("Приглашение отозвано", "Приглашение на «{title}», {when}, больше не действует."),
        "moderator_added": ("Вы модератор", "Теперь вы помогаете вести «{title}», {when}."),
        "moderator_removed": ("Вы больше не модератор", "Вы больше не ведёте «{title}», {when}."),
        "event_announced": ("Новый сеанс", "{who} показывает «{title}», {when}."),
        "event_changed": ("Сеанс изменился", "«{title}», {when}: есть изменения."),
        "event_cancelled": ("Сеанс отменён", "«{title}», {when}, не состоится."),
        "event_restored": ("Сеанс снова состоится", "«{title}», {when}, всё-таки состоится."),
        "reminder_day": ("Сеанс через день", "«{title}» начнётся {when}."),
        "reminder_hour": ("Сеанс через час", "«{title}» начнётся {when}."),
        "review_requested": ("Как прошёл сеанс?", "«{title}» закончился. Оставьте отзыв."),
        "review_received": ("Новый отзыв", "О вас написали после «{title}»."),
    },
    "en": {
        "booking_requested": ("A seat is asked for", "{who} asks for a seat at “{title}”, {when}."),
        "booking_approved": ("You have a seat", "You are going to “{title}”, {when}."),
        "booking_declined": ("No seat", "The host declined your request for “{title}”, {when}."),
        "booking_removed": ("You are off the guest list", "The host took your booking off “{title}”, {when}."),
        "booking_withdrawn": ("A booking is withdrawn", "{who} is not coming to “{title}”, {when}."),
        "booking_moved": ("The new time clashes with your plans", "“{title}” is now {when}. Confirm your booking or withdraw it."),
        "seat_from_waitlist": ("A seat became free, and it is yours", "You are going to “{title}”, {when}."),
        "invited": ("You are invited", "{who} invites you to “{title}”, {when}."),
        "invitation_accepted": ("Invitation accepted", "{who} is coming to “{title}”, {when}."),
        "invitation_refused": ("Invitation refused", "{who} is not coming to “{title}”, {when}."),
        "invitation_revoked": ("Invitation taken back", "The invitation to “{title}”, {when}, is no longer valid."),
        "moderator_added": ("You are a moderator", "You now help to run “{title}”, {when}."),
        "moderator_removed": ("You are no longer a moderator", "You no longer run “{title}”, {when}."),
        "event_announced": ("A new showing", "{who} shows “{title}”, {when}."),
        "event_changed": ("The showing has changed", "“{title}”, {when}, has changed."),
        "event_cancelled": ("The showing is cancelled", "“{title}”, {when}, will not take place."),
        "event_restored": ("The showing is on again", "“{title}”, {when}, will take place after all."),
        "reminder_day": ("A showing in a day", "“{title}” starts {when}."),
        "reminder_hour": ("A showing in an hour", "“{title}” starts {when}."),
        "review_requested": ("How was the showing?", "“{title}” is over. Leave a review."),
        "review_received": ("A new review", "Somebody reviewed you after “{title}”."),
    },
}  # fmt: skip

FIELDS: dict[Language, dict[str, str]] = {
    "ru": {"film": "Фильм", "starts_at": "Начало", "ends_at": "Конец", "time_zone": "Часовой пояс", "place": "Место", "admission": "Вход", "price": "Цена", "title": "Название", "status": "Статус"},
    "en": {"film": "Film", "starts_at": "Starts", "ends_at": "Ends", "time_zone": "Time zone", "place": "Place", "admission": "Admission", "price": "Price", "title": "Title", "status": "Status"},
}  # fmt: skip
VALUES: dict[Language, dict[str, str]] = {
    "ru": {"free": "бесплатно", "paid": "платно", "scheduled": "состоится", "cancelled": "отменён", "home": "дома", "cinema": "кинотеатр", "outdoor": "под открытым небом", "online": "онлайн", "other": "другое"},
    "en": {"free": "free", "paid": "paid", "scheduled": "on", "cancelled": "cancelled", "home": "at home", "cinema": "cinema", "outdoor": "outdoors", "online": "online", "other": "other"},
}  # fmt: skip
SOMEBODY: dict[Language, str] = {"ru": "Гость", "en": "Somebody"}


@dataclass(frozen=True, slots=True)
class Words:
    """A notice in one language; the text has a line for each change and for a message."""

    title: str
    text: str


def when(moment: datetime, time_zone: str, language: Language) -> str:
    """`1 December 2026, 21:00 (Europe/Moscow)`: local time and zone of the place."""
    local = moment.astimezone(ZoneInfo(time_zone))
    return (
        f"{local.day} {MONTHS[language][local.month - 1]} {local.year}, {local:%H:%M} ({time_zone})"
    )


def words(
    kind: str,
    language: Language,
    *,
    title: str,
    starts_at: datetime,
    time_zone: str,
    actor: str | None,
    message: str | None,
    changes: Sequence[Mapping[str, Any]],
) -> Words:
    """One notice for one reader."""
    head, sentence = WORDS[language][kind]
    lines = [
        sentence.format(
            who=actor or SOMEBODY[language], title=title, when=when(starts_at, time_zone, language)
        ),
        *(_change(change, time_zone, language) for change in changes),
        *([message] if message else []),
    ]
    return Words(head, "\n".join(lines))


def _change(change: Mapping[str, Any], time_zone: str, language: Language) -> str:
    old, new = (
        _value(change["field"], change[side], time_zone, language) for side in ("old", "new")
    )
    return f"{FIELDS[language][change['field']]}: {old} → {new}"


def _value(name: str, value: Any, time_zone: str, language: Language) -> str:
    if value is None:
        return "—"
    if name in ("starts_at", "ends_at"):
        return when(datetime.fromisoformat(value), time_zone, language)
    if name == "price":
        return f"{value['amount']} {value['currency']}"
    if name == "place":
        parts = (value.get(part) for part in ("name", "city", "area", "address", "url"))
        return ", ".join(part for part in parts if part) or VALUES[language][value["kind"]]
    return VALUES[language].get(value, str(value))
