"""Connections in Main; start codes and posts in Feed."""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute

from seance.channels.model import CHANNELS, Channel, Post
from seance.cloud import encryption, keys
from seance.cloud.clock import now
from seance.cloud.concurrency import decide, transaction, written
from seance.cloud.tables import CauseAttribute, FeedItem, InstantAttribute, MainItem
from seance.people.store import add_switch, find_profile

MOST_DEVICES = 5  # the one that was connected longest ago makes room
CODE_LASTS = timedelta(minutes=15)
SHARE_KEPT = timedelta(days=7)  # longer than any delivery waits
POSTED_KEPT = timedelta(days=731)  # an event is at most two years ahead
MOST_POSTED = 20


class ChannelItem(MainItem, discriminator="channel"):
    """A channel that the user connected. Address and token are sealed for this user."""

    user_id = UnicodeAttribute()
    channel = UnicodeAttribute()
    sealed = BinaryAttribute(legacy_encoding=False)
    connected_at = InstantAttribute()
    device = UnicodeAttribute(null=True)  # of a browser: the hash of its address

    def open(self) -> dict[str, Any]:
        """Address and token, for who may decrypt: the workers that send."""
        return encryption.unseal(self.sealed, self.user_id)


class StartCodeItem(FeedItem, discriminator="start_code"):
    """Who gets connected when Telegram brings this code; `chat` (its hash) brought it."""

    user_id = UnicodeAttribute()
    chat = UnicodeAttribute(null=True)


class ShareItem(FeedItem, discriminator="share"):
    """A host wants this event posted; the Feed's stream takes it to the channel's queue."""

    id = UnicodeAttribute()
    user_id = UnicodeAttribute()
    event_id = UnicodeAttribute()
    channel = UnicodeAttribute()
    text = UnicodeAttribute(null=True)
    sent_at = InstantAttribute(null=True)  # these two: see `seance.channels.claims`
    sent_by = UnicodeAttribute(null=True)
    cause = CauseAttribute()


class PostedItem(FeedItem, discriminator="shared"):
    """An event stands on a host's chat or wall, under this number; edited when the event is another one (M40)."""

    id = UnicodeAttribute()  # the share's
    user_id = UnicodeAttribute()
    event_id = UnicodeAttribute()
    channel = UnicodeAttribute()
    number = NumberAttribute()
    text = UnicodeAttribute(null=True)
    said = UnicodeAttribute()  # a hash of what it says


class PressItem(FeedItem, discriminator="press"):
    """A button under a notice did something; the Feed's stream has the message in Telegram say so."""

    id = UnicodeAttribute()
    user_id = UnicodeAttribute()
    notice_id = UnicodeAttribute()
    message_id = NumberAttribute()
    said = UnicodeAttribute()  # which text of `i18n`
    cause = CauseAttribute()


def connected(user_id: str) -> set[str]:
    """The channels that a user has connected."""
    wanted = [keys.channel(user_id, each) for each in CHANNELS if each != "push"]
    wanted += [keys.push_device(user_id, place) for place in range(MOST_DEVICES)]
    found = MainItem.batch_get(wanted, consistent_read=True)
    return {item.channel for item in found if isinstance(item, ChannelItem)}


def find(user_id: str, channel: Channel, device: str | None = None) -> ChannelItem | None:
    """One connection; of pushes that of one browser."""
    if channel == "push":
        return next((each for each in devices(user_id) if each.device == device), None)
    return ChannelItem.find(keys.channel(user_id, channel))


def devices(user_id: str) -> list[ChannelItem]:
    """The browsers that a user has pushes sent to, by place."""
    wanted = [keys.push_device(user_id, place) for place in range(MOST_DEVICES)]
    found = MainItem.batch_get(wanted, consistent_read=True)
    return sorted(
        (each for each in found if isinstance(each, ChannelItem)), key=lambda each: each.sk
    )


def connect(user_id: str, channel: Channel, secret: dict[str, Any]) -> None:
    """Connect, or connect anew, and have notices go there; the last one stands."""
    item = _connection(user_id, channel, secret)

    def work() -> None:
        with transaction() as writes:
            writes.save(item)
            add_switch(writes, user_id, channel, on=True)

    decide(work)


def disconnect(user_id: str, channel: Channel) -> None:
    """Forget address and token, and send nothing there; a second time changes nothing."""

    def work() -> None:
        with transaction() as writes:
            writes.delete(ChannelItem.of(keys.channel(user_id, channel)))
            add_switch(writes, user_id, channel, on=False)

    decide(work)


def connect_device(user_id: str, secret: dict[str, Any]) -> None:
    """Have pushes sent to a browser, and no longer to the user who was signed in there before."""
    device, sealed = device_of(secret["endpoint"]), encryption.seal(secret, user_id)
    gone = ChannelItem.pk.does_not_exist() | (ChannelItem.device == device)

    def work() -> None:
        known = {each.sk: each for each in devices(user_id)}
        places = [keys.push_device(user_id, place) for place in range(MOST_DEVICES)]
        own = [key for key in places if key[1] in known and known[key[1]].device == device]
        free = [key for key in places if key[1] not in known]
        oldest = min(places, key=lambda key: known[key[1]].connected_at if not free else now())
        key = [*own, *free, oldest][0]
        was = known.get(key[1])
        item = ChannelItem.of(
            key,
            user_id=user_id,
            channel="push",
            sealed=sealed,
            connected_at=now(),
            device=device,
            user_key=keys.push_endpoint(device),
            user_sort=user_id,
        )
        as_read = ChannelItem.sealed == was.sealed if was else ChannelItem.pk.does_not_exist()
        rows = ChannelItem.query(
            keys.push_endpoint(device), index_name="by_user", limit=MOST_DEVICES
        )
        others = [row for row in rows if row.user_sort != user_id]
        with transaction() as writes:
            writes.save(item, condition=as_read)
            for other in others:
                writes.delete(other, condition=gone)
            add_switch(writes, user_id, "push", on=True)

    decide(work)


