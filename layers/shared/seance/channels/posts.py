"""What was posted to a chat or wall says how the event stands now (M40)."""

from contextlib import suppress

from seance.channels import store, telegram, vk
from seance.channels.model import Closed
from seance.channels.texts import post_of_event
from seance.cloud import queues
from seance.cloud.clock import now
from seance.events import store as events
from seance.people.store import find_profile


def edit(body: queues.Body) -> None:
    """However often it comes, the post says the same. Nothing where it, the event or the connection is gone."""
    posted = store.find_posted(body["user_id"], body["event_id"], body["posted_id"])
    found = events.find(body["event_id"]) if posted else None
    if posted is None or found is None or now() >= found[0].starts_at:
        return
    profile = find_profile(posted.user_id, consistent=False)
    connection = store.find(posted.user_id, "vk" if posted.channel == "vk" else "telegram")
    if profile is None or connection is None:
        return
    post = post_of_event(posted.id, posted.text, *found, profile.language)
    if store.says(posted, post):
        return
    secret, number = connection.open(), int(posted.number)
    with suppress(Closed):  # the next notice finds that out, and tells
        if posted.channel == "vk":
            vk.edit(secret, number, post)
        else:
            telegram.edit(secret, number, post.whole)
    store.note(posted, post)
