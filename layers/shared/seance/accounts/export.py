"""Everything of one user as JSON (M15), section by section; `SECTIONS` is the whole list.

An answer of Lambda's is at most 6 MB and API Gateway waits 30 seconds, so a large account comes in
parts: each goes on where the last one ended. Nothing of other people is in it but ids and what they
said to the user: not who blocked the user, not a review that is still hidden. Secrets are left out.
Source: AWS Lambda developer guide, "Lambda quotas"; API Gateway quotas for HTTP APIs.
"""

import itertools
import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from heapq import merge
from itertools import groupby
from typing import Any

from seance.agenda import store as agendas
from seance.bookings import invite_links as links
from seance.bookings.mailed import MailedInvitationItem
from seance.bookings.store import BookingItem
from seance.calendars import feeds as calendars
from seance.channels import store as channels
from seance.chat.store import MessageItem
from seance.cloud import keys
from seance.cloud.clock import now
from seance.cloud.tables import FeedItem, MainItem, Position
from seance.events import store as events
from seance.events.moderators import ModeratorItem
from seance.events.store import EventItem
from seance.links.store import LinkItem
from seance.notices.reminders import SilencedItem
from seance.notices.store import NoticeItem
from seance.notices.wording import actor_of, names_in
from seance.people import blocks
from seance.people.store import FollowItem, find_profile, notice_settings
from seance.proposals import store as proposals
from seance.reports import store as reports
from seance.reviews import lists as reviews
from seance.reviews.model import Review
from seance.wishes import searches
from seance.wishes import store as wishes

PAGE = 50
# Of the 6,291,556 that Lambda takes; a page more may follow. The body is text within JSON, so a quote is two bytes
# more; and the runtime for Python 3.11 writes each Cyrillic letter as six (awslambdaric: lambda_runtime_marshaller.py).
MOST_BYTES = 4_000_000
MOST_PAGES = 40
MOST_MESSAGES = (
    1_000  # or links, a page looks at: of the chats that the user took part in, most are others'
)
LONGEST_SECONDS = 15
Rows = list[dict[str, Any]]
Section = Callable[[str, Any], tuple[Rows, Any]]


def parts(user_id: str, place: int, after: Any) -> tuple[dict[str, Rows], tuple[int, Any] | None]:
    """The sections from one on, and where the next part goes on; nothing after the last."""
    found: dict[str, Rows] = {}
    size, begun = 0, time.monotonic()
    for number in itertools.count(1):
        name, section = SECTIONS[place]
        rows, after = section(user_id, after)
        found.setdefault(name, []).extend(rows)
        size += len(json.dumps(json.dumps(rows, ensure_ascii=False, default=str)))
        place += after is None
        if place == len(SECTIONS):
            return found, None
        late = time.monotonic() - begun > LONGEST_SECONDS
        if late or size > MOST_BYTES or number == MOST_PAGES:
            return found, (place, after)
    raise AssertionError


def profile(user_id: str, _: Any) -> tuple[Rows, Any]:
    """Who the user is."""
    found = find_profile(user_id)
    return ([asdict(found)] if found else []), None


def settings(user_id: str, _: Any) -> tuple[Rows, Any]:
    """How the user wants to be told, which channels are connected, whether there is a calendar."""
    wishes = asdict(notice_settings(user_id))
    connected = sorted(channels.connected(user_id))
    rest = {"connected": connected, "calendar_feed": calendars.has_feed(user_id)}
    return [wishes | {"muted": sorted(wishes["muted"])} | rest], None


def agenda(user_id: str, _: Any) -> tuple[Rows, Any]:
    """When the user is busy."""
    busy = agendas.read(user_id).intervals
    return [{"event_id": each, "starts_at": when.starts_at, "ends_at": when.ends_at} for each, when in busy.items()], None  # fmt: skip


def own_events(user_id: str, after: Any) -> tuple[Rows, Any]:
    """What the user announced, with the clicks of each short link."""
    items, last = events.all_of_host(user_id, PAGE, after)
    found = events.find_many([events.id_of(item) for item in items])
    codes = [keys.link(each.short_code) for each in found.values()]
    opened = MainItem.batch_get(codes) if codes else ()
    clicks = {each.event_id: int(each.clicks) for each in opened if isinstance(each, LinkItem)}
    return [
        {
            **asdict(each),
            "moderator_ids": sorted(each.moderator_ids),
            "link_clicks": clicks.get(each.id, 0),
        }
        for each in found.values()
    ], last


