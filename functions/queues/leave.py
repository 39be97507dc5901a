"""Departures queue → an account is deleted step by step (M15); each message goes on where one ended.

What is done is the list of steps in `seance.accounts.deletion`. A message that comes twice does
nothing that is not done already.
"""

from typing import Any

from seance.accounts import deletion
from seance.cloud import deadline, queues
from seance.cloud.config import settings


def leave(body: dict[str, Any]) -> None:
    """Go on with one user's departure, and leave the rest to the next message."""
    user_id, place = body["user_id"], body.get("step", 0)
    found = deletion.advance(user_id, place, body.get("after"))
    if found is None:
        return
    step, after = found
    rests = after is None
    delay = int(deletion.REST.total_seconds()) if rests else 0
    following = {"user_id": user_id, "step": step, "after": after}
    queues.send(settings().departures_queue_url, [following], delay)


@deadline.kept
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the departures queue."""
    return queues.process(event, leave)
