"""What goes out over the channels, in the language of who reads or posts it."""

from seance.channels.model import Post
from seance.channels.store import ShareItem
from seance.cloud.config import settings
from seance.events.model import Event
from seance.films.model import name_in
from seance.i18n import money, say, when
from seance.languages import Language
from seance.notices.store import NoticeItem
from seance.notices.wording import link_of, notice_words, title_of


def post_of_notice(item: NoticeItem, language: Language) -> Post:
    """A notice as its reader has it in the inbox."""
    told = notice_words(item, language)
    title = title_of(item, language)
    about = f"{told.title}: {title}" if title else told.title
    return Post(item.id, f"{about}\n{told.text}", link_of(item))


def post_of_event(share: ShareItem, event: Event, language: Language) -> Post:
    """What a host posts: own words, and what a stranger may see of the event (R6, R7).

    Of one that is not public a stranger sees nothing, so only the invitation and the link are posted.
    """
    facts = _facts(event, language) if event.visibility == "public" else []
    own = [share.text] if share.text else []
    text = "\n\n".join([*own, *(["\n".join(facts)] if facts else [])])
    link = f"{settings().page_url}/s/{event.short_code}"
    return Post(share.id, text or say(language, "share-invitation"), link, shared=True)


def _facts(event: Event, language: Language) -> list[str]:
    place = event.place.public()
    where = ", ".join(part for part in (place.name, place.city, place.area, place.address) if part)
    title, film = event.title_in(language), name_in(event.film, language)
    return [
        say(language, "share-event", title=title),
        *([say(language, "share-event.film", film=film)] if film != title else []),
        when(event.starts_at, event.time_zone, language),
        say(language, "share-event.place", place=where or say(language, f"value-{place.kind}")),
        say(
            language, "share-price", price=money(event.price.amount, event.price.currency, language)
        )
        if event.price
        else say(language, "share-free"),
    ]
