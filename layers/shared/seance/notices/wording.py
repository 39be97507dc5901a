"""A notice as its reader sees it, in the inbox and live."""

from typing import Any

from seance.cloud.config import settings
from seance.notices.store import NoticeItem
from seance.notices.texts import Words, words
from seance.people.model import Language


def notice_words(item: NoticeItem, language: Language) -> Words:
    """Title and text."""
    return words(
        item.kind,
        language,
        title=item.event_title,
        starts_at=item.starts_at,
        time_zone=item.time_zone,
        actor=item.actor,
        message=item.message,
        changes=item.changes or [],
        channel=item.channel,
    )


def link_of(item: NoticeItem) -> str:
    """The event's short link; the page itself where the notice is about no event."""
    return f"{settings().page_url}/s/{item.short_code}" if item.short_code else settings().page_url


def notice_shown(item: NoticeItem, language: Language) -> dict[str, Any]:
    """The fields of a notice, put into words."""
    told = notice_words(item, language)
    return {
        "id": item.id,
        "kind": item.kind,
        "event_id": item.event_id,
        "title": told.title,
        "text": told.text,
        "short_url": link_of(item),
        "changes": item.changes or [],
        "time_zone": item.time_zone,
        "created_at": item.created_at,
        "read_at": item.read_at,
    }
