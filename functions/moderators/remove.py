"""Take a moderator's rights (M11): the host. They are lost at once; a second time changes nothing."""

from fastapi import APIRouter

from seance.bookings.visibility import look
from seance.cloud.concurrency import decide
from seance.errors import Forbidden
from seance.events import moderators
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId, UserId
from seance.web.user import CurrentUser

router = APIRouter()


@router.delete(
    f"{API}/events/{{event_id}}/moderators/{{user_id}}", status_code=204, tags=["moderators"]
)
async def remove_moderator(event_id: EventId, user_id: UserId, user: CurrentUser) -> None:
    """From now on a guest like others."""

    def work() -> None:
        event = look(event_id, user.id).event
        if user.id != event.host_id:
            raise Forbidden("Only the host removes moderators.")
        if user_id in event.moderator_ids:
            moderators.remove(event, user_id)

    decide(work)


handler = lambda_handler(router)
