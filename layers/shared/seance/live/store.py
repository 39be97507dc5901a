"""Open connections and what they subscribe to, in the Feed table.

API Gateway ends a connection after two hours at most; what outlives one is gone an hour later.
Source: Amazon API Gateway developer guide, "Quotas for configuring and running a WebSocket API".
"""

from datetime import timedelta
from functools import reduce
from itertools import pairwise
from operator import and_
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.condition import size

from seance.bookings.counters import Counts
from seance.cloud import keys
from seance.cloud.clock import now
from seance.cloud.concurrency import decide, transaction, written
from seance.cloud.tables import CauseAttribute, FeedItem, InstantAttribute, stamp
from seance.live.model import MOST_SUBSCRIPTIONS, Listener

KEPT = timedelta(hours=3)
OPENING = timedelta(seconds=30)
OVERDUE = timedelta(seconds=15)
PAGE = 200  # connections that are told together
PAGES = 20  # that are found together: a query reads a megabyte, some 4,000 subscriptions
Bounds = dict[str, str]  # of a page: `after` this connection, `until` that one, which is told too
SHOWN = ("capacity", "left", "waiting", "status")  # what a frame of seats says


class ConnectionItem(FeedItem, discriminator="connection"):
    """An open connection: whose it is, and what it subscribes to."""

    connection_id = UnicodeAttribute()
    user_id = UnicodeAttribute()
    event_ids = UnicodeSetAttribute(null=True)


class UserConnectionItem(FeedItem, discriminator="user_connection"):
    """The same connection beside its user's inbox."""

    connection_id = UnicodeAttribute()


class SubscriptionItem(FeedItem, discriminator="subscription"):
    """One connection that wants to know of one event, and of its chat after the change `since`."""

    connection_id = UnicodeAttribute()
    user_id = UnicodeAttribute()
    since = NumberAttribute()


class LiveSeatsItem(FeedItem, discriminator="live_seats"):
    """What was told of an event's seats last, and which frame is on its way: the `asked`th, until it is `told`."""

    event_id = UnicodeAttribute()
    capacity = NumberAttribute()
    left = NumberAttribute()
    waiting = NumberAttribute()
    status = UnicodeAttribute(null=True)  # these five are not in items of before 2026-11-28
    asked = NumberAttribute(null=True)
    asked_at = InstantAttribute(null=True)
    told = NumberAttribute(null=True)
    told_at = InstantAttribute(null=True)
    cause = CauseAttribute()


def open_connection(connection_id: str, user_id: str) -> None:
    """Somebody is there."""
    kept = {"connection_id": connection_id, "expires_at": now() + KEPT}
    ConnectionItem.of(keys.connection(connection_id), user_id=user_id, **kept).save()
    UserConnectionItem.of(keys.user_connection(user_id, connection_id), **kept).save()


def user_of(connection_id: str) -> str | None:
    """Whose connection it is."""
    item = ConnectionItem.find(keys.connection(connection_id))
    return item.user_id if item else None


def subscribe(connection_id: str, user_id: str, event_id: str, since: int) -> bool:
    """Be told of the event; false when the connection is gone or subscribes to too much already."""
    item = ConnectionItem.of(keys.connection(connection_id))
    events = ConnectionItem.event_ids
    held = size(events)  # type: ignore[no-untyped-call] # PynamoDB left it untyped
    room = events.does_not_exist() | events.contains(event_id) | (held < MOST_SUBSCRIPTIONS)
    if not written(
        lambda: item.update(
            actions=[events.add({event_id})], condition=ConnectionItem.pk.exists() & room
        )
    ):
        return False
    SubscriptionItem.of(
        keys.subscription(event_id, connection_id),
        connection_id=connection_id,
        user_id=user_id,
        since=since,
        expires_at=now() + KEPT,
    ).save()
    return True


def unsubscribe(connection_id: str, event_id: str) -> None:
    """No longer; a second time changes nothing."""
    SubscriptionItem.of(keys.subscription(event_id, connection_id)).delete()
    item = ConnectionItem.of(keys.connection(connection_id))
    forgotten = ConnectionItem.event_ids.delete({event_id})
    written(lambda: item.update(actions=[forgotten], condition=ConnectionItem.pk.exists()))


