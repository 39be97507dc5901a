"""Waiting for what follows by itself, and doing things at the same instant."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Seen = TypeVar("Seen")

PATIENCE = 180.0  # seconds, a bound only: machines are slow at times, and nobody waits for nothing
PAUSE = 0.25


def eventually(
    look: Callable[[], Seen],
    holds: Callable[[Seen], object] = bool,
    *,
    what: str = "",
    seconds: float = PATIENCE,
) -> Seen:
    """What `look` sees once it `holds`; fails with the last thing seen when it never does."""
    deadline = time.monotonic() + seconds
    while True:
        seen = look()
        if holds(seen):
            return seen
        if time.monotonic() > deadline:
            raise AssertionError(f"{what or 'It'} did not come within {seconds:.0f} s: {seen!r}")
        time.sleep(PAUSE)


def at_once(*calls: Callable[[], Seen]) -> list[Seen]:
    """Every call from a thread of its own, let go together; answers in the order of the calls."""
    ready = threading.Barrier(len(calls))

    def run(call: Callable[[], Seen]) -> Seen:
        ready.wait(timeout=PATIENCE)
        return call()

    with ThreadPoolExecutor(max_workers=len(calls)) as threads:
        return list(threads.map(run, calls))


def side_by_side(*calls: Callable[[], Seen], width: int = 6) -> list[Seen]:
    """The calls a few at a time, to be done sooner; answers in their order."""
    with ThreadPoolExecutor(max_workers=width) as threads:
        return list(threads.map(lambda call: call(), calls))
