"""Export everything of one's own (M15) as JSON. Only oneself; secrets and other people's data are not in it.

A large account comes in parts: `next_cursor` asks for the next one, as in a list.
"""

from typing import Any

from fastapi import APIRouter

from seance.accounts import export
from seance.cloud.clock import now
from seance.people.newcomers import profile_of
from seance.web.answers import Out
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor
from seance.web.pages import read_cursor, write_cursor
from seance.web.user import CurrentUser

router = APIRouter()


class Export(Out):
    """One part: sections by name, each a list; a section that fills a part goes on in the next."""

    user_id: str
    exported_at: str
    sections: dict[str, list[dict[str, Any]]]
    next_cursor: str | None


@router.get(f"{API}/me/export", tags=["people"])
async def export_me(user: CurrentUser, cursor: Cursor = None) -> Export:
    """All that Seance knows of me."""
    scope = ("export_me", user.id)
    profile_of(user)
    place, after = read_cursor(cursor, *scope) or (0, None)
    sections, last = export.parts(user.id, place, after)
    return Export(
        user_id=user.id,
        exported_at=now().isoformat(),
        sections=sections,
        next_cursor=write_cursor(last, *scope),
    )


handler = lambda_handler(router)
