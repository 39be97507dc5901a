"""What the person at the terminal is told: progress, and what to do after a failure."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class TroubleError(Exception):
    """Something the person can put right: what happened, and what to do."""

    def __init__(self, happened: str, what_to_do: str) -> None:
        super().__init__(f"{happened}\n{what_to_do}")


def tell(line: str) -> None:
    print(line, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Announce a step of work and, when done, how long it took; others may stand beside it."""
    tell(f"· {what} ...")
    started = time.monotonic()
    yield
    tell(f"  {what}: done in {time.monotonic() - started:.1f} s")


def run(main: Callable[[], None]) -> None:
    """Run a command; trouble is told in words, not as a stack trace."""
    try:
        main()
    except TroubleError as trouble:
        sys.exit(f"\n✗ {trouble}")
    except KeyboardInterrupt:
        sys.exit("\nStopped. `make up` goes on where it was, `make down` stops what runs.")
