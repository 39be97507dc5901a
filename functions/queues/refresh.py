"""Copies queue → copies: what is kept beside its source follows it.

An event's bookings carry its time and title, its guests' agendas its time; who clashes with the new
time becomes `moved`. A user's name, picture and ratings stand on own bookings and on the cards of own
events. The words of an event lead to it. Who voted for what a proposal became is invited to it. Ratings follow reviews whose time is over.
What waited for a reader goes out when its time has come.
"""

from datetime import UTC, datetime
from typing import Any

from seance.bookings import copies
from seance.cloud import deadline, queues, schedules
from seance.cloud.clock import now
from seance.cloud.config import settings
from seance.events import word_index
from seance.events.reminders import SOONEST, name
from seance.notices import waiting
from seance.proposals import inviting
from seance.reviews.transitions import close


def refresh(body: dict[str, Any]) -> None:  # noqa: C901 # a case for each message
    """Bring the copies of one event or user in line with the newest."""
    match body:
        case {"event_id": event_id, "invited_id": guest_id}:
            copies.point_invited(event_id, guest_id)
        case {"host_id": host_id, "follower_id": follower_id}:
            copies.point_follower(host_id, follower_id)
        case {"event_id": event_id, "followers": True}:
            copies.point_followers(event_id, body.get("after"))
        case {"event_id": event_id, "words": True}:
            word_index.refresh(event_id)
        case {"proposal_id": proposal_id}:
            inviting.invite_voters(proposal_id, body.get("after", 0))
        case {"user_id": user_id}:
            copies.of_user(user_id)
        case {"event_id": event_id}:
            respond_by = copies.of_event(event_id, after=body.get("after"))
            if respond_by:
                release_later(event_id, respond_by)
        case {"calm": user_id}:
            waiting.release(user_id, now())
        case {"close": event_id}:
            close(event_id, body.get("after"))
        case {"release": event_id, "at": at}:
            release(event_id, at, body.get("after"))


def release(event_id: str, at: int, after: Any) -> None:
    """Free the seats of who did not answer in time, a page a message; not before the time is over."""
    if now().timestamp() < at:
        release_later(event_id, at)
    else:
        copies.release_unanswered(event_id, at, after)


def release_later(event_id: str, at: int) -> None:
    """Come back when the moved guests' time to answer is over, by one schedule for all of a minute."""
    minute = -(-at // 60)
    moment = max(datetime.fromtimestamp(minute * 60, UTC), now() + SOONEST)
    message = queues.carry({"release": event_id, "at": minute * 60})
    schedules.put(name(event_id, f"{minute:x}"), moment, settings().copies_queue_arn, message)


@deadline.kept
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Called by the copies queue."""
    return queues.process(event, refresh)
