"""By when the present call must have answered: all that waits or asks goes by it."""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

from seance.cloud import snapshot

LEAVING_SECONDS = 0.5  # what an answer needs to leave the function
Answer = TypeVar("Answer")

_end: ContextVar[float] = ContextVar("end", default=math.inf)


@contextmanager
def of(context: Any) -> Iterator[None]:
    """For this call of the function: as long as Lambda's context gives it, less a margin."""
    seconds = context.get_remaining_time_in_millis() / 1000
    token = _end.set(time.monotonic() + seconds - LEAVING_SECONDS)
    try:
        yield
    finally:
        _end.reset(token)


def kept(
    handler: Callable[[dict[str, Any], Any], Answer],
) -> Callable[[dict[str, Any], Any], Answer]:
    """A function that AWS calls, with its deadline; it may start from a snapshot."""
    snapshot.register()

    @wraps(handler)
    def in_time(event: dict[str, Any], context: Any) -> Answer:
        with of(context):
            return handler(event, context)

    return in_time


def left() -> float:
    """Seconds; infinite outside a call of a function."""
    return _end.get() - time.monotonic()


def within(seconds: float) -> float:
    """A timeout of so many seconds, or of what is left."""
    return max(0.0, min(seconds, left()))