def forget(connection_id: str) -> None:
    """The connection is gone, with all that it subscribed to.

    Itself last and from both its places at once: it is found by either when this is done again.
    """
    item = ConnectionItem.find(keys.connection(connection_id))
    if item is None:
        return
    for event_id in item.event_ids or ():
        SubscriptionItem.of(keys.subscription(event_id, connection_id)).delete()
    own = UserConnectionItem.of(keys.user_connection(item.user_id, connection_id))

    def work() -> None:
        with transaction() as writes:
            writes.delete(own)
            writes.delete(item)

    decide(work)


def forget_gone(user_id: str, connection_id: str) -> None:
    """The same for one that the gateway calls gone: that it also says while a handshake goes on."""
    item = UserConnectionItem.find(keys.user_connection(user_id, connection_id))
    if item and item.expires_at and item.expires_at - KEPT + OPENING < now():
        forget(connection_id)
        item.delete()


def drop_subscription(event_id: str, connection_id: str) -> None:
    """What a subscription of a connection that was gone already left behind."""
    SubscriptionItem.of(keys.subscription(event_id, connection_id)).delete()


def subscribers(
    event_id: str, after: str | None = None, until: str | None = None
) -> tuple[list[Listener], list[Bounds]]:
    """One page of who wants to know of an event, and the bounds of the next ones; the last of them has no end yet."""
    partition, prefix = keys.subscription(event_id, "")
    sort = SubscriptionItem.sk
    found = SubscriptionItem.query(
        partition,
        sort.between(prefix, prefix + until) if until else sort.startswith(prefix),
        limit=PAGE * PAGES,
        last_evaluated_key={"pk": {"S": partition}, "sk": {"S": prefix + after}} if after else None,
    )
    listeners = [Listener(item.connection_id, item.user_id, int(item.since)) for item in found]
    ends = [each.connection_id for each in listeners[PAGE - 1 :: PAGE]]
    if listeners and listeners[-1].connection_id not in ends:
        ends.append(listeners[-1].connection_id)
    further: list[Bounds] = [{"after": one, "until": two} for one, two in pairwise(ends)]
    if found.last_evaluated_key and ends:
        further.append({"after": ends[-1]})
    return listeners[:PAGE], further


def connections_of(user_id: str) -> list[str]:
    """The connections of one user, one for each tab."""
    partition, prefix = keys.user_connection(user_id, "")
    rows = UserConnectionItem.query(partition, UserConnectionItem.sk.startswith(prefix), limit=PAGE)
    return [item.connection_id for item in rows]


def note_seats(counts: Counts) -> None:
    """Have the seats told, unless these were told last or a frame is on its way, which will tell them.

    One that has been on its way for `OVERDUE` is taken for lost.
    """
    item = LiveSeatsItem.of(keys.live_seats(counts.event_id))
    asked, told, asked_at = LiveSeatsItem.asked, LiveSeatsItem.told, LiveSeatsItem.asked_at
    idle = asked.does_not_exist() | (asked == told) | (asked_at < now() - OVERDUE)
    asks: list[Any] = [
        LiveSeatsItem.item.set(LiveSeatsItem),
        LiveSeatsItem.event_id.set(counts.event_id),
        LiveSeatsItem.expires_at.set(counts.ends_at + KEPT),
        asked.add(1),
        asked_at.set(now()),
    ]
    asks += _shown(counts) + stamp(LiveSeatsItem)
    written(lambda: item.update(actions=asks, condition=idle & ~_is_shown(counts)))


def take_seats(event_id: str, asked: int) -> bool:
    """From now on what changes asks for the next frame, and this one is read and told; false where another is.

    Taken again by who is called again for it.
    """
    item = LiveSeatsItem.of(keys.live_seats(event_id))
    taken: list[Any] = [LiveSeatsItem.told.set(asked), LiveSeatsItem.told_at.set(now())]
    mine = LiveSeatsItem.asked == asked
    return written(lambda: item.update(actions=taken, condition=mine))


def keep_told(counts: Counts, asked: int) -> None:
    """The counts as they were read for the frame, where they are not those that it was asked for with."""
    item = LiveSeatsItem.of(keys.live_seats(counts.event_id))
    others = (LiveSeatsItem.told == asked) & ~_is_shown(counts)
    written(lambda: item.update(actions=_shown(counts), condition=others))


def _shown(counts: Counts) -> list[Any]:
    return [getattr(LiveSeatsItem, name).set(getattr(counts, name)) for name in SHOWN]


def _is_shown(counts: Counts) -> Any:
    same = [getattr(LiveSeatsItem, name) == getattr(counts, name) for name in SHOWN]
    return reduce(and_, same)
