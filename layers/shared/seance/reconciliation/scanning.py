"""Every event, user and pair of users that the tables know: for a look at everything, never for a request."""

from collections.abc import Iterator

from seance.cloud import keys
from seance.cloud.tables import FeedItem, Item, MainItem
from seance.reconciliation.comparison import Subject

PREFIXES = {
    "EVENT": "EVENT",
    "LINE": "EVENT",
    "SEATS": "EVENT",
    "USER": "USER",
    "WISHES": "WISHES",
    "CASE": "CASE",
}


def subjects(most_pages: int) -> Iterator[Subject]:
    """Each once, in the order of the tables; raises `TooMuch` when so many pages did not suffice.

    Reads the keys of both tables, which costs as much as reading all of them.
    """
    seen: set[Subject] = set()
    for table in (MainItem, FeedItem):
        for subject in _of(table, most_pages):
            if subject not in seen:
                seen.add(subject)
                yield subject


class TooMuch(Exception):  # a bound, not a fault
    """The tables have more pages than were allowed."""


def _of(table: type[Item], most_pages: int) -> Iterator[Subject]:
    after = None
    for _ in range(most_pages):
        found, after = table.scan_keys(after)
        for key in found:
            yield from _named_by(*key)
        if after is None:
            return
    raise TooMuch


def _named_by(partition: str, sort: str) -> Iterator[Subject]:
    """Whom and what a key names."""
    kind, _, rest = partition.partition("#")
    if kind in PREFIXES and rest:
        yield PREFIXES[kind], rest.partition("#")[0]
    if sort.startswith("BOOKING#"):
        yield "EVENT", sort.removeprefix("BOOKING#")
    if sort == keys.profile("")[1]:
        yield "ADDRESS", rest
    if sort.startswith(keys.WISH):
        yield "WISHES", sort.removeprefix(keys.WISH)
    if sort in (keys.blocks("")[1], keys.sees_blocks("")[1]):
        yield "BLOCKS", rest
    for prefix in (keys.block("", "")[1], keys.sees_block("", "")[1]):
        if sort.startswith(prefix):
            yield "PAIR", keys.pair(rest, sort.removeprefix(prefix))
