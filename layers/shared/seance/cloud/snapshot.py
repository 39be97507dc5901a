"""What a function makes before its first call, and with SnapStart what every copy makes anew.

Init has a whole processor whatever the function's memory, the first call has not; so settings, logger
and the tables' client (no request is sent) are made in init, or before the snapshot where the parameter
`SnapStart` is set. Outside Lambda nothing is called, and nothing is read from the environment.
During init nothing is collected, for what it makes stays, and looking it through again and again takes
a tenth of the time; then it is frozen (`gc.freeze` in Python's library reference).
A copy needs its own randomness, or all of them would wait alike before they try again; no connection
and no secret of before, for the snapshot may be weeks old. Ids (ULID, uuid4) come from the system's
randomness whenever they are made, and credentials are of Lambda's container endpoint, which botocore
asks again when they end. Sources: "Lambda SnapStart runtime hooks for Python", "Handling uniqueness
with Lambda SnapStart" and "Working with Lambda environment variables" in the Lambda developer guide.
"""

import gc
import os
import random
from collections.abc import Callable
from functools import lru_cache

from seance.cloud.config import settings
from seance.cloud.observability import logger

INITIALIZATION = "AWS_LAMBDA_INITIALIZATION_TYPE"  # "on-demand", for one; set by Lambda alone
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
    """The end of init, when all that the function needs is loaded."""
    _name_hooks()
    way = os.environ.get(INITIALIZATION)
    if way and way != "snap-start":
        prepare()
    if way:
        gc.freeze()
        gc.enable()


def _name_hooks() -> None:
    """To Lambda's runtime, whose library `snapshot_restore_py` is on AWS only, and calls them with SnapStart."""
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
