"""Changes queue → told facts: some time after an edit, the guests are told what differs (R9).

Every edit sends a message; the first to arrive tells all edits until then, the others find nothing
new. What was told is kept beside the event, and the stream of that tells the guests. What stands on
chats and walls is edited too, then and when the event fills or has seats again (M40).
"""

from typing import Any

from seance.channels import store as channels
from seance.cloud import deadline, queues
from seance.cloud.config import settings
from seance.events import store


def tell_change(body: dict[str, Any]) -> None:
    """Let the newest facts be known."""
    found = store.find(body["event_id"])
    if found is None:
        return
    if not body.get("seats"):
        store.tell(found[0])
    event, _ = found
    posts = channels.posted(event.host_id, event.id)
    for channel, url in (
        ("telegram", settings().telegram_queue_url),
        ("vk", settings().vk_queue_url),
    ):
        own = [each for each in posts if each.channel == channel]
        queues.send(url, [_edit_of(each) for each in own])


def _edit_of(posted: channels.PostedItem) -> queues.Body:
    return {"user_id": posted.user_id, "event_id": posted.event_id, "posted_id": posted.id}


@deadline.kept
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the changes queue."""
    return queues.process(event, tell_change)
