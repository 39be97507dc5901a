"""Notices in the Feed table: the key is the claim, so a notice exists once (R12)."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute

from seance.cloud import clients, deadline, keys
from seance.cloud.clock import now
from seance.cloud.concurrency import Outrun, decide, transaction, written
from seance.cloud.tables import CauseAttribute, FeedItem, InstantAttribute, JsonAttribute, Position
from seance.errors import UpstreamUnavailable
from seance.events.model import Event
from seance.films.model import short
from seance.notices.model import Message, last_id, lost_channel_id, notice_id

KEPT = timedelta(days=180)
PAGE = 100  # what one transaction takes
MOST_COUNTED = 1000


class NoticeItem(FeedItem, discriminator="notice"):
    """One notice, in no language yet: it is put into words for its reader when it is read."""

    id = UnicodeAttribute()
    user_id = UnicodeAttribute()
    kind = UnicodeAttribute()
    event_id = UnicodeAttribute(null=True)  # none of these two where it is about no event
    short_code = UnicodeAttribute(null=True)
    event_title = UnicodeAttribute(null=True)  # these four also where it is about a proposal
    titles = JsonAttribute(null=True)  # by language, where the host gave none
    film = JsonAttribute(null=True)  # as it was then; none in notices of before 2026-11-28
    starts_at = InstantAttribute(null=True)
    time_zone = UnicodeAttribute(null=True)
    channel = UnicodeAttribute(null=True)
    proposal_id = UnicodeAttribute(null=True)
    events = NumberAttribute(null=True)  # of the programme whose title it then has
    created_at = InstantAttribute()
    actor = UnicodeAttribute(null=True)  # the name, in notices of before 2026-11-26
    actor_id = UnicodeAttribute(null=True)
    message = UnicodeAttribute(null=True)
    changes = JsonAttribute(null=True)
    seats = NumberAttribute(null=True)  # of the booking, where it is for more than one
    people = UnicodeSetAttribute(null=True)  # ids of guests whom a `guests_coming` may name
    others = NumberAttribute(null=True)  # events that a `wish_announced` tells of beside its own
    read_at = InstantAttribute(null=True)
    waits_since = InstantAttribute(null=True)  # then it goes out in a digest, and no other way
    emailed_at = InstantAttribute(null=True)  # these six: see `seance.channels.claims`
    emailed_by = UnicodeAttribute(null=True)
    telegram_at = InstantAttribute(null=True)
    telegram_by = UnicodeAttribute(null=True)
    vk_at = InstantAttribute(null=True)
    vk_by = UnicodeAttribute(null=True)
    pushed_at = InstantAttribute(null=True)  # on its way to every browser
    cause = CauseAttribute()


def add(
    user_id: str,
    message: Message,
    event: Event,
    actor_id: str | None,
    changes: Sequence[Mapping[str, Any]],
    seats: int = 1,
) -> bool:
    """Tell a user once; false when the notice exists already. `seats` are of the booking that it is about."""
    item = notice_of(
        user_id,
        message,
        event,
        actor_id=actor_id,
        changes=list(changes) or None,
        seats=seats if seats > 1 else None,
    )
    item.unread_key = keys.user(user_id)
    return written(lambda: item.save(condition=NoticeItem.pk.does_not_exist()))


def notice_of(user_id: str, message: Message, event: Event, **more: Any) -> NoticeItem:
    """What tells a user of a fact about an event; not among the unread yet."""
    identity = notice_id(user_id, message)
    created_at = datetime.fromisoformat(message.at).astimezone(UTC)
    whole = event.programme if message.events else None
    return NoticeItem.of(
        keys.notice(user_id, identity),
        id=identity,
        user_id=user_id,
        kind=message.kind,
        event_id=event.id,
        event_title=whole.title if whole else event.title,
        titles=None if whole else event.titles,
        film=short(event.film),
        events=message.events,
        starts_at=event.starts_at,
        time_zone=event.time_zone,
        short_code=event.short_code,
        created_at=created_at,
        message=message.message,
        expires_at=max(created_at, event.ends_at) + KEPT,
        **more,
    )


def add_of_proposal(user_id: str, message: Message, *, last: datetime, **facts: Any) -> bool:
    """Tell a user of a proposal once; `last` is the latest time at which the event may begin."""
    identity = notice_id(user_id, message)
    created_at = datetime.fromisoformat(message.at).astimezone(UTC)
    item = NoticeItem.of(
        keys.notice(user_id, identity),
        id=identity,
        user_id=user_id,
        kind=message.kind,
        proposal_id=message.proposal_id,
        created_at=created_at,
        unread_key=keys.user(user_id),
        expires_at=max(created_at, last) + KEPT,
        **facts,
    )
    return written(lambda: item.save(condition=NoticeItem.pk.does_not_exist()))


def add_of_report(user_id: str, message: Message) -> bool:
    """Tell a user once that what they reported was looked into; not what it was, nor what became of it."""
    identity = notice_id(user_id, message)
    created_at = datetime.fromisoformat(message.at).astimezone(UTC)
    item = NoticeItem.of(
        keys.notice(user_id, identity),
        id=identity,
        user_id=user_id,
        kind=message.kind,
        created_at=created_at,
        unread_key=keys.user(user_id),
        expires_at=created_at + KEPT,
    )
    return written(lambda: item.save(condition=NoticeItem.pk.does_not_exist()))


def of_lost_channel(user_id: str, channel: str, moment: datetime, which: bytes) -> NoticeItem:
    """What tells a user that a channel takes no more messages; `which` is what was lost, or by what."""
    identity = lost_channel_id(user_id, channel, moment, which)
    return NoticeItem.of(
        keys.notice(user_id, identity),
        id=identity,
        user_id=user_id,
        kind="channel_disconnected",
        channel=channel,
        created_at=moment,
        unread_key=keys.user(user_id),
        expires_at=moment + KEPT,
    )


def find(user_id: str, identity: str) -> NoticeItem | None:
    """One notice."""
    return NoticeItem.find(keys.notice(user_id, identity))


def of_user(
    user_id: str, limit: int, after: Position | None, *, unread: bool
) -> tuple[list[NoticeItem], Position | None]:
    """One page of the inbox, newest first; only the unread where they are asked for."""
    within = NoticeItem.sk.startswith(keys.notice("", "")[1])
    page = NoticeItem.query(
        keys.user(user_id),
        within,
        NoticeItem.unread_key.exists() if unread else None,
        scan_index_forward=False,
        limit=limit,
        last_evaluated_key=after,
    )
    return list(page), page.last_evaluated_key


def count_unread(user_id: str) -> int:
    """How many notices the user has not read, counted as far as a thousand."""
    within = NoticeItem.sk.startswith(keys.notice("", "")[1])
    return NoticeItem.count_few(keys.user(user_id), within, "unread", MOST_COUNTED)


def mark_read(user_id: str, identities: Sequence[str]) -> None:
    """Read; what does not exist or is read already stays as it is."""
    for identity in identities:
        _mark_read(NoticeItem.of(keys.notice(user_id, identity)))


def _mark_read(item: NoticeItem) -> None:
    unread = NoticeItem.unread_key.exists()
    decide(lambda: written(lambda: item.update(actions=_reads(), condition=unread)))


def _reads() -> list[Any]:
    return [NoticeItem.read_at.set(now()), NoticeItem.unread_key.remove()]


def read_until(user_id: str, until: datetime) -> None:
    """All up to and including an instant are read: the newest page, also where the index lags, then what it has.

    A page a transaction. Raises `UpstreamUnavailable` when time is out: what is read stays so, and
    who asks again goes on with the rest.
    """
    newest, _ = of_user(user_id, PAGE, None, unread=False)
    fresh = [each.id for each in newest if each.unread_key and each.created_at <= until]
    low, high = keys.notice("", "")[1], keys.notice("", last_id(until))[1]
    rows = NoticeItem.query(
        keys.user(user_id),
        NoticeItem.sk.between(low, high),
        index_name="unread",
        scan_index_forward=False,
        page_size=PAGE,
    )
    others = (each for row in rows if (each := row.sk.removeprefix(low)) not in fresh)
    unread = chain(fresh, others)
    while page := list(islice(unread, PAGE)):
        _mark_page(user_id, page)


def _mark_page(user_id: str, identities: Sequence[str]) -> None:
    if deadline.left() < 2 * clients.ROUND_SECONDS:
        raise UpstreamUnavailable("Too much is happening at once.")
    FeedItem.connection()  # the transaction is begun on the other table's
    try:
        with transaction() as writes:
            for identity in identities:
                item = NoticeItem.of(keys.notice(user_id, identity))
                writes.update(item, actions=_reads(), condition=NoticeItem.unread_key.exists())
    except Outrun:  # some are read by now
        mark_read(user_id, identities)
