"""E-mail addresses: how SES takes them, whose one is, and to which no invitations go.

Where an address leads somewhere only its digest stands, so that nobody reads addresses there.
"""

from seance.cloud import keys
from seance.cloud.clock import now
from seance.cloud.concurrency import decide
from seance.cloud.tables import InstantAttribute, MainItem
from seance.people.blocks import blocks
from seance.people.store import ProfileItem, find_profile, notice_settings

MOST_OWNERS = 10  # accounts of one address; an issuer seldom has two


class NoMailItem(MainItem, discriminator="no_mail"):
    """Who reads the mails of an address wants no invitations there; kept, for it has no account to keep it."""

    since = InstantAttribute()


def as_sent(address: str) -> str | None:
    """The address as SES takes it, if it does.

    SES has no SMTPUTF8: the domain is in Punycode, and who has another letter before the `@` gets no mails. Source:
    Destination in the SES API v2 reference.
    """
    name, _, domain = address.rpartition("@")
    if not (name and name.isascii()):
        return None
    try:
        return f"{name}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return None


def refuse(address_digest: str) -> None:
    """No invitation goes there any more; a second time changes nothing."""
    item = NoMailItem.of(keys.no_mail(address_digest), since=now())
    decide(item.save)


def takes_no_invitation(address_digest: str, *from_ids: str) -> bool:
    """Whether who reads there wants no such mail: told so, or has an account that wants none or is parted from one of those by a block (R17)."""
    if NoMailItem.find(keys.no_mail(address_digest)):
        return True
    owners = ProfileItem.query(
        keys.address(address_digest), index_name="by_user", limit=MOST_OWNERS
    )
    return any(_takes_none(item.user_sort, from_ids) for item in owners)


def _takes_none(user_id: str, from_ids: tuple[str, ...]) -> bool:
    if find_profile(user_id) is None:
        return False
    wishes = notice_settings(user_id)
    return (
        not wishes.email or "invited" in wishes.muted or bool(blocks(user_id, list(from_ids)).all)
    )
