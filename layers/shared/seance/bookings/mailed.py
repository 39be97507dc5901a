"""Invitations by e-mail (M32, R22): one for an event and an address, with a link of one use; fifty a day for a host.

The address and the link's token lie here sealed by KMS until the mail is out, and then no more. What stays until the
event is over is the address' digest: it is the key, so whoever asks twice, or two who ask at once, make one mail.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute

from seance.bookings import invite_links
from seance.bookings.invite_links import InviteLinkItem
from seance.cloud import encryption, keys
from seance.cloud.clock import rest_of_day
from seance.cloud.concurrency import decide, transaction, written
from seance.cloud.tables import CauseAttribute, FeedItem, InstantAttribute
from seance.errors import TooManyRequests
from seance.events.model import Event
from seance.people.model import address_digest

MOST_A_DAY = 50
COUNTED = timedelta(days=2)


class MailedInvitationItem(FeedItem, discriminator="mailed_invitation"):
    """One mail, `user_id` the host's; the Feed's stream takes it to the deliveries queue. `id` is the link's."""

    kind = "invitation_mail"  # what metrics call it

    id = UnicodeAttribute()
    user_id = UnicodeAttribute()
    event_id = UnicodeAttribute()
    invited_by = UnicodeAttribute()
    address = UnicodeAttribute()  # its digest
    sealed = BinaryAttribute(
        legacy_encoding=False, null=True
    )  # for `invited_by`; none: the mail is out or not wanted
    created_at = InstantAttribute()
    emailed_at = InstantAttribute(null=True)  # these two: see `seance.channels.claims`
    emailed_by = UnicodeAttribute(null=True)
    cause = CauseAttribute()

    def open(self) -> dict[str, Any]:
        """`address` and `token`, for who may decrypt: the worker that sends."""
        return encryption.unseal(self.sealed or b"", self.invited_by)


class MailingsItem(FeedItem, discriminator="mailings"):
    """How many invitations were mailed for a host on one day (UTC)."""

    number = NumberAttribute()


def find(host_id: str, event_id: str, digest: str) -> MailedInvitationItem | None:
    """One invitation."""
    return MailedInvitationItem.find(keys.mailed_invitation(host_id, event_id, digest))


def invite(event: Event, address: str, by: str, now: datetime) -> None:
    """Keep it, so that it is mailed; nothing where this address was invited to this event before.

    The host's own lets in without approval, as an invitation of somebody known does. Raises `TooManyRequests` for the
    fifty-first of a day (UTC).
    """
    host_id, digest = event.host_id, address_digest(address)
    token = invite_links.new_token(event.id, None)
    link = invite_links.new_link(
        token, event.id, by, uses=1, gone_at=None, skip_approval=by == host_id
    )
    item = MailedInvitationItem.of(
        keys.mailed_invitation(host_id, event.id, digest),
        id=link.id,
        user_id=host_id,
        event_id=event.id,
        invited_by=by,
        address=digest,
        sealed=encryption.seal({"address": address, "token": token}, by),
        created_at=now,
        expires_at=event.ends_at,
    )
    today = keys.mailings(host_id, now.astimezone(UTC).date().isoformat())

    def work() -> None:
        if find(host_id, event.id, digest):
            return
        counted = MailingsItem.find(today)
        number = int(counted.number) if counted else 0
        if number >= MOST_A_DAY:
            raise TooManyRequests(
                f"{MOST_A_DAY} invitations by e-mail a day are the most.",
                retry_after=rest_of_day(now),
                next_step="wait",
            )
        as_read = MailingsItem.number == number if counted else MailingsItem.pk.does_not_exist()
        count = MailingsItem.of(today, number=number + 1, expires_at=now + COUNTED)
        with transaction() as writes:
            writes.save(item, condition=MailedInvitationItem.pk.does_not_exist())
            writes.save(count, condition=as_read)
            writes.save(link, condition=InviteLinkItem.pk.does_not_exist())

    decide(work)


def forget_address(item: MailedInvitationItem) -> None:
    """The address is not needed any more; a second time changes nothing."""
    there = MailedInvitationItem.pk.exists()
    gone: list[Any] = [MailedInvitationItem.sealed.remove()]
    decide(lambda: written(lambda: item.update(actions=gone, condition=there)))