def bookings(user_id: str, after: Any) -> tuple[Rows, Any]:
    """Where the user asked, was invited or had a seat, with what was said."""
    names = "event_id status requested_at message seats companions invited_by extra_seat decided_by decided_at answer attendance event"  # fmt: skip
    partition, prefix = keys.booking(user_id, "")
    rows, last = _page(BookingItem, partition, BookingItem.sk, prefix, names, after)
    return [{**row, "seats": row["seats"] or 1} for row in rows], last


def moderated(user_id: str, after: Any) -> tuple[Rows, Any]:
    """The events that the user helps to run."""
    return _page(
        ModeratorItem,
        keys.user(user_id),
        ModeratorItem.user_sort,
        "MODERATOR#",
        "event_id",
        after,
        "by_user",
    )


def following(user_id: str, after: Any) -> tuple[Rows, Any]:
    """Whom the user follows."""
    return _page(FollowItem, keys.following(user_id), None, "", "host_id", after, "by_user")


def followers(user_id: str, after: Any) -> tuple[Rows, Any]:
    """Who follows the user."""
    partition, prefix = keys.follower(user_id, "")
    return _page(FollowItem, partition, FollowItem.sk, prefix, "follower_id followed_at", after)


def blocked(user_id: str, after: Any) -> tuple[Rows, Any]:
    """Whom the user blocked; not by whom the user is blocked (R17)."""
    ids, last = blocks.blocked(user_id, PAGE, after)
    return [{"user_id": each} for each in ids], last


def silenced(user_id: str, after: Any) -> tuple[Rows, Any]:
    """Reminders that the user does not want."""
    partition, prefix = keys.silenced(user_id, "")
    rows, last = _page(SilencedItem, partition, SilencedItem.sk, prefix, "sk which", after)
    return [
        {"event_id": row["sk"].removeprefix(prefix), "which": sorted(row["which"] or ())}
        for row in rows
    ], last


def notices(user_id: str, after: Any) -> tuple[Rows, Any]:
    """What the user was told."""
    names = "id kind event_id event_title starts_at time_zone created_at message changes read_at"
    partition, prefix = keys.notice(user_id, "")
    page = NoticeItem.query(
        partition, NoticeItem.sk.startswith(prefix), limit=PAGE, last_evaluated_key=after
    )
    items, reader = list(page), find_profile(user_id)
    named, language = names_in(items), reader.language if reader else "en"
    rows = [_row(each, names) | {"actor": actor_of(each, language, named)} for each in items]
    return rows, page.last_evaluated_key


def messages(user_id: str, after: Any) -> tuple[Rows, Any]:
    """What the user wrote in chats."""
    return _of_events(user_id, after, _chat, "author_id", "event_id id text created_at edited_at")


def invite_links(user_id: str, after: Any) -> tuple[Rows, Any]:
    """The links that the user made and that stand, without their addresses, which are told once."""
    names = "event_id id uses used skip_approval gone_at created_at"
    return _of_events(user_id, after, links.of_event, "made_by", names)


def mailed_invitations(user_id: str, after: Any) -> tuple[Rows, Any]:
    """To which own events somebody was invited by mail, and when; whose address it was nobody knows any more."""
    partition, sort = keys.mailed_invitation(user_id, "", "")
    names = "event_id invited_by created_at emailed_at"
    prefix = sort.rstrip("#") + "#"
    return _page(MailedInvitationItem, partition, MailedInvitationItem.sk, prefix, names, after)


def reviews_written(user_id: str, after: Any) -> tuple[Rows, Any]:
    """What the user said of others."""
    found, last = reviews.written_by(user_id, PAGE, after)
    return _reviews(found, "subject_id"), last


def reviews_received(user_id: str, after: Any) -> tuple[Rows, Any]:
    """What others said of the user, as far as the user may read it (R14)."""
    found, last = reviews.received_by(user_id, PAGE, after, now())
    return _reviews(found, "author_id"), last


def own_proposals(user_id: str, after: Any) -> tuple[Rows, Any]:
    """What the user put to the vote, with how many voted for what."""
    ids, last = proposals.of_host(user_id, PAGE, after)
    return [asdict(each) for each in proposals.find_many(ids).values()], last


def votes(user_id: str, after: Any) -> tuple[Rows, Any]:
    """How the user voted on others' proposals."""
    ids, last = proposals.of_voter(user_id, PAGE, after)
    return [
        {"proposal_id": proposal_id, "film_ids": list(each.film_ids), "times": list(each.times)}
        for proposal_id, each in proposals.votes_of(user_id, ids).items()
    ], last


