"""Invitation links in the Main table (M32, R22): of a link's token only the hash is kept.

A use is a guest, not a click: who has used a link has used it, however often, and a use does not come back. It is taken
in the transaction that writes the booking, so two who redeem the last one at once cannot both have it.
"""

import base64
import hashlib
import secrets
from datetime import datetime

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute

from seance.cloud import concurrency, keys
from seance.cloud.clock import now
from seance.cloud.concurrency import written
from seance.cloud.signing import signature
from seance.cloud.tables import CauseAttribute, InstantAttribute, MainItem, Position, stamp
from seance.errors import InvitationUsed, NotFound


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
    item = new_link(
        token, event_id, made_by, uses=uses, gone_at=gone_at, skip_approval=skip_approval
    )

    def work() -> InviteLinkItem:
        new = written(lambda: item.save(condition=InviteLinkItem.pk.does_not_exist()))
        return item if new else find_by(token)

    return concurrency.decide(work)


def new_link(
    token: str,
    event_id: str,
    made_by: str,
    *,
    uses: int,
    gone_at: datetime | None,
    skip_approval: bool,
) -> InviteLinkItem:
    """A link that is not written yet."""
    link_id, moment = id_of(token), now()
    return InviteLinkItem.of(
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
    return check_open(find_by(token))


def opens(token: str | None, event_id: str) -> bool:
    """Whether the token lets its holder see the event now (R6)."""
    link = token and InviteLinkItem.find(keys.invite_link(id_of(token)))
    return bool(link and link.event_id == event_id and _is_open(link))


def find_by(token: str) -> InviteLinkItem:
    """The link of a token, whether it still lets in or not; `NotFound` where there is none."""
    link = InviteLinkItem.find(keys.invite_link(id_of(token)))
    if link is None:
        raise NotFound
    return link


def check_open(link: InviteLinkItem, *, has_used: bool = False) -> InviteLinkItem:
    """The link, while it lets in; who `has_used` it needs no further use. Raises `InvitationUsed`."""
    if not _is_open(link, has_used=has_used):
        raise InvitationUsed
    return link


def _is_open(link: InviteLinkItem, *, has_used: bool = False) -> bool:
    expired = link.gone_at is not None and now() >= link.gone_at
    return not (link.revoked or expired or (link.used >= link.uses and not has_used))
