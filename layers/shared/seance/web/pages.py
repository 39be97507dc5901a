"""Pages: opaque cursors, signed for one list of one user."""

import base64
import binascii
import hashlib
import hmac
import json
from functools import lru_cache
from typing import Any, Generic, TypeVar

from aws_lambda_powertools.utilities import parameters
from pydantic import BaseModel

from seance.cloud.config import settings
from seance.refusals import BadCursor

Listed = TypeVar("Listed")


class Page(BaseModel, Generic[Listed]):
    """One page of a list; full unless it is the last, which has no `next_cursor`."""

    items: list[Listed]
    next_cursor: str | None


@lru_cache(maxsize=1)
def _key() -> bytes:
    """Fetched only by who gives or gets a cursor: most pages are the only one."""
    return str(parameters.get_secret(settings().cursor_secret_arn)).encode()


def _signature(payload: bytes, scope: str) -> bytes:
    return hmac.new(_key(), scope.encode() + b"\0" + payload, hashlib.sha256).digest()[:16]


def write_cursor(position: Any, *scope: object) -> str | None:
    """A cursor for a position in the list that `scope` names (operation, user, filters)."""
    if position is None:
        return None
    payload = json.dumps(position, separators=(",", ":"), ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(_signature(payload, repr(scope)) + payload).decode().rstrip("=")


def read_cursor(cursor: str | None, *scope: object) -> Any:
    """The position in a cursor that `write_cursor` made for the same scope; else `BadCursor`."""
    if cursor is None:
        return None
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise BadCursor from None
    if not hmac.compare_digest(raw[:16], _signature(raw[16:], repr(scope))):
        raise BadCursor
    return json.loads(raw[16:])
