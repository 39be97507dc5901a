"""Write in an event's chat (M16, R15): the host, the moderators and who holds a seat.

Before and after the start, also of a cancelled event, until its reviews close. The write itself
insists on the right, so who was removed a moment ago writes nothing more.
"""

from fastapi import APIRouter

from seance import ids
from seance.chat import store
from seance.chat.access import enter_to_write
from seance.chat.model import Message
from seance.chat.schemas import MessageIn, MessageOut
from seance.cloud.clock import now
from seance.cloud.concurrency import decide
from seance.people.store import find_profiles
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId
from seance.web.idempotency import MadeFor
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/events/{{event_id}}/messages", status_code=201, tags=["chat"])
async def post_message(
    event_id: EventId, asked: MessageIn, user: CurrentUser, request: MadeFor
) -> MessageOut:
    """Say something."""
    moment = now()
    message = Message(ids.new(moment, request), event_id, user.id, asked.text, moment)
    sent = False

    def work() -> Message:
        nonlocal sent
        event = enter_to_write(event_id, user.id).event
        if sent and (posted := store.find_posted(message, request)):
            return posted  # by an earlier round or try, only its answer was lost
        sent = True
        store.post(message, event, request)
        return message

    author = find_profiles([user.id])[user.id]  # before the write: what comes after it may fail
    return MessageOut.of(decide(work), author)


handler = lambda_handler(router)
