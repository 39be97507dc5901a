"""Make a follower a moderator (M11): the host, until the start. A second time changes nothing."""

from fastapi import APIRouter

from seance.bookings.visibility import look
from seance.cloud.clock import now
from seance.cloud.concurrency import decide
from seance.errors import Forbidden, NotAFollower, TooManyRequests
from seance.events import moderators
from seance.events.model import check_editable
from seance.people.blocks import blocks
from seance.people.model import check_not_blocked
from seance.people.store import follows
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId, UserId
from seance.web.user import CurrentUser

router = APIRouter()


@router.put(
    f"{API}/events/{{event_id}}/moderators/{{user_id}}", status_code=204, tags=["moderators"]
)
async def add_moderator(event_id: EventId, user_id: UserId, user: CurrentUser) -> None:
    """Let a follower invite, approve and decline for this event."""

    def work() -> None:
        event = look(event_id, user.id).event
        check_editable(event, user.id, now())
        if user_id in event.moderator_ids:
            return
        if user_id == event.host_id:
            raise Forbidden("The host needs no rights of a moderator.")
        if not follows(user_id, event.host_id):
            check_not_blocked(blocks(user.id, [user_id]), user_id)
            raise NotAFollower
        if len(event.moderator_ids) >= moderators.MAXIMUM:
            raise TooManyRequests(
                f"An event has at most {moderators.MAXIMUM} moderators.",
                next_step="remove_a_moderator",
            )
        moderators.add(event, user_id, now())

    decide(work)


handler = lambda_handler(router)
