"""SnapStart: what a function makes before its snapshot, and what every copy of it makes anew.

Lambda calls both where the parameter `SnapStart` is set; elsewhere nothing is called. Before the
snapshot is made what is the same for all: settings, logger, the tables' clients (no request is sent).
A copy needs its own randomness, or all of them would wait alike before they try again; no connection
and no secret of before, for the snapshot may be weeks old. Ids (ULID, uuid4) come from the system's
randomness whenever they are made, and credentials are of Lambda's container endpoint, which botocore
asks again when they end. Sources: "Lambda SnapStart runtime hooks for Python", "Handling uniqueness
with Lambda SnapStart" and "Working with Lambda environment variables" in the Lambda developer guide.
"""

import random
from collections.abc import Callable
from functools import lru_cache

from seance.cloud.config import settings
from seance.cloud.observability import logger

Hook = Callable[[], object]
_shared: list[Hook] = []
_own: list[Hook] = []


def shared(hook: Hook) -> None:
    """What makes something that every copy may share; named where it is made, when that is loaded."""
    _shared.append(hook)


def own(hook: Hook) -> None:
    """What has a copy make something anew."""
    _own.append(hook)


@lru_cache(maxsize=1)
def register() -> None:
    """Name both to Lambda's runtime, whose library `snapshot_restore_py` is on AWS only."""
    try:
        from snapshot_restore_py import (  # type: ignore[import-not-found]  # it comes with the runtime
            register_after_restore,
            register_before_snapshot,
        )
    except ImportError:
        return
    register_before_snapshot(prepare)
    register_after_restore(renew)


def prepare() -> None:
    """Make what every copy may share, of what this function has loaded."""
    settings()
    logger()
    for hook in _shared:
        hook()


def renew() -> None:
    """Make what is a copy's own; ends within milliseconds of the ten seconds that Lambda gives."""
    random.seed()
    for hook in _own:
        hook()
