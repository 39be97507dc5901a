"""The guest list of an event as CSV (M42; RFC 4180), for the host's spreadsheet, which executes nothing of it.

It begins with the mark by which Excel knows UTF-8. Every cell is quoted, so that a name begins no cell of its own
where `;` separates, and what a spreadsheet would take for a formula begins with an apostrophe.
Source: OWASP, https://owasp.org/www-community/attacks/CSV_Injection.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from seance.bookings import lists
from seance.bookings.model import Booking
from seance.cloud import deadline
from seance.cloud.tables import Position
from seance.people.store import names_of

BYTE_ORDER_MARK = "\ufeff"
COLUMNS = ("name", "status", "seats", "asked", "decided")
FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\0",
    "＝",
    "＋",
    "－",
    "＠",
)  # the last of full width
PAGE, MOST_PAGES = 100, 100
# Of the 6,291,556 that Lambda takes; a page more may follow (see `seance.accounts.export`).
MOST_BYTES = 4_000_000
PAGE_SECONDS = 2  # more than a page takes


def part(event_id: str, after: Position | None) -> tuple[str, Position | None]:
    """Up to 10,000 bookings in the order of asking, fewer where names are long or time is short; and where to go on."""
    pages, size = [BYTE_ORDER_MARK, _lines([COLUMNS])], 0
    for _ in range(MOST_PAGES):
        bookings, after = lists.of_event(event_id, None, PAGE, after)
        names = names_of(each.guest_id for each in bookings)
        pages.append(_lines(_row(each, names.get(each.guest_id, "—")) for each in bookings))
        size += len(json.dumps(pages[-1]))
        if after is None or size > MOST_BYTES or deadline.left() < PAGE_SECONDS:
            break
    return "".join(pages), after


def _lines(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue()


def _row(booking: Booking, name: str) -> list[str]:
    asked, decided = _instant(booking.requested_at), _instant(booking.decided_at)
    return [defused(each) for each in (name, booking.status, str(booking.seats), asked, decided)]


def defused(cell: str) -> str:
    """A cell that every spreadsheet shows as text."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _instant(moment: datetime | None) -> str:
    """`2026-12-01T18:00:00Z`; nothing where it is not known."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z") if moment else ""
