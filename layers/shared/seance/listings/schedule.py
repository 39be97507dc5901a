"""One's own time (M29): what one hosts and what one asked for or has a seat of, between two instants; and what is put to the vote."""

from datetime import datetime, timedelta

from seance.bookings.store import BookingItem
from seance.cloud import keys
from seance.cloud.tables import MainItem
from seance.events.model import LONGEST
from seance.events.store import EventItem
from seance.people.blocks import blocks
from seance.proposals import store as proposals
from seance.proposals.model import Proposal

MOST = 500  # of each kind; less than the megabyte that one query reads
MOST_PROPOSALS = 50
Entry = EventItem | BookingItem


def between(user_id: str, since: datetime, until: datetime) -> tuple[list[Entry], datetime | None]:
    """What may overlap the time, by start, in two requests; and from when on there is more than was read."""
    low, high = keys.instant(since - LONGEST), keys.instant(until)
    booking = keys.booking("", "")[1]
    hosted = EventItem.query(
        keys.host_events(user_id),
        EventItem.user_sort.between(low, high),
        index_name="by_user",
        limit=MOST,
    )
    booked = BookingItem.query(
        keys.user(user_id),
        BookingItem.user_sort.between(booking + low, booking + high),
        index_name="by_user",
        limit=MOST,
    )
    found: dict[str, Entry] = {}
    ends = []
    for page in (hosted, booked):
        rows = {_by_start(each): each for each in page}
        found |= rows
        if page.last_evaluated_key:
            ends.append(max(rows))
    last = min(ends, default=keys.AFTER_ALL)
    entries = [found[place] for place in sorted(found) if place <= last]
    entries = [each for each in entries if not _is_hidden(each)]
    return entries, _after(last, since) if ends else None


def _is_hidden(entry: Entry) -> bool:
    """R24: an event that its guest does not see any more; the host does."""
    return isinstance(entry, BookingItem) and "hidden" in entry.event


def open_proposals(user_id: str) -> list[Proposal]:
    """What is open of the newest that one made, and that one was asked about or voted on, fifty of each.

    Not of who has to do with one no more (R17).
    """
    own, _ = proposals.of_host(user_id, MOST_PROPOSALS, None)
    others, _ = proposals.of_voter(user_id, MOST_PROPOSALS, None)
    found = proposals.find_many(dict.fromkeys(own + others))
    undecided = [each for each in found.values() if each.status == "open"]
    if not undecided:
        return []
    strangers = blocks(user_id, {each.host_id for each in undecided} - {user_id})
    return [each for each in undecided if not strangers.between(each.host_id)]


def _by_start(entry: MainItem) -> str:
    """As in `keys.by_start`: nobody has two entries of one event."""
    return str(entry.user_sort).removeprefix(keys.booking("", "")[1])


def _after(place: str, since: datetime) -> datetime:
    """Behind the start that is said there, and further on than one asked, so that every answer leads on."""
    start = datetime.fromisoformat(place.partition("#")[0])
    return max(start, since) + timedelta(milliseconds=1)
