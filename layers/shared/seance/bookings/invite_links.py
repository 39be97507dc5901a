"""Invitation links in the Main table (M32, R22): of a link's token only the hash is kept.

A use is a guest, not a click: who has used a link has used it, however often, and a use does not come back. It is taken
in the transaction that writes the booking, so two who redeem the last one at once cannot both have it.
"""

import base64
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from seance.bookings import store
from seance.bookings.model import LIVE, WAITING, Booking, ask, decide, has_room
from seance.bookings.store import Situation
from seance.cloud import concurrency, keys
from seance.cloud.clock import now
from seance.cloud.concurrency import written
from seance.cloud.signing import signature
from seance.cloud.tables import CauseAttribute, InstantAttribute, MainItem, Position, stamp
from seance.errors import InvitationUsed, NotFound
from seance.events import clashes
from seance.people.model import check_not_blocked
from seance.people.newcomers import welcome
from seance.web.user import User


class InviteLinkItem(MainItem, discriminator="invite_link"):
    """One link; its id is the hash of its token, and its key. Revoked, it stands in no list any more."""

    id = UnicodeAttribute()
    event_id = UnicodeAttribute()
    made_by = UnicodeAttribute()
    uses = NumberAttribute()
    used = NumberAttribute(default=0)
    skip_approval = BooleanAttribute()
    gone_at = InstantAttribute(null=True)
    revoked = BooleanAttribute(default=False)
    created_at = InstantAttribute()
    cause = CauseAttribute()


class RedemptionItem(MainItem, discriminator="redemption"):
    """That a guest has used a link, with the guest's own items."""

    event_id = UnicodeAttribute()
    redeemed_at = InstantAttribute()
    cause = CauseAttribute()


def id_of(token: str) -> str:
    """What is kept of a token: 128 bits of its hash, as those of the token itself."""
    return hashlib.sha256(token.encode()).hexdigest()[:32]


def new_token(event_id: str, request: bytes | None) -> str:
    """128 bits; the same for a request with a key that is sent again, so that it makes one link."""
    if request is None:
        return secrets.token_urlsafe(16)
    made = signature(event_id.encode() + request, "invite-link")
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def make(
    token: str,
    event_id: str,
    made_by: str,
    *,
    uses: int,
    gone_at: datetime | None,
    skip_approval: bool,
) -> InviteLinkItem:
    """A new link, or the one that an earlier try made with the same token."""
    link_id, moment = id_of(token), now()
    item = InviteLinkItem.of(
        keys.invite_link(link_id),
        id=link_id,
        event_id=event_id,
        made_by=made_by,
        uses=uses,
        skip_approval=skip_approval,
        gone_at=gone_at,
        created_at=moment,
        user_key=keys.invite_links(event_id),
        user_sort=f"{keys.instant(moment)}#{link_id}",
    )

    def work() -> InviteLinkItem:
        new = written(lambda: item.save(condition=InviteLinkItem.pk.does_not_exist()))
        return item if new else _find(token)

    return concurrency.decide(work)


def of_event(
    event_id: str, limit: int, after: Position | None
) -> tuple[list[InviteLinkItem], Position | None]:
    """One page of an event's links that are not revoked, the oldest first, as they are now."""
    page = InviteLinkItem.query(
        keys.invite_links(event_id), index_name="by_user", limit=limit, last_evaluated_key=after
    )
    return InviteLinkItem.as_now(page), page.last_evaluated_key


def revoke(event_id: str, link_id: str) -> None:
    """Nobody comes by it any more; a second time changes nothing. `NotFound` where it is no link of the event."""
    item = InviteLinkItem.of(keys.invite_link(link_id))
    ends = [
        InviteLinkItem.revoked.set(True),
        InviteLinkItem.user_key.remove(),
        InviteLinkItem.user_sort.remove(),
        *stamp(InviteLinkItem),
    ]
    own = InviteLinkItem.event_id == event_id
    if not concurrency.decide(lambda: written(lambda: item.update(actions=ends, condition=own))):
        raise NotFound


def open_link(token: str) -> InviteLinkItem:
    """The link, while somebody can come by it; else `NotFound` or `InvitationUsed`."""
    return _check(_find(token))


def opens(token: str | None, event_id: str) -> bool:
    """Whether the token lets its holder see the event now (R6)."""
    link = token and InviteLinkItem.find(keys.invite_link(id_of(token)))
    return bool(link and link.event_id == event_id and _is_open(link))


def redeem(token: str, user: User) -> tuple[Booking, Situation]:
    """The guest's booking by the link: with a seat where the host lets in without approval, else as one who asks.

    Who has used it already is answered with the booking there is, and comes back by it for the same use.
    """

    def work() -> tuple[Booking, Situation]:
        link = _find(token)
        at = store.situation(link.event_id, user.id)
        if at.event.is_hidden_from(user.id):
            raise NotFound
        check_not_blocked(at.blocks, at.event.host_id)
        mark = RedemptionItem.of(keys.redemption(user.id, link.id))
        has_used = RedemptionItem.find((mark.pk, mark.sk)) is not None
        if not (has_used and at.booking and at.booking.status in LIVE):
            _check(link, has_used=has_used)
        booking = _by(link, at, user.id)
        if booking == at.booking:
            return booking, at
        at = store.with_room(at)
        at = replace(at, guest=at.guest or welcome(user))
        use = None if has_used else _use(link, user.id)
        return store.write(at.booking, booking, at, also=use), at

    with clashes.named():
        return concurrency.decide(work)


def _by(link: InviteLinkItem, at: Situation, guest_id: str) -> Booking:
    """What the guest's booking becomes by the link."""
    was, moment = at.booking, now()
    event = replace(at.event, approval="automatic") if link.skip_approval else at.event
    room = was is not None and (was.extra_seat or has_room(at.seats, was.seats))
    if was and was.status == "invited" and room:
        return decide("accept", at.event, at.seats, was, guest_id, None, moment)
    if was and was.status in WAITING and link.skip_approval and room:
        return decide("approve", at.event, at.seats, was, link.made_by, None, moment)
    booking = ask(event, at.seats, was, guest_id, None, moment)
    return booking if booking == was else replace(booking, invited_by=link.made_by)


def _use(link: InviteLinkItem, guest_id: str) -> Callable[[TransactWrite], None]:
    """One use less, on the condition that there is one, and the guest's mark."""

    def add(writes: TransactWrite) -> None:
        left = (InviteLinkItem.used == link.used) & (InviteLinkItem.revoked == False)  # noqa: E712
        writes.update(
            InviteLinkItem.of(keys.invite_link(link.id)),
            actions=[InviteLinkItem.used.set(link.used + 1), *stamp(InviteLinkItem)],
            condition=left,
        )
        mark = RedemptionItem.of(
            keys.redemption(guest_id, link.id), event_id=link.event_id, redeemed_at=now()
        )
        writes.save(mark, condition=RedemptionItem.pk.does_not_exist())

    return add


def _find(token: str) -> InviteLinkItem:
    link = InviteLinkItem.find(keys.invite_link(id_of(token)))
    if link is None:
        raise NotFound
    return link


def _check(link: InviteLinkItem, *, has_used: bool = False) -> InviteLinkItem:
    if not _is_open(link, has_used=has_used):
        raise InvitationUsed
    return link


def _is_open(link: InviteLinkItem, *, has_used: bool = False) -> bool:
    expired = link.gone_at is not None and now() >= link.gone_at
    return not (link.revoked or expired or (link.used >= link.uses and not has_used))
