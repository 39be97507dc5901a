"""Deliveries queue → e-mail: a notice in the reader's language, with its short link; or an invitation to an address.

Claimed before it is sent and given back when it surely did not go out: a redelivery sends none twice. What SES
has no room for waits as a new message, which uses up none of its tries.
"""

from typing import Any

from seance.bookings import mailed
from seance.bookings import store as bookings
from seance.calendars import entries
from seance.channels import claims, invitations
from seance.channels.email import send, tags_of
from seance.cloud import deadline, mail, queues
from seance.cloud.clock import now
from seance.cloud.config import settings
from seance.events import store as events
from seance.notices.mails import mail_of_withdrawal, read
from seance.people.model import Profile
from seance.people.store import find_profile, notice_settings

MOST_WAITS = 150  # a day and more, for SES' quota is of 24 hours; then somebody has to look


def send_email(body: dict[str, Any]) -> None:
    """Send one mail, or have it wait for SES."""
    try:
        if "invited_to" in body:
            invite(body)
        else:
            tell(body)
    except mail.ThrottledError:
        waits = body.get("waits", 0) + 1
        if waits > MOST_WAITS:
            raise
        queues.send(settings().deliveries_queue_url, [{**body, "waits": waits}], mail.pause(waits))


def tell(body: dict[str, Any]) -> None:
    """Mail one notice to one user, or take an event out of their calendar, if they want mails."""
    user_id = body["user_id"]
    profile, wanted = find_profile(user_id), notice_settings(user_id)
    if profile is None or not profile.email or not wanted.email:
        return
    if "withdrawn_from" in body:
        take_back(body["withdrawn_from"], profile)
        return
    if told := read(body, profile, wanted, now()):
        ready, item = told
        send(ready, tags_of(profile), claims.take(item, "email", "emailed"))


def invite(body: dict[str, Any]) -> None:
    """Mail an invitation to an address, and forget the address."""
    item = mailed.find(body["user_id"], body["invited_to"], body["address"])
    if item is None or item.sealed is None:
        return
    if ready := invitations.wanted(item):
        send(ready, {}, claims.take(item, "email", "emailed"))
    mailed.forget_address(item)


def take_back(event_id: str, guest: Profile) -> None:
    """Who withdrew has it no longer in the calendar, if it was ever mailed there."""
    entry = entries.find(guest.id, event_id)
    found, booking = events.find(event_id), bookings.find(event_id, guest.id)
    if entry is None or found is None or booking is None or booking.holds_seat:
        return
    ready = mail_of_withdrawal(found[0], booking, guest, now())
    send(ready, tags_of(guest), claims.take(entry, "email", "taken"))


@deadline.kept
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the deliveries queue."""
    return queues.process(event, send_email)
