"""Signatures with the stack's secret, so that nobody makes up a cursor or a link of their own.

The secret may be replaced: what was signed with the one before stays good until it is replaced again.
Nothing in a signature tells which of the two it is made with: two are tried faster than one is looked
up, and links of before, and of code that is not yet replaced, are read as they are.
"""

import hashlib
import hmac
from collections.abc import Iterator

from seance.cloud.config import settings
from seance.cloud.encryption import former_secret, shared_secret


def keys() -> Iterator[bytes]:
    """The key that signs, then the one before. Fetched only by who signs or checks something."""
    arn = settings().cursor_secret_arn
    yield shared_secret(arn).encode()
    if former := former_secret(arn):
        yield former.encode()


def signature(payload: bytes, scope: str) -> bytes:
    """16 bytes; the scope keeps what was signed for one purpose from serving another."""
    return signature_with(next(keys()), payload, scope)


def is_signed(payload: bytes, scope: str, given: bytes) -> bool:
    """Whether `given` is our signature, compared in constant time."""
    return any(hmac.compare_digest(given, signature_with(key, payload, scope)) for key in keys())


def signature_with(key: bytes, payload: bytes, scope: str) -> bytes:
    """The same with a given one of the keys."""
    return hmac.new(key, scope.encode() + b"\0" + payload, hashlib.sha256).digest()[:16]
