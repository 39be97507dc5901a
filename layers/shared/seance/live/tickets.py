"""Tickets: the right to open one live connection, once, within a minute.

A browser cannot set headers on a WebSocket, and a token in an address ends up in logs. A ticket in
an address is worth nothing to who reads it there later. Only its hash is stored.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from pynamodb.attributes import UnicodeAttribute

from seance.cloud import keys
from seance.cloud.clock import now
from seance.cloud.concurrency import written
from seance.cloud.tables import FeedItem

LASTS = timedelta(minutes=1)


class TicketItem(FeedItem, discriminator="ticket"):
    """Whose ticket it is."""

    user_id = UnicodeAttribute()


def issue(user_id: str) -> tuple[str, datetime]:
    """A new ticket, and until when it is good."""
    ticket, until = token_urlsafe(24), now() + LASTS
    TicketItem.of(_key(ticket), user_id=user_id, expires_at=until).save()
    return ticket, until


def redeem(ticket: str) -> str | None:
    """Whose ticket it was; nothing for one that is used, old or made up."""
    item = TicketItem.find(_key(ticket)) if ticket.isascii() else None
    if item is None or item.expires_at is None or item.expires_at <= now():
        return None
    used = written(lambda: item.delete(condition=TicketItem.pk.exists()))
    return item.user_id if used else None


def _key(ticket: str) -> keys.Key:
    return keys.ticket(sha256(ticket.encode()).hexdigest())
