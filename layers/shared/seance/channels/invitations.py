"""An invitation by e-mail (M32) on its way to an address that perhaps has no account."""

from seance.bookings import invite_links
from seance.bookings.mailed import MailedInvitationItem
from seance.cloud.clock import now
from seance.cloud.mail import Mail
from seance.errors import Refusal
from seance.events import store as events
from seance.events.model import check_open
from seance.notices.mails import mail_of_invitation
from seance.people.addresses import takes_no_invitation
from seance.people.store import find_profile


def wanted(item: MailedInvitationItem) -> Mail | None:
    """The mail, as things stand now; nothing where its event, its inviter or its reader wants none any more."""
    found = events.find(item.event_id)
    host, inviter = find_profile(item.user_id), find_profile(item.invited_by)
    if found is None or host is None or inviter is None:
        return None
    event = found[0]
    if event.hidden or not event.is_run_by(inviter.id):
        return None
    if takes_no_invitation(item.address, host.id, inviter.id):
        return None
    secret = item.open()
    try:
        check_open(event, now())
        invite_links.open_link(secret["token"])
    except Refusal:
        return None
    return mail_of_invitation(event, inviter, host.language, secret["address"], secret["token"])
