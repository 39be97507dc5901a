"""What an operator decided, carried out (M35, R24): something is hidden, somebody suspended. All may be done twice."""

from typing import Any

from seance.accounts.deletion import call_off
from seance.bookings.event_updates import hide_event
from seance.chat import store as chat
from seance.cloud import limits
from seance.cloud.concurrency import decide
from seance.events import store as events
from seance.reports import store
from seance.reviews import transitions as reviews


def carry_out(case_id: str, after: Any) -> tuple[Any, bool]:
    """Hide the thing, suspend whose it is, call off a page of their events; where to go on, and whether it suspends."""
    case = store.find(case_id)
    if case is None or case.action not in ("hide", "suspend"):
        return None, False
    _hide(case.kind, case.target)
    if case.action == "hide":
        return None, False
    limits.suspend(case.subject_id)
    return call_off(case.subject_id, after), True


def _hide(kind: str, target: str) -> None:
    event_id, *rest = target.split("/")
    if kind == "event":
        hide_event(event_id)
    elif kind == "message":
        decide(lambda: _hide_message(event_id, *rest))
    elif kind == "review":
        reviews.hide(event_id, *rest)


def _hide_message(event_id: str, message_id: str) -> None:
    found, message = events.find(event_id), chat.find(event_id, message_id)
    if found and message and not message.hidden:
        chat.hide(message, found[0])
