"""Read an event's chat (M16, R15): the host, the moderators and who holds a seat.

Messages of who blocked the reader, or was blocked by the reader, are left out (R17).
"""

from functools import partial

from fastapi import APIRouter

from seance.chat import store
from seance.chat.access import enter
from seance.chat.schemas import MessageOut
from seance.people.blocks import apart
from seance.people.store import find_profiles
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, EventId, Limit
from seance.web.pages import Page, read_cursor, write_cursor
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/events/{{event_id}}/messages", tags=["chat"])
async def list_messages(
    event_id: EventId, user: CurrentUser, limit: Limit = 20, cursor: Cursor = None
) -> Page[MessageOut]:
    """What was said, newest first."""
    enter(event_id, user.id)
    scope = ("list_messages", event_id, user.id)
    messages, after = store.page(
        event_id, user.id, limit, read_cursor(cursor, *scope), partial(apart, user.id)
    )
    people = find_profiles(each.author_id for each in messages)
    return Page(
        items=[MessageOut.of(each, people[each.author_id]) for each in messages],
        next_cursor=write_cursor(after, *scope),
    )


handler = lambda_handler(router)
