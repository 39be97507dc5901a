"""Deleting an account (M15, situation 10): what is done, in which order. `STEPS` is the whole list.

Every step takes a page of what is left to do and answers where it goes on, or nothing when it is
through. It writes on conditions and may run twice, so an interrupted departure goes on from its
message, and in the end the same is true. A new room adds its step here, if it keeps anything of a
user that does not lie in the user's own partitions.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from seance.bookings import store as bookings
from seance.bookings.event_updates import change_event
from seance.bookings.model import LIVE, Action, decide
from seance.bookings.store import BookingItem
from seance.calendars import feeds as calendars
from seance.cloud import concurrency, identity, keys, limits
from seance.cloud.clock import now
from seance.cloud.tables import FeedItem, Item, MainItem
from seance.errors import EventStarted, NotFound
from seance.events import moderators
from seance.events import store as events
from seance.events.model import Event, Seats, cancel
from seance.live import store as live
from seance.people import former
from seance.people.blocks import with_whom
from seance.people.store import followers, following, unfollow
from seance.proposals import store as proposals
from seance.reports import store as reports
from seance.reviews import lists as reviews
from seance.wishes import store as wishes

PAGE = 10
SWEPT_AT_ONCE = 50
REST = timedelta(seconds=30)  # longer than a request that was let in just before takes
Step = Callable[[str, Any], Any]


def close(user_id: str, _: Any) -> None:
    """No write of the user is let in any more."""
    limits.close(user_id)


def call_off(user_id: str, after: Any) -> Any:
    """Own events to come are cancelled, and their guests told (R9)."""
    items, last = events.of_host(user_id, PAGE, after, upcoming=True, moment=now())
    for item in items:
        try:
            change_event(events.id_of(item), user_id, _cancelled)
        except (EventStarted, NotFound):
            continue
    return last


def free_seats(user_id: str, after: Any) -> Any:
    """Seats come back, requests are withdrawn, invitations refused; old bookings lose the name."""
    partition, prefix = keys.booking(user_id, "")
    page = BookingItem.query(
        partition,
        BookingItem.sk.startswith(prefix),
        limit=PAGE,
        last_evaluated_key=after,
        consistent_read=True,
    )
    for item in page:
        concurrency.decide(lambda event_id=item.event_id: _leave(event_id, user_id))  # type: ignore[misc]
        bookings.forget_guest(user_id, item.event_id)
    return page.last_evaluated_key


def step_down(user_id: str, after: Any) -> Any:
    """A moderator's rights are given back."""
    ids, last = moderators.moderated_by(user_id, PAGE, after)
    for event_id in ids:
        concurrency.decide(lambda each=event_id: _step_down(each, user_id))  # type: ignore[misc]
    return last


def stop_following(user_id: str, after: Any) -> Any:
    """Whom the user follows."""
    ids, last = following(user_id, PAGE, after)
    for host_id in ids:
        unfollow(user_id, host_id)
    return last


def lose_followers(user_id: str, after: Any) -> Any:
    """Who follows the user."""
    ids, last = followers(user_id, PAGE, after)
    for follower_id in ids:
        unfollow(follower_id, user_id)
    return last


def make_peace(user_id: str, after: Any) -> Any:
    """Other people's blocks forget the user; the user's own items go with the rest."""
    others, last = with_whom(user_id, SWEPT_AT_ONCE, after)
    for other_id in others:
        former.part(user_id, other_id)
    return last


def unsign_reviews(user_id: str, after: Any) -> Any:
    """Reviews stay and count as before, without their author."""
    return reviews.anonymise(user_id, PAGE, after)


def withdraw_proposals(user_id: str, after: Any) -> Any:
    """Own proposals go with their votes; what one became is an event, and called off as one."""
    ids, last = proposals.of_host(user_id, 1, after)
    for proposal_id in ids:
        proposals.remove(proposal_id)
    return last


def take_votes_back(user_id: str, after: Any) -> Any:
    """Votes on others' proposals."""
    ids, last = proposals.of_voter(user_id, PAGE, after)
    for proposal_id in ids:
        concurrency.decide(lambda each=proposal_id: proposals.forget_voter(each, user_id))  # type: ignore[misc]
    return last


