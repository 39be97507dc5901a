"""Read the inbox (M17): newest first, in the reader's language, with the number of unread ones."""

from fastapi import APIRouter

from seance.films.schemas import FilmOut
from seance.notices import store
from seance.notices.answering import answers
from seance.notices.schemas import Inbox, NoticeOut
from seance.notices.wording import notices_shown
from seance.people.newcomers import profile_of
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, Limit
from seance.web.pages import read_cursor, write_cursor
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/me/notices", tags=["notices"])
async def list_notices(
    user: CurrentUser, unread: bool = False, limit: Limit = 20, cursor: Cursor = None
) -> Inbox:
    """What I was told; reading it here marks nothing as read (R18)."""
    scope = ("list_notices", user.id, unread)
    language = profile_of(user).language
    items, after = store.of_user(user.id, limit, read_cursor(cursor, *scope), unread=unread)
    waiting = answers(items)
    return Inbox(
        items=[
            NoticeOut(
                **shown,
                film=FilmOut.listed(item.film) if item.film else None,
                actions=waiting.get(item.id, ()),
            )
            for item, shown in zip(items, notices_shown(items, language), strict=True)
        ],
        next_cursor=write_cursor(after, *scope),
        unread_count=store.count_unread(user.id),
    )


handler = lambda_handler(router)
