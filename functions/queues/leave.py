"""Departures queue → an account is deleted step by step (M15); each message goes on where one ended.

So does what an operator hides or suspends (M35), whose coming events are called off in the same way.

What is done is the list of steps in `seance.accounts.deletion`. A message that comes twice does
nothing that is not done already.
"""

from typing import Any

from seance.accounts import deletion, enforcement
from seance.cloud import clients, deadline, queues
from seance.cloud.config import settings

PAGES_AT_ONCE = 20  # of ten: a million followers are five thousand messages, half of what `queues` takes for endless


def leave(body: dict[str, Any]) -> None:
    """Go on with one user's departure, and leave the rest to the next message."""
    if "case_id" in body:
        enforce(body)
        return
    user_id, step, after = body["user_id"], body.get("step", 0), body.get("after")
    if body.get("steps") != len(
        deletion.STEPS
    ):  # of a release with fewer: where this one begins nothing is missed
        after = None
    for _ in range(PAGES_AT_ONCE):
        found = deletion.advance(user_id, step, after)
        if found is None:
            return
        step, after = found
        if after is None or deadline.left() < 2 * clients.ROUND_SECONDS:
            break
    delay = int(deletion.REST.total_seconds()) if after is None else 0
    place = {"step": step, "steps": len(deletion.STEPS), "after": after}
    following = {"user_id": user_id, **place}
    queues.send(settings().departures_queue_url, [following], delay)


def enforce(body: dict[str, Any]) -> None:
    """Carry out a page of what an operator decided; once more after a rest, for writes that were let in before."""
    case_id, again, after = body["case_id"], body.get("again", False), body.get("after")
    after, suspends = enforcement.carry_out(case_id, after)
    if after is None and (again or not suspends):
        return
    delay = int(deletion.REST.total_seconds()) if after is None else 0
    following = {"case_id": case_id, "again": again or after is None, "after": after}
    queues.send(settings().departures_queue_url, [following], delay)


@deadline.kept
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the departures queue."""
    return queues.process(event, leave)
