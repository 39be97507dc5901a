"""Mark notices as read (M17): the named ones, or all up to an instant. A second time changes nothing.

Who has more unread than fit into a request is answered 503, and goes on by asking again.
"""

from fastapi import APIRouter

from seance.notices import store
from seance.notices.schemas import MarkRead
from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/me/notices/read", status_code=204, tags=["notices"])
async def mark_notices_read(asked: MarkRead, user: CurrentUser) -> None:
    """I have seen these; ids that are not mine are passed over."""
    if asked.until is not None:
        store.read_until(user.id, asked.until)
    store.mark_read(user.id, asked.ids or [])


handler = lambda_handler(router)
