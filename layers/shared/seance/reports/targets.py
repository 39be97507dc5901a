"""What can be reported: only what its reporter may see (R6, R14, R15, R17)."""

from dataclasses import dataclass
from typing import Literal

from seance.bookings.visibility import look
from seance.chat import store as chat
from seance.chat.access import enter
from seance.cloud import keys
from seance.cloud.clock import now
from seance.errors import Forbidden, NotFound, ValidationFailed
from seance.people.blocks import apart
from seance.people.store import meet
from seance.reviews import store as reviews

Kind = Literal["user", "event", "message", "review"]


@dataclass(frozen=True, slots=True)
class Target:
    """What is reported, whose it is, and what it said then. `id` is unique among those of its kind.

    That of a message begins with its event's id, that of a review with that and its author's.
    """

    kind: Kind
    id: str
    subject_id: str
    excerpt: str


def target_of(kind: Kind, named: str, event_id: str | None, viewer_id: str) -> Target:
    """What a reporter names; `NotFound` where it does not exist for them, `Forbidden` where it is their own."""
    if kind in ("message", "review") and event_id is None:
        raise ValidationFailed.of("event_id", "is needed for a message and a review")
    found = {"user": _user, "event": _event, "message": _message, "review": _review}[kind](
        named, event_id or "", viewer_id
    )
    if found.subject_id == viewer_id:
        raise Forbidden("Nobody reports oneself.")
    return found


def _user(named: str, _: str, viewer_id: str) -> Target:
    profile = meet(named, viewer_id)
    return Target("user", profile.id, profile.id, _lines(profile.name, profile.about))


def _event(named: str, _: str, viewer_id: str) -> Target:
    event = look(named, viewer_id).event
    return Target("event", event.id, event.host_id, _lines(event.title, event.description))


def _message(named: str, event_id: str, viewer_id: str) -> Target:
    enter(event_id, viewer_id)
    message = chat.find(event_id, named)
    if (
        message is None
        or message.is_hidden_from(viewer_id)
        or apart(viewer_id, [message.author_id])
    ):
        raise NotFound
    return Target("message", f"{event_id}/{message.id}", message.author_id, message.text)


def _review(named: str, event_id: str, viewer_id: str) -> Target:
    look(event_id, viewer_id)
    author_id, _, subject_id = named.partition("/")
    (review,) = reviews.find_many([keys.review(event_id, author_id, subject_id)]).values() or (
        None,
    )
    if review is None or review.anonymous or not review.is_visible(viewer_id, now()):
        raise NotFound
    said = _lines(str(review.rating), review.text)
    return Target("review", f"{event_id}/{author_id}/{subject_id}", author_id, said)


def _lines(*parts: str | None) -> str:
    return "\n".join(each for each in parts if each)
