"""Profiles and follows in the Main table."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, replace
from typing import Any, cast

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from seance.cloud import keys
from seance.cloud.clock import now
from seance.cloud.concurrency import decide, transaction, written
from seance.cloud.limits import CLOSED_FOR
from seance.cloud.tables import (
    CauseAttribute,
    InstantAttribute,
    JsonAttribute,
    MainItem,
    Position,
)
from seance.errors import Forbidden, NotFound
from seance.languages import Language
from seance.people.blocks import BlockItem, BlocksItem, blocks
from seance.people.model import (
    Attendance,
    Digest,
    NoticeWishes,
    Profile,
    Quiet,
    Rating,
    address_digest,
    stranger,
)

RATINGS = ("host_rating", "guest_rating")
COUNTED = (*RATINGS, "attendance")


class ProfileItem(MainItem, discriminator="profile"):
    """Ratings are counters, so that a review adds to them without reading."""

    id = UnicodeAttribute()
    name = UnicodeAttribute()
    email = UnicodeAttribute(null=True)
    language = UnicodeAttribute()
    time_zone = UnicodeAttribute()
    created_at = InstantAttribute()
    about = UnicodeAttribute(null=True)
    avatar_url = UnicodeAttribute(null=True)
    city = UnicodeAttribute(null=True)
    public_calendar = BooleanAttribute(null=True)  # none: of before 2026-11-28, and not allowed
    host_rating_total = NumberAttribute(default=0)
    host_rating_count = NumberAttribute(default=0)
    guest_rating_total = NumberAttribute(default=0)
    guest_rating_count = NumberAttribute(default=0)
    came = NumberAttribute(null=True)  # none: of before 2026-11-28, and never counted
    missed = NumberAttribute(null=True)
    late = NumberAttribute(null=True)
    leaving_at = InstantAttribute(null=True)


class FormerUserItem(MainItem, discriminator="former_user"):
    """Stands at the key of a profile that was deleted, so that a token that still lives makes none."""

    left_at = InstantAttribute()


class NoticeSettingsItem(MainItem, discriminator="notice_settings"):
    """Which channels and kinds a user wants; none stored: e-mail, everything."""

    channels = JsonAttribute()
    muted = JsonAttribute()
    push = BooleanAttribute(null=True)  # not in `channels`, of which code of before knows three
    quiet = JsonAttribute(null=True)
    digest = UnicodeAttribute(null=True)


class FollowItem(MainItem, discriminator="follow"):
    """`follower_id` follows `host_id` since `followed_at`."""

    host_id = UnicodeAttribute()
    follower_id = UnicodeAttribute()
    followed_at = InstantAttribute()
    cause = CauseAttribute()


def profile_of(item: ProfileItem) -> Profile:
    """The value of an item; who is leaving is a former user from the first moment."""
    if item.leaving_at:
        return stranger(item.id, item.created_at)
    values: dict[str, Any] = {
        each.name: getattr(item, each.name) for each in fields(Profile) if each.name not in COUNTED
    }
    values["public_calendar"] = bool(item.public_calendar)
    for rating in RATINGS:
        values[rating] = Rating(
            int(getattr(item, f"{rating}_total")), int(getattr(item, f"{rating}_count"))
        )
    values["attendance"] = Attendance(
        *(int(getattr(item, each.name) or 0) for each in fields(Attendance))
    )
    return Profile(**values)


def count_attendance(writes: TransactWrite, user_id: str, more: Mapping[str, int]) -> None:
    """Add to a guest's counts, within a transaction; it fails where the guest is gone by now."""
    if more:
        writes.update(
            ProfileItem.of(keys.profile(user_id)),
            actions=[getattr(ProfileItem, name).add(number) for name, number in more.items()],
            condition=ProfileItem.created_at.exists(),
        )


def find_profile(user_id: str, *, consistent: bool = True) -> Profile | None:
    """A user's profile; who is leaving has none any more."""
    item = MainItem.find(keys.profile(user_id), consistent=consistent)
    return profile_of(item) if isinstance(item, ProfileItem) and not item.leaving_at else None


def find_profiles(user_ids: Iterable[str]) -> dict[str, Profile]:
    """Profiles by id; who is gone is a stranger."""
    wanted = list(dict.fromkeys(user_ids))
    found = {
        item.id: profile_of(item)
        for item in MainItem.batch_get([keys.profile(each) for each in wanted])
        if isinstance(item, ProfileItem)
    }
    return {each: found.get(each) or stranger(each, now()) for each in wanted}


