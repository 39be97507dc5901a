"""R11: which moments of an event are still ahead, and the schedules that stand for them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from seance.cloud import schedules
from seance.cloud.config import settings
from seance.cloud.observability import correlation_id
from seance.events.model import Event

Which = Literal["day", "hour", "finish"]
SOONEST = timedelta(seconds=10)  # Scheduler refuses a moment that has passed when it is asked
BEFORE_START: dict[Which, timedelta] = {"day": timedelta(hours=24), "hour": timedelta(hours=1)}


@dataclass(frozen=True, slots=True)
class Moment:
    """One of the three moments; elapsed time, whatever the clocks of the place do."""

    which: Which
    at: datetime


def moments(event: Event) -> list[Moment]:
    """A day before, an hour before, and the end."""
    ahead = [Moment(which, event.starts_at - span) for which, span in BEFORE_START.items()]
    return [*ahead, Moment("finish", event.ends_at)]


def name(event_id: str, which: str) -> str:
    """The schedule's name, made from the event's id; the roles grant what begins with the group's name.

    64 characters are the most, of which the stack's name has 29: seven are left for `which`.
    """
    return f"{settings().schedule_group}-{event_id}-{which}"


def reschedule(event: Event, now: datetime) -> None:
    """Have exactly the moments that are ahead of a scheduled event, at its newest time.

    An end that was passed while changes waited is made up for: reviews are asked for late, not never.
    """
    targets = {"finish": settings().finish_function_arn}
    for moment in moments(event):
        passed = moment.at <= now and moment.which != "finish"
        if event.status == "cancelled" or passed:
            schedules.remove(name(event.id, moment.which))
            continue
        target = targets.get(moment.which, settings().remind_function_arn)
        message = {
            "event_id": event.id,
            "which": moment.which,
            "starts_at": int(event.starts_at.timestamp()),
            "correlation_id": correlation_id(),
        }
        at = max(moment.at, now + SOONEST)
        schedules.put(name(event.id, moment.which), at, target, message)


def unschedule(event_id: str) -> None:
    """The event is deleted."""
    for which in ("day", "hour", "finish"):
        schedules.remove(name(event_id, which))
