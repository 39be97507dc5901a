"""What goes out over the channels, in the language of who reads or posts it."""

import json
from collections.abc import Sequence
from dataclasses import replace

from seance.channels.model import BUTTONS, Post
from seance.cloud.config import settings
from seance.events.model import Event, Seats
from seance.films.model import name_in
from seance.i18n import money, say, when
from seance.languages import Language
from seance.notices.store import NoticeItem
from seance.notices.wording import (
    inbox_link,
    lines_of,
    link_of,
    notice_words,
    summed_up,
    title_of,
)


def post_of_notice(item: NoticeItem, language: Language) -> Post:
    """A notice as its reader has it in the inbox."""
    told = notice_words(item, language)
    title = title_of(item, language)
    about = f"{told.title}: {title}" if title else told.title
    buttons = [
        (say(language, f"telegram-button-{action}"), f"{answer}:{item.id}")
        for answer, action in BUTTONS.get(item.kind, {}).items()
    ]
    return Post(item.id, f"{about}\n{told.text}", link_of(item), buttons=tuple(buttons))


def post_of(items: Sequence[NoticeItem], others: int, identity: str, language: Language) -> Post:
    """A notice as its reader has it in the inbox; of several each with its link, and how many others there are."""
    if len(items) == 1 and not others:
        return replace(post_of_notice(items[0], language), identity=identity)
    told = summed_up(items, others, language)
    each = [f"{line.title}\n{line.text}\n{line.link}" for line in lines_of(items, language)]
    return Post(identity, "\n\n".join([told.title, *each, told.text]).strip(), inbox_link())


def push_of(items: Sequence[NoticeItem], others: int, identity: str, language: Language) -> Post:
    """What a lock screen may show: of what kind, and of which event. No names, no addresses, no letters.

    `tag` is for who shows it: the same twice is one.
    """
    item = items[0]
    if len(items) == 1 and not others:
        title, body, link = (
            notice_words(item, language).title,
            title_of(item, language),
            link_of(item),
        )
        kind = item.kind
    else:
        title, body, link = summed_up(items, others, language).title, None, inbox_link()
        kind = "digest"
    said = {"title": title, "body": body or "", "url": link, "tag": identity}
    return Post(identity, json.dumps(said, ensure_ascii=False), link, kind=kind)


def post_of_event(
    identity: str, own_words: str | None, event: Event, seats: Sequence[Seats], language: Language
) -> Post:
    """What a host posts: own words, and what a stranger may see of the event (R6, R7): numbers, no names.

    Of one that is not public a stranger sees nothing, so only the invitation and the link are posted.
    """
    shown = event.visibility == "public" and not event.hidden
    facts = _facts(event, seats, language) if shown else []
    own = [own_words] if own_words else []
    text = "\n\n".join([*own, *(["\n".join(facts)] if facts else [])])
    link = f"{settings().page_url}/s/{event.short_code}"
    return Post(identity, text or say(language, "share-invitation"), link, shared=True)


def _facts(event: Event, seats: Sequence[Seats], language: Language) -> list[str]:
    place = event.place.public()
    where = ", ".join(part for part in (place.name, place.city, place.area, place.address) if part)
    title, film = event.title_in(language), name_in(event.film, language)
    left = any(shard.left for shard in seats)
    stands = "cancelled" if event.status == "cancelled" else "open" if left else "full"
    return [
        say(language, "share-event", title=title),
        *([say(language, "share-event.film", film=film)] if film != title else []),
        when(event.starts_at, event.time_zone, language),
        say(language, "share-event.place", place=where or say(language, f"value-{place.kind}")),
        say(language, f"share-seats-{stands}", capacity=event.capacity),
        say(
            language, "share-price", price=money(event.price.amount, event.price.currency, language)
        )
        if event.price
        else say(language, "share-free"),
    ]
