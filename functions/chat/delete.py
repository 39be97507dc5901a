"""Delete a message (M16, R15): its author while in the chat, the host and the moderators any.

Gone for good, at any time: also long after the event. A second time changes nothing.
"""

from fastapi import APIRouter

from seance.chat import store
from seance.chat.access import enter
from seance.chat.model import check_may_delete
from seance.chat.schemas import MessageId
from seance.cloud.concurrency import decide
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId
from seance.web.user import CurrentUser

router = APIRouter()


@router.delete(f"{API}/events/{{event_id}}/messages/{{message_id}}", status_code=204, tags=["chat"])
async def delete_message(event_id: EventId, message_id: MessageId, user: CurrentUser) -> None:
    """Take it back."""

    def work() -> None:
        event = enter(event_id, user.id).event
        message = store.find(event_id, message_id)
        if message is None or message.is_hidden_from(user.id):
            return  # removed already, perhaps by a request whose answer was lost
        check_may_delete(event, message, user.id)
        store.delete(message, event, user.id)

    decide(work)


handler = lambda_handler(router)