def profiles_here(user_ids: Iterable[str]) -> dict[str, Profile]:
    """Profiles by id; who has left or is leaving has none."""
    found = MainItem.batch_get([keys.profile(each) for each in user_ids])
    return {
        item.id: profile_of(item)
        for item in found
        if isinstance(item, ProfileItem) and not item.leaving_at
    }


def names_of(user_ids: Iterable[str]) -> dict[str, str]:
    """Names by id; who has left or is leaving has none."""
    return {each.id: each.name for each in profiles_here(user_ids).values()}


def present(user_ids: Iterable[str]) -> list[str]:
    """Those of them who have not left and are not leaving, in their order.

    Read consistently: what is written for them within half a minute (a function's longest time) is
    found by the second round of a departure that begins meanwhile, and nothing stays.
    """
    wanted = list(dict.fromkeys(user_ids))
    found = MainItem.batch_get([keys.profile(each) for each in wanted], consistent_read=True)
    gone = {
        item.pk
        for item in (found if wanted else ())
        if isinstance(item, FormerUserItem) or (isinstance(item, ProfileItem) and item.leaving_at)
    }
    return [each for each in wanted if keys.user(each) not in gone]


def meet(user_id: str, viewer_id: str) -> Profile:
    """The profile of a user for a viewer (`me` is the viewer); `NotFound` for whom the user blocked."""
    user_id = viewer_id if user_id == "me" else user_id
    profile = None if user_id in blocks(viewer_id, [user_id]).blocked_by else find_profile(user_id)
    if profile is None:
        raise NotFound
    return profile


def add_profile(profile: Profile) -> Profile:
    """Store a new profile, or answer with the one that another request stored first."""
    kept = (each.name for each in fields(Profile) if each.name not in COUNTED)
    item = ProfileItem.of(
        keys.profile(profile.id), **{name: getattr(profile, name) for name in kept}
    )
    if profile.email:
        item.user_key, item.user_sort = keys.address(address_digest(profile.email)), profile.id
    left_long_ago: Any = FormerUserItem.left_at < now() - CLOSED_FOR  # PynamoDB leaves it untyped
    condition = ProfileItem.pk.does_not_exist() | left_long_ago
    if written(lambda: item.save(condition=condition)):
        return profile
    found = find_profile(profile.id)
    if found is None:
        raise Forbidden.left()
    return found


def edit_profile(user_id: str, changes: dict[str, Any]) -> Profile:
    """Set the fields, remove those that are None."""
    if "email" in changes:
        address = changes["email"]
        changes = changes | {
            "user_key": keys.address(address_digest(address)) if address else None,
            "user_sort": user_id if address else None,
        }
    item = ProfileItem.of(keys.profile(user_id))
    item.update(
        actions=[
            getattr(ProfileItem, name).remove()
            if value is None
            else getattr(ProfileItem, name).set(value)
            for name, value in changes.items()
        ],
        condition=ProfileItem.pk.exists(),
    )
    return profile_of(item)


def settle_address(profile: Profile) -> None:
    """Have the profile found by its address, while it is this one; where it has none, by none."""
    place = ProfileItem.user_key, ProfileItem.user_sort
    values = (keys.address(address_digest(profile.email)), profile.id) if profile.email else None
    actions: list[Any] = (
        [name.set(value) for name, value in zip(place, values, strict=True)]
        if values
        else [name.remove() for name in place]
    )
    same = (
        ProfileItem.email == profile.email if profile.email else ProfileItem.email.does_not_exist()
    )
    ProfileItem.of(keys.profile(profile.id)).update(
        actions=actions, condition=ProfileItem.created_at.exists() & same
    )


def notice_settings(user_id: str, *, consistent: bool = False) -> NoticeWishes:
    """How the user wants to be told; who never said gets e-mail for everything."""
    item = NoticeSettingsItem.find(keys.notice_settings(user_id), consistent=consistent)
    return _wishes_of(item)


def notice_settings_of(user_ids: Iterable[str]) -> dict[str, NoticeWishes]:
    """How each of them wants to be told."""
    wanted = {keys.notice_settings(each): each for each in user_ids}
    found = MainItem.batch_get(list(wanted))
    wishes = dict.fromkeys(wanted.values(), NoticeWishes())
    for item in found:
        if isinstance(item, NoticeSettingsItem):
            wishes[wanted[item.pk, item.sk]] = _wishes_of(item)
    return wishes


