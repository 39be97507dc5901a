"""What a connection asks for: subscribe, unsubscribe, ping; and what it gets back."""

import json
import re
from collections.abc import Iterator
from typing import Any, TypeGuard

from seance.bookings.visibility import Seen, look
from seance.chat import store as chat
from seance.chat.model import may_chat
from seance.cloud.clock import now
from seance.errors import Refusal, TooManyRequests, ValidationFailed
from seance.live import model, store
from seance.live.model import Frame, Subscribe
from seance.people.blocks import apart
from seance.people.store import find_profiles

ULID = re.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}")


def answer(connection_id: str, user_id: str, text: str) -> Iterator[Frame]:
    """The frames that answer one message; a refusal is a frame too."""
    asked: dict[str, Any] = {}
    try:
        asked = _read(text)
        match asked.get("action"):
            case "ping":
                yield {"type": "pong"}
            case "subscribe":
                yield from _subscribe(connection_id, user_id, _subscription(asked))
            case "unsubscribe":
                event_id = _subscription(asked).event_id
                store.unsubscribe(connection_id, event_id)
                yield {"type": "unsubscribed", "event_id": event_id}
            case _:
                raise ValidationFailed.of("action", "must be subscribe, unsubscribe or ping")
    except Refusal as refusal:
        problem = {"type": "error", "code": refusal.code, "detail": refusal.detail}
        named = asked.get("event_id")
        yield problem | ({"event_id": named} if _is_id(named) else {})


def _subscribe(connection_id: str, user_id: str, asked: Subscribe) -> Iterator[Frame]:
    """First the subscription, for what comes from now on; then what was missed until now.

    What comes in the milliseconds between the two is told twice, rather than never.
    """
    moment, seen = now(), look(asked.event_id, user_id)
    in_chat = may_chat(seen.event, user_id, seen.booking)
    since = chat.last_change(asked.event_id) if in_chat else 0
    if not store.subscribe(connection_id, user_id, asked.event_id, since):
        most = model.MOST_SUBSCRIPTIONS
        raise TooManyRequests(f"A connection subscribes to at most {most} events.")
    last = chat.last_change(asked.event_id) if in_chat else None
    if last is not None and asked.after is not None:
        yield from _missed(seen, user_id, asked.after, last)
    yield model.of_seats(seen.event, seen.seats, moment)
    yield {"type": "subscribed", "event_id": asked.event_id, "chat": in_chat, "id": last}


def _missed(seen: Seen, user_id: str, after: int, last: int) -> Iterator[Frame]:
    """What came in the chat since, in order; `reload` where the log does not reach so far back."""
    event_id = seen.event.id
    changes = chat.changes_between(event_id, after, last) if model.reaches(after, last) else []
    if len(changes) != last - after:
        yield {"type": "reload", "event_id": event_id}
        return
    hidden = apart(user_id, (each.author_id for each in changes))
    told = [each for each in changes if each.author_id not in hidden]
    messages = chat.find_many(event_id, (each.message_id for each in told))
    people = find_profiles(each.author_id for each in told)
    for change in told:
        frame = model.of_change(change, messages.get(change.message_id), people[change.author_id])
        if frame:
            yield frame


def _read(text: str) -> dict[str, Any]:
    try:
        asked = json.loads(text)
    except (ValueError, RecursionError):
        asked = None
    if not isinstance(asked, dict):
        raise ValidationFailed.of("body", "must be a JSON object")
    return asked


def _is_id(event_id: Any) -> TypeGuard[str]:
    """Only what can be an event's id is read, or said again."""
    return isinstance(event_id, str) and bool(ULID.fullmatch(event_id))


def _subscription(asked: dict[str, Any]) -> Subscribe:
    event_id, after = asked.get("event_id"), asked.get("after")
    if not _is_id(event_id):
        raise ValidationFailed.of("event_id", "must be the id of an event")
    if after is not None and (type(after) is not int or after < 0):
        raise ValidationFailed.of("after", "must be a whole number, not negative")
    return Subscribe(event_id, after)
