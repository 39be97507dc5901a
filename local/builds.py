"""What is built from the checkout alone, once for all local clouds beside each other."""

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

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


def zipped(folder: Path) -> bytes:
    """A folder's files, as functions and layers are handed over."""
    with TemporaryDirectory() as made:
        return Path(shutil.make_archive(f"{made}/code", "zip", folder)).read_bytes()
