"""Pages: opaque cursors, signed for one list of one user."""

import base64
import binascii
import json
from typing import Any, Generic, TypeVar

from seance.cloud.signing import is_signed, signature
from seance.errors import BadCursor
from seance.web.answers import Out

Listed = TypeVar("Listed")


class Page(Out, Generic[Listed]):
    """One page of a list; full unless it is the last, which has no `next_cursor`."""

    items: list[Listed]
    next_cursor: str | None


def write_cursor(position: Any, *scope: object) -> str | None:
    """A cursor for a position in the list that `scope` names (operation, user, filters)."""
    if position is None:
        return None
    payload = json.dumps(position, separators=(",", ":"), ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(signature(payload, repr(scope)) + payload).decode().rstrip("=")


def read_cursor(cursor: str | None, *scope: object) -> Any:
    """The position in a cursor that `write_cursor` made for the same scope; else `BadCursor`."""
    if cursor is None:
        return None
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise BadCursor from None
    if not is_signed(raw[16:], repr(scope), raw[:16]):
        raise BadCursor
    return json.loads(raw[16:])