def take_wishes_back(user_id: str, after: Any) -> Any:
    """Wishes, which are counted; saved searches go with the rest."""
    items, last = wishes.of_user(user_id, PAGE, after)
    for item in items:
        wishes.withdraw(user_id, item.film_id)
    return last


def unsign_reports(user_id: str, after: Any) -> Any:
    """Reports stay with their case, without who made them."""
    return reports.anonymise(user_id, PAGE, after)


def close_calendar(user_id: str, _: Any) -> None:
    """The private calendar feed answers nobody any more."""
    calendars.remove(user_id)


def hang_up(user_id: str, _: Any) -> None:
    """Live connections hear nothing more, and what they ask is answered with `unauthorized`."""
    for connection_id in live.connections_of(user_id):
        live.forget(connection_id)


def empty_feed(user_id: str, after: Any) -> Any:
    """Notices, silences, pointers."""
    return _sweep(FeedItem, user_id, after, kept=())


def empty_partition(user_id: str, after: Any) -> Any:
    """Whatever else lies with the user: agenda, settings, blocks, connections."""
    kept = (keys.profile(user_id)[1], keys.booking(user_id, "")[1], keys.WISH)
    return _sweep(MainItem, user_id, after, kept)


def forget_host(user_id: str, after: Any) -> Any:
    """Own events of the past stay, with a former host and without the address."""
    items, last = events.all_of_host(user_id, PAGE, after)
    for event in events.find_many([events.id_of(item) for item in items]).values():
        events.forget_host(event)
    return last


def remove_sign_in(user_id: str, _: Any) -> None:
    """Nobody signs in as this user again."""
    identity.remove_user(user_id)


def bury(user_id: str, _: Any) -> None:
    """The profile goes last: while it is there, the departure goes on."""
    former.bury(user_id)


def rest(_: str, __: Any) -> None:
    """Requests that were let in before end now; what they wrote, the second round finds."""


RELEASE: tuple[Step, ...] = (
    close,
    call_off,
    free_seats,
    step_down,
    stop_following,
    lose_followers,
    make_peace,
    unsign_reviews,
    close_calendar,
    hang_up,
    empty_feed,
    empty_partition,
    withdraw_proposals,
    take_votes_back,
    take_wishes_back,
    unsign_reports,
)
STEPS: tuple[Step, ...] = (*RELEASE, rest, *RELEASE, forget_host, remove_sign_in, bury)


def advance(user_id: str, place: int, after: Any) -> tuple[int, Any] | None:
    """Do what is next until a page ends or it is time to rest; where to go on, nothing at the end."""
    if not former.is_leaving(user_id):
        return None  # a late twin of the last message
    while place < len(STEPS):
        after = STEPS[place](user_id, after)
        if after is not None:
            return place, after
        place += 1
        if STEPS[place - 1] is rest:
            return place, None
    return None


def _cancelled(event: Event, seats: list[Seats], moment: Any) -> tuple[Event, list[Seats]]:
    return cancel(event, moment, None), seats


def _leave(event_id: str, user_id: str) -> None:
    """The booking's end, as if its guest had withdrawn or refused; of a past event it stays."""
    try:
        at = bookings.situation(event_id, user_id)
    except NotFound:
        return
    was = at.booking
    if was is None or was.status not in LIVE:
        return
    action: Action = "refuse" if was.status == "invited" else "withdraw"
    try:
        booking = decide(action, at.event, at.seats, was, user_id, None, now())
    except EventStarted:
        return
    bookings.write(was, booking, at)


def _step_down(event_id: str, user_id: str) -> None:
    found = events.find(event_id)
    if found and user_id in found[0].moderator_ids:
        moderators.remove(found[0], user_id)


def _sweep(table: type[Item], user_id: str, after: Any, kept: tuple[str, ...]) -> Any:
    """Remove a page of a user's partition, whatever it holds, but for keys that begin so."""
    found, last = table.keys_of(keys.user(user_id), SWEPT_AT_ONCE, after)
    for sort in found:
        if not sort.startswith(kept):
            concurrency.decide(lambda each=sort: table.remove((keys.user(user_id), each)))  # type: ignore[misc]
    return last
