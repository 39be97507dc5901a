"""Write in an event's chat (M16, R15): the host, the moderators and who holds a seat.

Before and after the start, also of a cancelled event, until its reviews close. The write itself
insists on the right, so who was removed a moment ago writes nothing more.
"""

from fastapi import APIRouter
from ulid import ULID

from seance.chat import store
from seance.chat.entering import enter_to_write
from seance.chat.model import Message
from seance.chat.schemas import MessageIn, MessageOut
from seance.cloud.clock import now
from seance.cloud.decisions import decide
from seance.people.store import find_profiles
from seance.web.app import API, lambda_handler
from seance.web.fields import EventId
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/events/{{event_id}}/messages", status_code=201, tags=["chat"])
async def post_message(event_id: EventId, asked: MessageIn, user: CurrentUser) -> MessageOut:
    """Say something."""
    moment = now()
    message = Message(str(ULID.from_datetime(moment)), event_id, user.id, asked.text, moment)
    sent = False

    def work() -> None:
        nonlocal sent
        event = enter_to_write(event_id, user.id).event
        if sent and store.find(event_id, message.id):
            return  # an earlier round wrote it, only its answer was lost
        sent = True
        store.post(message, event)

    author = find_profiles([user.id])[user.id]  # before the write: what comes after it may fail
    decide(work)
    return MessageOut.of(message, author)


handler = lambda_handler(router)
