"""One message of a channel's queue → Telegram or VK, once.

Claimed before it is sent and given back when it surely did not arrive, so a redelivery sends none
twice. What perhaps arrived is sent again only where the service then takes it once: VK.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

from seance.channels import claims, devices, store
from seance.channels.disconnection import lose
from seance.channels.model import Channel, Closed, Later, Post, Unsure
from seance.channels.setup import is_set_up
from seance.channels.texts import post_of, post_of_event, push_of
from seance.channels.transport import insist
from seance.cloud import queues
from seance.cloud.clock import now
from seance.cloud.observability import logger
from seance.cloud.tables import FeedItem
from seance.events import store as events
from seance.events.model import Event
from seance.languages import Language
from seance.notices import store as notices
from seance.notices import waiting
from seance.notices.store import NoticeItem
from seance.notices.waiting import DigestItem
from seance.people.model import NoticeWishes
from seance.people.store import find_profile, notice_settings

MOST_WAITS = 20  # how often a service may ask to wait before somebody has to look
Told = tuple[NoticeItem | DigestItem, Sequence[NoticeItem], int]  # and how many others
Prepare = Callable[[dict[str, Any], Post], Callable[[], int]]


def send(body: queues.Body, channel: Channel, queue_url: str, prepare: Prepare) -> None:
    """Send one notice or post an event, if it is still wanted."""
    connection = store.find(body["user_id"], channel, body.get("device"))
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
        _say_with(claim, say, post, sends_once=sends_once)
    except Closed as closed:
        logger().info("channel lost", channel=channel, reason=str(closed))
        lose(connection)
    except Later as later:
        send_later(body, queue_url, later)


def send_later(body: queues.Body, queue_url: str, later: Later) -> None:
    """Have it come again when the service takes it; raised when it asked to wait too often."""
    waits = body.get("waits", 0) + 1
    if waits > MOST_WAITS:
        raise later
    again = {**body, "waits": waits}
    queues.send(queue_url, [again], delay_seconds=math.ceil(later.seconds))


def _say_with(claim: claims.Claim, say: Callable[[], int], post: Post, *, sends_once: bool) -> None:
    """Send, and do with the claim what the outcome asks for; what hinders is raised."""
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
        share = claim.item
        stands = number and isinstance(share, store.ShareItem)
        claim.sent(store.posted_as(number, share, post) if stands else None)


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
        return _share(body, profile.language)
    wishes = notice_settings(user_id)
    if not getattr(wishes, channel):
        return None
    read = _digest if "digest_id" in body else _notice
    told = read(body, wishes)
    if told is None:
        return None
    item, items, others = told
    if channel != "push":
        return item, post_of(items, others, item.id, profile.language), channel
    claimed = devices.find(user_id, item.id, body["device"])
    post = push_of(items, others, item.id, profile.language)
    return (claimed, post, channel) if claimed else None


def _share(body: queues.Body, language: Language) -> tuple[FeedItem, Post, str] | None:
    share = store.find_share(body["user_id"], body["share_id"])
    found = events.find(share.event_id) if share else None
    if share is None or found is None or not _is_ahead(found[0]):
        return None
    return share, post_of_event(share.id, share.text, *found, language), "sent"


def _notice(body: queues.Body, wishes: NoticeWishes) -> Told | None:
    notice = notices.find(body["user_id"], body["notice_id"])
    if notice is None or notice.waits_since or notice.kind in wishes.muted:
        return None
    return notice, [notice], 0


def _digest(body: queues.Body, wishes: NoticeWishes) -> Told | None:
    digest = waiting.find(body["user_id"], body["digest_id"])
    items = waiting.listed(digest, wishes) if digest else []
    return (digest, items, int(digest.others)) if digest and items else None


def _is_ahead(event: Event) -> bool:
    return event.status == "scheduled" and now() < event.starts_at
