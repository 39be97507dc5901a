"""A notice as its reader sees it, in the inbox and live."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seance.cloud.config import settings
from seance.events.changes import in_language, shows
from seance.i18n import say
from seance.languages import Language
from seance.notices.company import Company, companies
from seance.notices.store import NoticeItem
from seance.notices.texts import Words, words
from seance.people.model import Profile, person
from seance.people.store import profiles_here

Names = Mapping[str, str]  # by id, of those who are still here


def actors_in(items: Iterable[NoticeItem]) -> dict[str, Profile]:
    """Whose doing these notices tell of, as they are now; who has left is not among them."""
    wanted = {item.actor_id for item in items if item.actor_id}
    return profiles_here(wanted) if wanted else {}


def names_in(items: Iterable[NoticeItem]) -> Names:
    """Whom these notices name, as they are called now; who has left has no name any more."""
    return _names(actors_in(items))


def _names(actors: Mapping[str, Profile]) -> Names:
    return {each.id: each.name for each in actors.values()}


def actor_of(item: NoticeItem, language: Language, names: Names) -> str | None:
    """Whose doing it was: a notice keeps who, not the name, so that no name outlives its account."""
    if item.actor_id is None:
        return item.actor
    return names.get(item.actor_id) or say(language, "former-user")


def notice_words(
    item: NoticeItem,
    language: Language,
    names: Names | None = None,
    company: Company | None = None,
) -> Words:
    """Title and text; `names` and `company` where those of many notices were read together."""
    return words(
        item.kind,
        language,
        title=title_of(item, language),
        starts_at=item.starts_at,
        time_zone=item.time_zone,
        actor=actor_of(item, language, names_in([item]) if names is None else names),
        message=item.message,
        changes=_shown(item, language),
        channel=item.channel,
        seats=int(item.seats or 1),
        company=company or companies([item]).get(item.id),
        others=int(item.others or 0),
        events=int(item.events or 0),
    )


def title_of(item: NoticeItem, language: Language) -> str | None:
    """The event's title for its reader; nothing where the notice is about no event."""
    titles: Mapping[str, str] = item.titles or {}
    return titles.get(language, item.event_title)


def _shown(item: NoticeItem, language: Language) -> list[dict[str, Any]]:
    """Notices of before 2026-11-26 also keep what shows nothing."""
    return [in_language(each, language) for each in item.changes or [] if shows(each)]


@dataclass(frozen=True, slots=True)
class Line:
    """One of several notices that are told together."""

    title: str
    text: str
    link: str


def lines_of(items: Sequence[NoticeItem], language: Language) -> list[Line]:
    """Notices as they stand below each other."""
    names, company = names_in(items), companies(items)
    lines = []
    for each in items:
        told = notice_words(each, language, names, company.get(each.id))
        lines.append(Line(headed(told.title, title_of(each, language)), told.text, link_of(each)))
    return lines


def headed(told: str, title: str | None) -> str:
    """What a notice is about, and of which event where it is of one."""
    return f"{told}: {title}" if title else told


def summed_up(items: Sequence[NoticeItem], others: int, language: Language) -> Words:
    """Above and below them: how many they are, and how many the inbox has beside them."""
    count = len(items) + others
    rest = say(language, "digest.others", count=others) if others else ""
    return Words(say(language, "digest", count=count), rest)


def inbox_link() -> str:
    """The page's inbox."""
    return f"{settings().page_url}/inbox"


def link_of(item: NoticeItem) -> str:
    """The event's short link, the proposal's page, or the page itself where the notice is about neither."""
    page = settings().page_url
    if item.proposal_id:
        return f"{page}/proposals/{item.proposal_id}"
    return f"{page}/s/{item.short_code}" if item.short_code else page


def notices_shown(items: Sequence[NoticeItem], language: Language) -> list[dict[str, Any]]:
    """The fields of notices, put into words."""
    actors, company = actors_in(items), companies(items)
    return [_notice_shown(each, language, actors, company.get(each.id)) for each in items]


def _told_of(item: NoticeItem) -> int | None:
    """Of how many events it tells, where of more than one."""
    return int(item.events) if item.events else 1 + int(item.others) if item.others else None


def _notice_shown(
    item: NoticeItem, language: Language, actors: Mapping[str, Profile], company: Company | None
) -> dict[str, Any]:
    told = notice_words(item, language, _names(actors), company)
    actor = actors.get(item.actor_id or "")
    return {
        "id": item.id,
        "kind": item.kind,
        "event_id": item.event_id,
        "proposal_id": item.proposal_id,
        "event_title": title_of(item, language),
        "starts_at": item.starts_at,
        "actor": actor and person(actor),
        "title": told.title,
        "text": told.text,
        "short_url": link_of(item),
        "changes": [
            {side: each[side] for side in ("field", "old", "new")}
            for each in _shown(item, language)
        ],
        "time_zone": item.time_zone,
        "created_at": item.created_at,
        "read_at": item.read_at,
        "count": company.count if company else _told_of(item),
        "people": [person(each) for each in company.people] if company else [],
    }
