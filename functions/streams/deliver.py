"""Feed stream → the channels' queues: a new notice goes out over each channel that its reader wants.

The notice is the outbox: what is in the inbox is delivered, however often this runs. So is an event that its
host has posted, and an invitation by mail. Each channel has a queue of its own, so none holds up the others.
What a host tells the guests goes to the notices queue first. What waits (R25) comes back as a digest.
"""

from collections.abc import Mapping
from typing import Any

from seance.cloud import deadline, queues, streams
from seance.cloud.clock import now
from seance.cloud.config import settings
from seance.cloud.observability import follow, logger
from seance.cloud.streams import Change, Image
from seance.notices.announcements import AUDIENCES
from seance.notices.model import of_said
from seance.notices.waiting import hold
from seance.people.model import NoticeWishes, Profile
from seance.people.store import find_profiles, notice_settings_of

QUEUES = {"inbox": "notices_queue_url", "email": "deliveries_queue_url", "telegram": "telegram_queue_url", "vk": "vk_queue_url", "push": "web_push_queue_url"}  # fmt: skip
OUTBOX = frozenset({"notice", "digest", "share", "press", "announcement", "mailed_invitation"})


def deliver(batch: list[Change]) -> None:
    """A message for each new notice and wanted channel; one read for the wishes of a batch."""
    found = [
        (change, change.new)
        for change in batch
        if change.item in OUTBOX and change.old is None and change.new
    ]
    wishes = notice_settings_of(
        {image["user_id"] for change, image in found if change.item in ("notice", "digest")}
    )
    calm = find_profiles(each for each, wanted in wishes.items() if wanted.are_calm)
    messages: dict[str, list[queues.Body]] = {name: [] for name in QUEUES}
    for change, image in found:
        follow(change.cause)
        going = outward(change.item, image, wishes.get(image.get("user_id", "")), calm)
        for channel, body in going:
            messages[channel].append(change.carry(body))
        logger().info(f"{change.item} goes out over {len(going)}", notice_id=image["id"])
    for channel, setting in QUEUES.items():
        queues.send(getattr(settings(), setting), messages[channel])


def outward(
    item: str, image: Image, wishes: NoticeWishes | None, calm: Mapping[str, Profile]
) -> list[tuple[str, queues.Body]]:
    """Over which channels a new item goes, and with what message; over none what waits."""
    match item:
        case "announcement":
            return [("inbox", of_said(image, AUDIENCES[image["to"]]).body())]
        case "mailed_invitation":
            invited = {"invited_to": image["event_id"], "address": image["address"]}
            return [("email", {"user_id": image["user_id"], **invited})]
        case "share":
            return [(image["channel"], _body(image, "share_id"))]
        case "press":
            return [("telegram", _body(image, "press_id"))]
    user_id, wanted = image["user_id"], wishes or NoticeWishes()
    channels = wanted.channels_for(image["kind"])
    reader = calm.get(user_id) if item == "notice" and channels else None
    if reader and hold(user_id, image["id"], wanted, reader.time_zone, now()):
        return []
    return [(channel, _body(image, f"{item}_id")) for channel in channels]


def _body(image: Image, name: str) -> queues.Body:
    return {"user_id": image["user_id"], name: image["id"]}


@deadline.kept
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the stream, and by the queue of its parked records."""
    return streams.process(event, deliver, settings().deliver_parked_queue_url)
