"""One message of a channel's queue → Telegram or VK, once.

Claimed before it is sent and given back when it surely did not arrive, so a redelivery sends none
twice. What perhaps arrived is sent again only where the service then takes it once: VK.
"""

import math
from collections.abc import Callable
from typing import Any

from seance.channels import claims, store
from seance.channels.disconnection import lose
from seance.channels.model import Channel, Closed, Later, Post, Unsure
from seance.channels.setup import is_set_up
from seance.channels.texts import post_of_event, post_of_notice
from seance.channels.transport import insist
from seance.cloud import queues
from seance.cloud.clock import now
from seance.cloud.observability import logger
from seance.cloud.tables import FeedItem
from seance.events import store as events
from seance.events.model import Event
from seance.notices import store as notices
from seance.people.store import find_profile, notice_settings

MOST_WAITS = 20  # how often a service may ask to wait before somebody has to look
Prepare = Callable[[dict[str, Any], Post], Callable[[], int]]


def send(body: queues.Body, channel: Channel, queue_url: str, prepare: Prepare) -> None:
    """Send one notice or post an event, if it is still wanted."""
    connection = store.find(body["user_id"], channel)
    if connection is None:
        return
    if not is_set_up(channel):
        logger().warning("channel not set up", channel=channel)
        return
    item, post, mark = _wanted(body, channel) or (None, None, "")
    if item is None or post is None:
        return
    say = prepare(connection.open(), post)
    sends_once = channel == "vk"
    claim = claims.take(item, channel, mark, knows_again=sends_once)
    if claim is None:
        return
    try:
        number = _say_with(claim, say, sends_once=sends_once)
        if number and isinstance(item, store.ShareItem):
            store.add_posted(item, number, post)
    except Closed as closed:
        logger().info("channel lost", channel=channel, reason=str(closed))
        lose(connection)
    except Later as later:
        waits = body.get("waits", 0) + 1
        if waits > MOST_WAITS:
            raise
        again = {**body, "waits": waits}
        queues.send(queue_url, [again], delay_seconds=math.ceil(later.seconds))


def _say_with(claim: claims.Claim, say: Callable[[], int], *, sends_once: bool) -> int:
    """Send, and do with the claim what the outcome asks for; what hinders is raised."""
    number = 0
    try:
        number = insist(lambda: _noting(say, claim), again_when_unsure=sends_once)
    except Unsure:
        if sends_once:
            raise
        claim.unsure()
    except Exception:
        claim.give_back()
        raise
    else:
        claim.sent()
    return number


def _noting(say: Callable[[], int], claim: claims.Claim) -> int:
    """Send, and remember when it may have arrived although no answer did."""
    try:
        return say()
    except Unsure:
        claim.perhaps_sent = True
        raise


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
        return share, post_of_event(share.id, share.text, *found, profile.language), "sent"
    notice, wishes = notices.find(user_id, body["notice_id"]), notice_settings(user_id)
    if notice is None or not getattr(wishes, channel) or notice.kind in wishes.muted:
        return None
    return notice, post_of_notice(notice, profile.language), channel


def _is_ahead(event: Event) -> bool:
    return event.status == "scheduled" and now() < event.starts_at
