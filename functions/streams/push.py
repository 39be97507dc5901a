"""Feed stream → live connections: changes of chats, seats and new notices (M16, M17).

Rights are read when something is told, so who lost them a moment ago gets nothing (R6, R15, R17).
A frame may come twice; its number or id tells. One page of an event's subscribers a record: the
next page is a record of its own, in the queue that also brings failed records back.
"""

from typing import Any

from seance.cloud import deadline, queues, streams, websockets
from seance.cloud.config import settings
from seance.cloud.observability import follow
from seance.cloud.streams import Change
from seance.live import fan_out, store
from seance.live.fan_out import News

COUNTS = ("capacity", "left", "waiting")


def push(batch: list[Change]) -> None:
    """Tell each change to whom it concerns."""
    for change in batch:
        follow(change.cause)
        match change:
            case Change(item="chat_change", old=None, new=dict(new)):
                tell(new, fan_out.of_chat(new))
            case Change(item="live_seats", new=dict(new)) if change.differs(*COUNTS):
                tell(new, fan_out.of_seats(new))
            case Change(item="notice", old=None, new=dict(new)):
                tell_reader(new)


def tell(image: streams.Image, told: News | None) -> None:
    """Tell one page of an event's subscribers."""
    if told is None:
        return
    listeners, last = store.subscribers(told.event_id, image.get("after"))
    if last:
        queues.send(settings().pushes_queue_url, [next_page(image, last)])
    for gone in websockets.post_to_all(told.concerns(listeners), told.frame):
        store.drop_subscription(told.event_id, gone)
        store.forget(gone)


def tell_reader(image: streams.Image) -> None:
    """Tell a notice to its user, in every tab."""
    if (wanted := store.connections_of(image["user_id"])) and (frame := fan_out.of_notice(image)):
        for gone in websockets.post_to_all(wanted, frame):
            store.forget_gone(image["user_id"], gone)


def next_page(image: streams.Image, after: str) -> dict[str, Any]:
    """The same record, to go on after this connection."""
    from boto3.dynamodb.types import TypeSerializer  # only a crowd needs it

    serialize = TypeSerializer().serialize
    return {
        "NewImage": {name: serialize(value) for name, value in (image | {"after": after}).items()}
    }


@deadline.kept
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the stream, and by the queue of parked records and further pages."""
    return streams.process(event, push, settings().pushes_queue_url)