def own_wishes(user_id: str, after: Any) -> tuple[Rows, Any]:
    """Which films the user wishes to see, and where."""
    items, last = wishes.of_user(user_id, PAGE, after)
    return [_row(each, "film_id city_id note wished_at") for each in items], last


def own_searches(user_id: str, _: Any) -> tuple[Rows, Any]:
    """The searches that tell the user."""
    return [_row(each, "id name filters saved_at") for each in searches.of_user(user_id)], None


def own_reports(user_id: str, after: Any) -> tuple[Rows, Any]:
    """What the user reported."""
    found, last = reports.by_user(user_id, PAGE, after)
    return [_row(each, "kind target reason text created_at") for each in found], last


SECTIONS: tuple[tuple[str, Section], ...] = (
    ("profile", profile),
    ("settings", settings),
    ("agenda", agenda),
    ("events", own_events),
    ("bookings", bookings),
    ("moderated", moderated),
    ("following", following),
    ("followers", followers),
    ("blocked", blocked),
    ("silenced_reminders", silenced),
    ("notices", notices),
    ("messages", messages),
    ("reviews_written", reviews_written),
    ("reviews_received", reviews_received),
    ("proposals", own_proposals),
    ("votes", votes),
    ("wishes", own_wishes),
    ("searches", own_searches),
    ("reports", own_reports),
    ("invite_links", invite_links),
    ("mailed_invitations", mailed_invitations),
)


def _reviews(found: Iterable[Review], other: str) -> Rows:
    names = ("event_id", "rated_as", "rating", "text", "created_at", "updated_at")
    return [
        {name: getattr(each, name) for name in names}
        | {other: None if other == "author_id" and each.anonymous else getattr(each, other)}
        for each in found
    ]


def _of_events(
    user_id: str, after: Any, page_of: Callable[..., Any], author: str, names: str
) -> tuple[Rows, Any]:
    """What the user made, of the items of all events that the user had to do with.

    Goes on behind an event, or within the next one's items.
    """
    text = after is None or isinstance(after, str)  # text in cursors of the release before
    behind, position = (after, None) if text else after
    rows: Rows = []
    left = MOST_MESSAGES
    for number, sort in enumerate(_event_ids(user_id, behind)):
        if number == PAGE or not left:
            return rows, (behind, None)
        found, position = page_of(sort.rpartition("#")[2], left, position)
        rows += [_row(each, names) for each in found if getattr(each, author) == user_id]
        if position:
            return rows, (behind, position)
        left -= len(found)
        behind = sort
    return rows, None


def _chat(event_id: str, limit: int, after: Any) -> tuple[list[MessageItem], Any]:
    partition, prefix = keys.message(event_id, "")
    page = MessageItem.query(
        partition, MessageItem.sk.startswith(prefix), limit=limit, last_evaluated_key=after
    )
    return list(page), page.last_evaluated_key


def _event_ids(user_id: str, after: str | None) -> Iterator[str]:
    """By start, each once: `start#event` of own, moderated and booked events."""
    sources = (
        (EventItem, keys.host_events(user_id), ""),
        (ModeratorItem, keys.user(user_id), "MODERATOR#"),
        (BookingItem, keys.user(user_id), "BOOKING#"),
    )
    read = (_sorts(kind, partition, prefix, after or "") for kind, partition, prefix in sources)
    yield from (sort for sort, _ in groupby(merge(*read)) if sort > (after or ""))


def _sorts(kind: type[MainItem], partition: str, prefix: str, low: str) -> Iterator[str]:
    within = kind.user_sort.between(prefix + (low or "0"), prefix + keys.AFTER_ALL)
    for item in kind.query(partition, within, index_name="by_user", page_size=PAGE):
        yield str(item.user_sort).removeprefix(prefix)


def _page(
    kind: type[MainItem] | type[FeedItem],
    partition: str,
    sort: Any,
    prefix: str,
    names: str,
    after: Position | None,
    index: str | None = None,
) -> tuple[Rows, Position | None]:
    page = kind.query(
        partition,
        sort.startswith(prefix) if prefix else None,
        index_name=index,
        limit=PAGE,
        last_evaluated_key=after,
    )
    return [_row(item, names) for item in page], page.last_evaluated_key


def _row(item: Any, names: str) -> dict[str, Any]:
    return {name: _plain(getattr(item, name)) for name in names.split()}


def _plain(value: Any) -> Any:
    return keys.instant(value) if isinstance(value, datetime) else value
