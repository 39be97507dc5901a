"""Open connections and what they subscribe to, in the Feed table.

API Gateway ends a connection after two hours at most; what outlives one is gone an hour later.
Source: Amazon API Gateway developer guide, "Quotas for configuring and running a WebSocket API".
"""

from datetime import timedelta

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.condition import size

from seance.bookings.counters import Counts
from seance.cloud import keys
from seance.cloud.clock import now
from seance.cloud.concurrency import decide, transaction, written
from seance.cloud.tables import FeedItem
from seance.live.model import MOST_SUBSCRIPTIONS, Listener

KEPT = timedelta(hours=3)
OPENING = timedelta(seconds=30)
PAGE = 200  # connections that are told together


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
    """That the seats of an event changed; the counts are read again when they are told."""

    event_id = UnicodeAttribute()
    capacity = NumberAttribute()
    left = NumberAttribute()
    waiting = NumberAttribute()


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


def subscribers(event_id: str, after: str | None) -> tuple[list[Listener], str | None]:
    """One page of who wants to know of an event, and where the next one starts."""
    partition, prefix = keys.subscription(event_id, "")
    page = SubscriptionItem.query(
        partition,
        SubscriptionItem.sk.startswith(prefix),
        limit=PAGE,
        last_evaluated_key={"pk": {"S": partition}, "sk": {"S": prefix + after}} if after else None,
    )
    found = [Listener(item.connection_id, item.user_id, int(item.since)) for item in page]
    return found, found[-1].connection_id if page.last_evaluated_key and found else None


def connections_of(user_id: str) -> list[str]:
    """The connections of one user, one for each tab."""
    partition, prefix = keys.user_connection(user_id, "")
    rows = UserConnectionItem.query(partition, UserConnectionItem.sk.startswith(prefix), limit=PAGE)
    return [item.connection_id for item in rows]


def note_seats(counts: Counts) -> None:
    """Have the seats told; the same counts again tell nobody."""
    LiveSeatsItem.of(
        keys.live_seats(counts.event_id),
        event_id=counts.event_id,
        capacity=counts.capacity,
        left=counts.left,
        waiting=counts.waiting,
        expires_at=counts.ends_at + KEPT,
    ).save()
