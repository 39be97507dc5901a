"""A notice as its reader sees it, in the inbox and live."""

from typing import Any

from seance.cloud.config import settings
from seance.notices.store import NoticeItem
from seance.notices.texts import words
from seance.people.model import Language


def notice_shown(item: NoticeItem, language: Language) -> dict[str, Any]:
    """The fields of a notice, put into words."""
    changes = item.changes or []
    told = words(
        item.kind,
        language,
        title=item.event_title,
        starts_at=item.starts_at,
        time_zone=item.time_zone,
        actor=item.actor,
        message=item.message,
        changes=changes,
    )
    return {
        "id": item.id,
        "kind": item.kind,
        "event_id": item.event_id,
        "title": told.title,
        "text": told.text,
        "short_url": f"{settings().page_url}/s/{item.short_code}",
        "changes": changes,
        "created_at": item.created_at,
        "read_at": item.read_at,
    }
