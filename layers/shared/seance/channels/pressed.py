"""A message whose button was pressed says what came of it, and has no buttons any more (M40)."""

from contextlib import suppress

from seance.channels import store, telegram
from seance.channels.model import LONGEST, Closed, length, shortened
from seance.channels.texts import post_of_notice
from seance.cloud import queues
from seance.i18n import say
from seance.notices import store as notices
from seance.people.store import find_profile


def settle(body: queues.Body) -> None:
    """However often it comes, the message says the same. Nothing where the chat or the notice is gone."""
    user_id = body["user_id"]
    press = store.find_press(user_id, body["press_id"])
    notice = notices.find(user_id, press.notice_id) if press else None
    connection = store.find(user_id, "telegram")
    profile = find_profile(user_id, consistent=False)
    if press is None or notice is None or connection is None or profile is None:
        return
    outcome = f"\n\n{say(profile.language, press.said)}"
    text = shortened(post_of_notice(notice, profile.language).whole, LONGEST - length(outcome))
    with suppress(Closed):  # the next notice finds that out, and tells
        telegram.edit(connection.open(), int(press.message_id), text + outcome)