def _wishes_of(item: NoticeSettingsItem | None) -> NoticeWishes:
    if item is None:
        return NoticeWishes()
    return NoticeWishes(
        **item.channels,
        push=bool(item.push),
        muted=frozenset(item.muted),
        quiet=Quiet(**item.quiet) if item.quiet else None,
        digest=cast(Digest, item.digest or "off"),
    )


def _settings_item(user_id: str, wishes: NoticeWishes) -> NoticeSettingsItem:
    return NoticeSettingsItem.of(
        keys.notice_settings(user_id),
        channels={"email": wishes.email, "telegram": wishes.telegram, "vk": wishes.vk},
        muted=sorted(wishes.muted),
        push=wishes.push or None,
        quiet=asdict(wishes.quiet) if wishes.quiet else None,
        digest=wishes.digest if wishes.digest != "off" else None,
    )


def switch(user_id: str, channel: str, *, on: bool) -> None:
    """One channel on or off; the other wishes stay, also when they are changed meanwhile."""

    def work() -> None:
        with transaction() as writes:
            add_switch(writes, user_id, channel, on=on)

    decide(work)


def add_switch(writes: TransactWrite, user_id: str, channel: str, *, on: bool) -> None:
    """The same as a part of a transaction; it insists on the wishes as they are read here."""
    item = NoticeSettingsItem.find(keys.notice_settings(user_id))
    wishes: dict[str, Any] = {channel: on}
    new = _settings_item(user_id, replace(_wishes_of(item), **wishes))
    unchanged: Condition = NoticeSettingsItem.pk.does_not_exist()
    if item:
        unchanged = NoticeSettingsItem.pk.exists()
        for name in ("channels", "muted", "push", "quiet", "digest"):
            attribute, value = getattr(NoticeSettingsItem, name), getattr(item, name)
            unchanged &= attribute.does_not_exist() if value is None else attribute == value
    writes.save(new, condition=unchanged)


def set_notice_settings(
    user_id: str, wishes: NoticeWishes, language: Language | None = None
) -> None:
    """Replace them, and the profile's language where another is given; the last one stands."""
    item = _settings_item(user_id, wishes)

    def work() -> None:
        with transaction() as writes:
            writes.save(item)
            if language:
                speaks: list[Any] = [ProfileItem.language.set(language)]
                profile = ProfileItem.of(keys.profile(user_id))
                writes.update(profile, actions=speaks, condition=ProfileItem.pk.exists())

    decide(work)


def follows(user_id: str, host_id: str) -> bool:
    """Whether the user follows the host now."""
    return FollowItem.find(keys.follower(host_id, user_id)) is not None


def follow(user_id: str, host_id: str) -> None:
    """Follow, unless one of the two blocked the other (R17); a second time keeps the first date."""
    if follows(user_id, host_id):
        return
    item = FollowItem.of(
        keys.follower(host_id, user_id),
        host_id=host_id,
        follower_id=user_id,
        followed_at=now(),
        user_key=keys.following(user_id),
        user_sort=host_id,
    )
    before = BlocksItem.blocked.contains(host_id) | BlocksItem.blocked_by.contains(host_id)
    with transaction() as writes:
        strangers = BlockItem.pk.does_not_exist()
        writes.condition_check(BlockItem, *keys.block(user_id, host_id), condition=strangers)
        writes.condition_check(BlocksItem, *keys.blocks(user_id), condition=~before)
        writes.save(item)


def unfollow(user_id: str, host_id: str) -> None:
    """Stop following; bookings stay (R6)."""
    FollowItem.of(keys.follower(host_id, user_id)).delete()


def followers(host_id: str, limit: int, after: str | None) -> tuple[list[str], str | None]:
    """One page of the ids of a host's followers, and where the next one starts."""
    prefix = keys.follower(host_id, "")[1]
    last = {"pk": {"S": keys.user(host_id)}, "sk": {"S": prefix + after}} if after else None
    page = FollowItem.query(
        keys.user(host_id), FollowItem.sk.startswith(prefix), limit=limit, last_evaluated_key=last
    )
    ids = [item.follower_id for item in page]
    return ids, ids[-1] if page.last_evaluated_key and ids else None


def following(
    user_id: str, limit: int, after: Position | None
) -> tuple[list[str], Position | None]:
    """One page of the ids of whom a user follows, and where the next one starts."""
    page = FollowItem.query(
        keys.following(user_id), index_name="by_user", limit=limit, last_evaluated_key=after
    )
    return [item.host_id for item in page], page.last_evaluated_key
