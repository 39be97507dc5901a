"""A record of the Feed's stream → a frame, and who may have it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from seance.bookings.counters import Counts
from seance.chat import store as chat
from seance.chat.model import Change
from seance.cloud.clock import now
from seance.cloud.streams import Image, whole
from seance.events import store as events
from seance.live import model, rights, store
from seance.live.model import Frame, Listener
from seance.notices import store as notices
from seance.notices.wording import notices_shown
from seance.people.store import find_profile, find_profiles


@dataclass(frozen=True, slots=True)
class News:
    """A frame for those of an event's subscribers that `allowed` leaves over.

    `number` is that of a change of the chat, for who does not know it yet.
    """

    event_id: str
    frame: Frame
    allowed: Callable[[Collection[str]], set[str]]
    number: int | None = None

    def concerns(self, listeners: Collection[Listener]) -> list[str]:
        """The connections that are told."""
        allowed = self.allowed({each.user_id for each in listeners})
        return [
            each.connection_id
            for each in listeners
            if each.user_id in allowed and (self.number is None or self.number > each.since)
        ]


def of_chat(image: Image) -> News | None:
    """A change of a chat, told with the message as it is now."""
    found = events.find(image["event_id"])
    if found is None:
        return None
    change = Change(
        image["event_id"],
        whole(image["number"]),
        image["kind"],
        image["message_id"],
        image["author_id"],
    )
    frame = model.of_change(
        change,
        chat.find(change.event_id, change.message_id),
        find_profiles([change.author_id])[change.author_id],
    )
    if frame is None:
        return None
    return News(
        change.event_id,
        frame,
        lambda users: rights.in_chat(found[0], change.author_id, users),
        change.number,
    )


def of_seats(image: Image) -> News | None:
    """The seats as they are now, whatever the record says; for the first page noted as told."""
    moment, found = now(), events.find(image["event_id"])
    if found is None:
        return None
    event, shards = found
    if "asked" in image and "after" not in image:
        store.keep_told(Counts.of(event, shards), whole(image["asked"]))
    return News(
        event.id,
        model.of_seats(event, shards, moment),
        lambda users: rights.see_event(event, users),
    )


def of_notice(image: Image) -> Frame | None:
    """A new notice, in its reader's language."""
    item, reader = notices.find(image["user_id"], image["id"]), find_profile(image["user_id"])
    if item is None or reader is None:
        return None
    (shown,) = notices_shown([item], reader.language)
    return {"type": "notice", "notice": shown}
