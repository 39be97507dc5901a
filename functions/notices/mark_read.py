"""Mark notices as read (M17): the named ones, or all up to an instant. A second time changes nothing."""

from fastapi import APIRouter

from seance.notices import store
from seance.notices.schemas import MarkRead
from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/me/notices/read", status_code=204, tags=["notices"])
async def mark_notices_read(asked: MarkRead, user: CurrentUser) -> None:
    """I have seen these; ids that are not mine are passed over."""
    ids = asked.ids if asked.until is None else store.unread_until(user.id, asked.until)
    store.mark_read(user.id, ids or [])


handler = lambda_handler(router)
