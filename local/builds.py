"""What is built from the checkout alone, once for all local clouds beside each other."""

import fcntl
from collections.abc import Callable
from pathlib import Path

from local.place import CHECKOUT

BUILDS = CHECKOUT / ".local" / "builds"


def built(name: str, wanted: str, build: Callable[[Path, Path], None]) -> Path:
    """The folder that `build(folder, log)` fills, made anew when `wanted` is another than before."""
    folder, done = BUILDS / name, BUILDS / f"{name}.txt"
    BUILDS.mkdir(parents=True, exist_ok=True)
    with (BUILDS / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder.exists() and done.exists() and done.read_text() == wanted):
            done.unlink(missing_ok=True)
            build(folder, BUILDS / f"{name}.log")
            done.write_text(wanted)
    return folder
