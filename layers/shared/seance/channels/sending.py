"""One message of a channel's queue → Telegram or VK, once.

Claimed before it is sent and given back when it surely did not arrive, so a redelivery sends none
twice. What perhaps arrived is not sent again: the inbox has it anyway.
"""

import math
from collections.abc import Callable
from typing import Any

from seance.channels import store
from seance.channels.calling import insist
from seance.channels.losing import lose
from seance.channels.model import Channel, Closed, Later, Post, Unsure
from seance.channels.setup import is_set_up
from seance.channels.texts import post_of_event, post_of_notice
from seance.cloud import queues
from seance.cloud.clock import now
from seance.cloud.observability import count, logger
from seance.cloud.tables import FeedItem
from seance.events import store as events
from seance.events.model import Event
from seance.notices import store as notices
from seance.people.store import find_profile, notice_settings

MOST_WAITS = 20  # how often a service may ask to wait before somebody has to look
Say = Callable[[dict[str, Any], Post], None]


def send(body: queues.Body, channel: Channel, queue_url: str, say: Say) -> None:
    """Send one notice or post an event, if it is still wanted."""
    user_id = body["user_id"]
    connection = store.find(user_id, channel)
    if connection is None:
        return
    if not is_set_up(channel):
        logger().warning("channel not set up", channel=channel)
        return
    item, post, mark = _wanted(body, channel) or (None, None, "")
    if item is None or post is None or not store.claim(item, mark):
        return
    try:
        address = connection.open()
        insist(lambda: say(address, post))
    except Closed as closed:
        logger().info("channel lost", channel=channel, reason=str(closed))
        lose(connection)
    except Unsure as unsure:
        logger().warning("perhaps sent", channel=channel, reason=str(unsure))
    except Later as later:
        store.give_back(item, mark)
        waits = body.get("waits", 0) + 1
        if waits > MOST_WAITS:
            raise
        again = {**body, "waits": waits}
        queues.send(queue_url, [again], delay_seconds=math.ceil(later.seconds))
    except Exception:
        store.give_back(item, mark)
        raise
    else:
        kind = item.kind if isinstance(item, notices.NoticeItem) else "share"
        count("NoticeSent", kind=kind, channel=channel)


def _wanted(body: queues.Body, channel: Channel) -> tuple[FeedItem, Post, str] | None:
    """What is sent, and where its claim stands; nothing when that is no longer wanted."""
    user_id = body["user_id"]
    profile = find_profile(user_id, consistent=False)
    if profile is None:
        return None
    if "share_id" in body:
        share = store.find_share(user_id, body["share_id"])
        found = events.find(share.event_id) if share else None
        if share is None or found is None or not _is_ahead(found[0]):
            return None
        return share, post_of_event(share, found[0], profile.language), "sent_at"
    notice, wishes = notices.find(user_id, body["notice_id"]), notice_settings(user_id)
    if notice is None or not getattr(wishes, channel) or notice.kind in wishes.muted:
        return None
    return notice, post_of_notice(notice, profile.language), f"{channel}_at"


def _is_ahead(event: Event) -> bool:
    return event.status == "scheduled" and now() < event.starts_at
