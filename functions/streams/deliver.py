"""Feed stream → the channels' queues: a new notice goes out over each channel that its reader wants.

The notice is the outbox: what is in the inbox is delivered, however often this runs. So is an event
that its host has posted, and an invitation by mail. Each channel has a queue of its own, so none holds up the others. What a host
tells the guests goes to the notices queue first.
"""

from typing import Any

from seance.cloud import deadline, queues, streams
from seance.cloud.config import settings
from seance.cloud.observability import follow, logger
from seance.cloud.streams import Change, Image
from seance.notices.announcements import AUDIENCES
from seance.notices.model import of_said
from seance.people.store import notice_settings_of

NEWS = frozenset({"notice", "share", "press", "announcement", "mailed_invitation"})


def deliver(batch: list[Change]) -> None:
    """A message for each new notice and wanted channel; one read for the wishes of a batch."""
    found = [
        (change, change.new)
        for change in batch
        if change.item in NEWS and change.old is None and change.new
    ]
    wishes = notice_settings_of(
        {image["user_id"] for change, image in found if change.item == "notice"}
    )
    messages: dict[str, list[queues.Body]] = {"inbox": [], "email": [], "telegram": [], "vk": []}
    for change, image in found:
        if change.item == "announcement":
            message = of_said(image, AUDIENCES[image["to"]])
            messages["inbox"].append(change.carry(message.body()))
            continue
        if change.item == "mailed_invitation":
            asked = {"user_id": image["user_id"], "invited_to": image["event_id"]}
            messages["email"].append(change.carry(asked | {"address": image["address"]}))
            continue
        if change.item == "share":
            messages[image["channel"]].append(change.carry(_body(image, "share_id")))
            continue
        if change.item == "press":
            messages["telegram"].append(change.carry(_body(image, "press_id")))
            continue
        for channel in wishes[image["user_id"]].channels_for(image["kind"]):
            messages[channel].append(change.carry(_body(image, "notice_id")))
    for channel, url in (
        ("inbox", settings().notices_queue_url),
        ("email", settings().deliveries_queue_url),
        ("telegram", settings().telegram_queue_url),
        ("vk", settings().vk_queue_url),
    ):
        queues.send(url, messages[channel])
    for change, image in found:
        follow(change.cause)
        logger().info(f"{change.item} goes out", notice_id=image["id"])


def _body(image: Image, name: str) -> queues.Body:
    return {"user_id": image["user_id"], name: image["id"]}


@deadline.kept
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the stream, and by the queue of its parked records."""
    return streams.process(event, deliver, settings().deliver_parked_queue_url)
