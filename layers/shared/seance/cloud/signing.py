"""Signatures with the stack's secret, so that nobody makes up a cursor or a link of their own."""

import hashlib
import hmac
from functools import lru_cache

from seance.cloud.config import settings
from seance.cloud.encryption import shared_secret


@lru_cache(maxsize=1)
def key() -> bytes:
    """Fetched only by who signs or checks something."""
    return shared_secret(settings().cursor_secret_arn).encode()


def signature(payload: bytes, scope: str) -> bytes:
    """16 bytes; the scope keeps what was signed for one purpose from serving another."""
    return hmac.new(key(), scope.encode() + b"\0" + payload, hashlib.sha256).digest()[:16]


def is_signed(payload: bytes, scope: str, given: bytes) -> bool:
    """Whether `given` is our signature, compared in constant time."""
    return hmac.compare_digest(given, signature(payload, scope))
