"""Feed rows of what changed and was not yet compared: written by `FollowUp`, worked off once a day.

A row goes when nothing differs. What differs is kept in it, and is a mismatch when the next run sees
the same: what was on its way has arrived by then.
"""

from collections.abc import Iterator, Sequence

from pynamodb.attributes import UnicodeSetAttribute

from seance.bookings.effects import pairs
from seance.cloud import keys
from seance.cloud.clock import now
from seance.cloud.concurrency import written
from seance.cloud.streams import Change
from seance.cloud.tables import FeedItem, InstantAttribute
from seance.reconciliation.comparison import Subject
from seance.reconciliation.model import SETTLED, Mismatch


class ChangedItem(FeedItem, discriminator="changed"):
    """`seen` is what differed at the first look, a line each."""

    at = InstantAttribute()
    seen = UnicodeSetAttribute(null=True)


def subjects(batch: Sequence[Change]) -> set[Subject]:
    """Whose copies and counters these changes touch."""
    found: set[Subject] = set()
    for change in batch:
        match change.item:
            case "event" if change.only("left", "waiting", "asking", "cause"):
                pass  # copies of what was noted with the booking that changed them
            case "event":
                found.add(("EVENT", change.image["id"]))
            case "seats" | "booking":
                found.add(("EVENT", change.image["event_id"]))
            case "review":
                found.add(("USER", change.image["subject_id"]))
            case "profile":
                found.add(("USER", change.image["pk"].removeprefix("USER#")))
            case "block" | "blocks":
                found |= {("PAIR", keys.pair(*each)) for each in pairs(change)}
    return found


def note(batch: Sequence[Change]) -> None:
    """Have what these changes touch compared; again what was noted already."""
    for subject in subjects(batch):
        ChangedItem.of(keys.changed(*subject), at=now()).save()


def settled() -> Iterator[tuple[ChangedItem, Subject]]:
    """What changed and has had time to follow."""
    for item in ChangedItem.query(keys.changed("", "")[0], page_size=25):
        if item.at <= now() - SETTLED:
            kind, _, identity = item.sk.partition("#")
            yield item, (kind, identity)


def keep(item: ChangedItem, differs: Sequence[Mismatch]) -> list[Mismatch]:
    """What differed at the last look, too; the row stays only for what is new, and what changed again."""
    lines = {str(each): each for each in differs}
    twice = [each for line, each in lines.items() if line in (item.seen or ())]
    as_read = ChangedItem.at == item.at
    if len(twice) == len(lines):
        written(lambda: item.delete(condition=as_read))
    else:
        seen = ChangedItem.seen.set(set(lines))
        written(lambda: item.update(actions=[seen], condition=as_read))
    return twice
