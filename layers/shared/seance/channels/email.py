"""E-mail as a channel: whose mail it is that comes back or is reported as spam, and how mails begin again."""

import base64
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from seance.channels import claims
from seance.cloud import keys, mail
from seance.cloud.concurrency import decide, transaction
from seance.notices import store as notices
from seance.people.model import Profile
from seance.people.store import ProfileItem, add_switch, find_profile, notice_settings

LONGEST_TAG = 256  # characters


def tags_of(reader: Profile) -> dict[str, str]:
    """What leads from a bounce or complaint to this user and this address, and names neither.

    An id of more than 192 bytes fits into no tag, so its mails have none.
    """
    user = base64.urlsafe_b64encode(reader.id.encode()).decode().rstrip("=")
    tags = {"user": user, "address": _hash(reader.email)}
    return tags if len(user) <= LONGEST_TAG else {}


def send(ready: mail.Mail, tags: dict[str, str], claim: claims.Claim | None) -> None:
    """Send it with the right to, and say what became of it."""
    if claim is None:
        return
    try:
        mail.send(replace(ready, tags=tags))
    except mail.LostAnswerError:
        claim.unsure()
    except Exception:
        claim.give_back()
        raise
    else:
        claim.sent()


def lose(tags: dict[str, str], mail_id: str, at: datetime) -> bool:
    """The address of a mail takes no more, or no more of ours: switch e-mail off and tell the user, in one write.

    Whether that was done. It is not where the user has another address by now, has switched e-mail off already, or
    was told of this very mail before.
    """
    user_id = base64.urlsafe_b64decode(tags["user"] + "=" * (-len(tags["user"]) % 4)).decode()
    notice = notices.of_lost_channel(user_id, "email", at, mail_id.encode())

    def work() -> bool:
        profile = find_profile(user_id)
        if profile is None or _hash(profile.email) != tags["address"]:
            return False
        if not notice_settings(user_id, consistent=True).email or notices.find(user_id, notice.id):
            return False
        same = ProfileItem.email == profile.email
        with transaction() as writes:
            writes.condition_check(ProfileItem, *keys.profile(user_id), condition=same)
            writes.save(notice, condition=notices.NoticeItem.pk.does_not_exist())
            add_switch(writes, user_id, "email", on=False)
        return True

    return decide(work)


def begin_again(reader: Profile) -> None:
    """Who wants mails again gets them also where SES stopped by itself. Raises botocore's errors."""
    if reader.email and not notice_settings(reader.id).email:
        mail.forget_suppression(reader.email)


def _hash(address: str | None) -> str:
    return sha256((address or "").encode()).hexdigest()
