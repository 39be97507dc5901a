"""Feed stream → live connections: changes of chats, seats and new notices (M16, M17).

Rights are read when something is told, so who lost them a moment ago gets nothing (R6, R15, R17).
A frame may come twice; its number, id or instant tells. A record tells one page of an event's subscribers; every
further page is a record of its own, in the queue that also brings failed records back, so they are told side by side.
"""

from datetime import datetime, timedelta
from math import ceil
from typing import Any

from seance.cloud import deadline, queues, streams, websockets
from seance.cloud.clock import now
from seance.cloud.config import settings
from seance.cloud.observability import follow
from seance.cloud.streams import Change
from seance.live import fan_out, store
from seance.live.fan_out import News

COUNTS = ("capacity", "left", "waiting")
APART = timedelta(seconds=2)  # the frames of one event's seats


def push(batch: list[Change]) -> None:
    """Tell each change to whom it concerns."""
    for change in batch:
        follow(change.cause)
        match change:
            case Change(item="chat_change", old=None, new=dict(new)):
                tell(new, fan_out.of_chat(new))
            case Change(item="live_seats", new=dict(new)) if "asked" in new:
                if change.differs("asked"):
                    tell_seats(new)
            case Change(item="live_seats", new=dict(new)) if change.differs(*COUNTS):
                tell(new, fan_out.of_seats(new))  # of the release before
            case Change(item="notice", old=None, new=dict(new)):
                tell_reader(new)


def tell(image: streams.Image, told: News | None) -> None:
    """Tell one page of an event's subscribers."""
    if told is None:
        return
    listeners, further = store.subscribers(told.event_id, image.get("after"), image.get("until"))
    queues.send(settings().pushes_queue_url, [streams.record_of(image | each) for each in further])
    for gone in websockets.post_to_all(told.concerns(listeners), told.frame):
        store.drop_subscription(told.event_id, gone)
        store.forget(gone)


def tell_seats(image: streams.Image) -> None:
    """Tell the seats, two seconds after they were told last at the soonest: till then the record waits in the queue."""
    if "after" not in image:
        told_at = datetime.fromisoformat(image["told_at"]) if "told_at" in image else None
        wait = told_at + APART - now() if told_at else timedelta()
        if wait > timedelta():
            queues.send(
                settings().pushes_queue_url, [streams.record_of(image)], ceil(wait.total_seconds())
            )
            return
        if not store.take_seats(image["event_id"], streams.whole(image["asked"])):
            return
    tell(image, fan_out.of_seats(image))


def tell_reader(image: streams.Image) -> None:
    """Tell a notice to its user, in every tab."""
    if (wanted := store.connections_of(image["user_id"])) and (frame := fan_out.of_notice(image)):
        for gone in websockets.post_to_all(wanted, frame):
            store.forget_gone(image["user_id"], gone)


@deadline.kept
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the stream, and by the queue of parked records and further pages."""
    return streams.process(event, push, settings().pushes_queue_url)