def disconnect_device(user_id: str, device: str | None) -> None:
    """Forget one browser, or all of them; a second time changes nothing."""

    def work() -> None:
        known = devices(user_id)
        gone = [each for each in known if device in (None, each.device)]
        with transaction() as writes:
            for each in gone:
                writes.delete(each)
            if len(gone) == len(known):
                add_switch(writes, user_id, "push", on=False)

    decide(work)


def device_of(endpoint: str) -> str:
    """What stands for a browser's address, which is secret."""
    return _hash(endpoint)[:32]


def _connection(user_id: str, channel: Channel, secret: dict[str, Any]) -> ChannelItem:
    item = ChannelItem.of(
        keys.channel(user_id, channel),
        user_id=user_id,
        channel=channel,
        sealed=encryption.seal(secret, user_id),
        connected_at=now(),
    )
    if channel == "telegram":  # found by its chat when Telegram tells that the bot was thrown out
        item.user_key, item.user_sort = keys.telegram_chat(_hash(secret["chat_id"])), user_id
    return item


def of_chat(chat_id: int) -> list[ChannelItem]:
    """Every connection to a Telegram chat."""
    rows = ChannelItem.query(keys.telegram_chat(_hash(chat_id)), index_name="by_user")
    found = (find(row.user_sort or "", "telegram") for row in rows)
    return [item for item in found if item]


def issue_code(user_id: str) -> tuple[str, datetime]:
    """A new start code, and until when it connects."""
    code, until = token_urlsafe(24), now() + CODE_LASTS
    StartCodeItem.of(keys.start_code(_hash(code)), user_id=user_id, expires_at=until).save()
    return code, until


def redeem_code(code: str, chat_id: int) -> str | None:
    """Connect the chat for whose code it was; nothing for one that is used, old or made up.

    Brought again by the chat that it connected, it is answered as the first time.
    """
    chat = _hash(chat_id)

    def work() -> str | None:
        item = StartCodeItem.find(keys.start_code(_hash(code)))
        if item is None or item.expires_at is None or item.expires_at <= now():
            return None
        if item.chat:
            connection = find(item.user_id, "telegram") if item.chat == chat else None
            key = keys.telegram_chat(chat)
            return item.user_id if connection and connection.user_key == key else None
        if find_profile(item.user_id) is None:
            return None  # has left since
        with transaction() as writes:
            uses: list[Any] = [StartCodeItem.chat.set(chat)]
            unused = StartCodeItem.user_id.exists() & StartCodeItem.chat.does_not_exist()
            writes.update(item, actions=uses, condition=unused)
            writes.save(_connection(item.user_id, "telegram", {"chat_id": chat_id}))
            add_switch(writes, item.user_id, "telegram", on=True)
        return item.user_id

    return decide(work)


def add_share(user_id: str, share_id: str, event_id: str, channel: Channel, text: str) -> None:
    """Have an event posted; a second time with this id changes nothing."""
    item = ShareItem.of(
        keys.share(user_id, share_id),
        id=share_id,
        user_id=user_id,
        event_id=event_id,
        channel=channel,
        text=text or None,
        expires_at=now() + SHARE_KEPT,
    )
    decide(lambda: written(lambda: item.save(condition=ShareItem.pk.does_not_exist())))


def posted_as(number: int, share: ShareItem, post: Post) -> PostedItem:
    """Where it stands now, for as long as an event can be ahead."""
    return PostedItem.of(
        keys.shared(share.user_id, share.event_id, share.id),
        id=share.id,
        user_id=share.user_id,
        event_id=share.event_id,
        channel=share.channel,
        number=number,
        text=share.text,
        said=_hash(post.whole),
        expires_at=now() + POSTED_KEPT,
    )


def says(posted: PostedItem, post: Post) -> bool:
    """Whether it says this already."""
    return bool(posted.said == _hash(post.whole))


def note(posted: PostedItem, post: Post) -> None:
    """It says this now."""
    actions = [PostedItem.said.set(_hash(post.whole))]
    written(lambda: posted.update(actions=[*actions], condition=PostedItem.pk.exists()))


def posted(host_id: str, event_id: str) -> list[PostedItem]:
    """The newest twenty posts of a host's event."""
    partition, own = keys.shared(host_id, event_id, "")
    within = PostedItem.sk.startswith(own)
    return list(PostedItem.query(partition, within, scan_index_forward=False, limit=MOST_POSTED))


def find_posted(host_id: str, event_id: str, share_id: str) -> PostedItem | None:
    """One post."""
    return PostedItem.find(keys.shared(host_id, event_id, share_id))


def find_share(user_id: str, share_id: str) -> ShareItem | None:
    """One post."""
    return ShareItem.find(keys.share(user_id, share_id))


def add_press(user_id: str, notice_id: str, message_id: int, said: str) -> None:
    """Have the message say what its button did; a second time changes nothing that is seen."""
    identity = f"{notice_id}#{said}"  # another act is another item, which the stream tells anew
    PressItem.of(
        keys.press(user_id, identity),
        id=identity,
        user_id=user_id,
        notice_id=notice_id,
        message_id=message_id,
        said=said,
        expires_at=now() + SHARE_KEPT,
    ).save()


def find_press(user_id: str, press_id: str) -> PressItem | None:
    """What a button did."""
    return PressItem.find(keys.press(user_id, press_id))


def _hash(value: object) -> str:
    return sha256(str(value).encode()).hexdigest()
