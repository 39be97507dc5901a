"""Change an own message (M16, R15), while one has the right to the chat; the same text changes nothing."""

from fastapi import APIRouter

from seance.chat import store
from seance.chat.access import enter_to_write
from seance.chat.model import Message, edit
from seance.chat.schemas import MessageId, MessageIn, MessageOut
from seance.cloud.clock import now
from seance.cloud.concurrency import decide
from seance.errors import NotFound
from seance.people.store import find_profiles
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId
from seance.web.user import CurrentUser

router = APIRouter()


@router.patch(f"{API}/events/{{event_id}}/messages/{{message_id}}", tags=["chat"])
async def edit_message(
    event_id: EventId, message_id: MessageId, asked: MessageIn, user: CurrentUser
) -> MessageOut:
    """Say it otherwise; readers see that it was edited."""

    def work() -> Message:
        event = enter_to_write(event_id, user.id).event
        was = store.find(event_id, message_id)
        if was is None or was.is_hidden_from(user.id):
            raise NotFound
        message = edit(was, asked.text, user.id, now())
        if message != was:
            store.save(was, message, event)
        return message

    author = find_profiles([user.id])[user.id]  # before the write: what comes after it may fail
    return MessageOut.of(decide(work), author)


handler = lambda_handler(router)
