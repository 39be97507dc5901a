"""Coming into a chat: the event as its caller sees it now, refused to who takes no part (R6, R15)."""

from datetime import timedelta

from seance.bookings.visibility import Seen, look
from seance.chat.model import check_may_chat, check_open
from seance.cloud.clock import now
from seance.cloud.config import settings


def enter(event_id: str, user_id: str) -> Seen:
    """Read the event, consistently, for somebody who may read its chat."""
    seen = look(event_id, user_id)
    check_may_chat(seen.event, user_id, seen.booking)
    return seen


def enter_to_write(event_id: str, user_id: str) -> Seen:
    """The same for somebody who wants to say something."""
    seen = enter(event_id, user_id)
    check_open(seen.event, now(), timedelta(days=settings().review_window_days))
    return seen
