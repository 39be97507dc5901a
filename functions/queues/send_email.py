"""Deliveries queue → e-mail: a notice in the reader's language, with its short link.

Claimed before it is sent and given back when it surely did not go out: a redelivery sends none twice.
"""

from typing import Any

from seance.channels import claims
from seance.cloud import deadline, mail, queues
from seance.cloud.clock import now
from seance.notices import store
from seance.notices.mails import mail_of
from seance.people.store import find_profile, notice_settings


def send_email(body: dict[str, Any]) -> None:
    """Mail one notice to one user, if the user wants that."""
    user_id = body["user_id"]
    item, profile = store.find(user_id, body["notice_id"]), find_profile(user_id)
    if item is None or profile is None or not profile.email:
        return
    wanted = notice_settings(user_id)
    if not wanted.email or item.kind in wanted.muted:
        return
    ready = mail_of(item, profile, now())
    claim = claims.take(item, "email", "emailed")
    if claim is None:
        return
    try:
        mail.send(ready)
    except mail.LostAnswerError:
        claim.unsure()
    except Exception:
        claim.give_back()
        raise
    else:
        claim.sent()


@deadline.kept
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the deliveries queue."""
    return queues.process(event, send_email)
