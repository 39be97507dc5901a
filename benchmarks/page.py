"""P15: JavaScript of the event page over the wire, and Lighthouse on every screen of a local cloud of its own."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.report import Figure, run
from local.place import CHECKOUT
from local.telling import tell

FOLDER = CHECKOUT / ".local" / "bench"
SCORES = Path(__file__).parent / "lighthouse.json"
SIZE = re.compile(r"^(.+): ([\d.]+) kB of JavaScript", re.MULTILINE)


def measure() -> list[Figure]:
    """Kilobytes and scores, the worst first."""
    built = subprocess.run(["make", "web"], cwd=CHECKOUT, check=True, capture_output=True, text=True)  # fmt: skip
    sizes = dict(SIZE.findall(built.stdout))
    with cloud() as environment:
        tell("  Lighthouse, five rounds of every screen ...")
        subprocess.run(["make", "lighthouse"], cwd=CHECKOUT, check=True, env=environment)
    scores = json.loads(SCORES.read_text("utf-8"))["results"]
    return [
        *(Figure(f"{screen}, JavaScript", float(size), "kB", "P15.script" if screen == "event page" else None) for screen, size in sizes.items()),
        *(Figure(each["screen"], each["performance"], "Lighthouse performance", "P15.lighthouse") for each in sorted(scores, key=lambda each: int(each["performance"]))),
    ]  # fmt: skip


@contextmanager
def cloud() -> Iterator[dict[str, str]]:
    """The environment of a local cloud that runs meanwhile, beside the one that `make up` may have started."""
    # Its ports are its folder's own: those that may be set are for another cloud.
    environment = {
        name: each for name, each in os.environ.items() if not name.startswith("SEANCE_")
    }
    environment["SEANCE_LOCAL_DIR"] = str(FOLDER)
    try:
        subprocess.run(["make", "up"], cwd=CHECKOUT, check=True, env=environment)
        yield environment
    finally:
        subprocess.run(["make", "down"], cwd=CHECKOUT, check=False, env=environment)
        shutil.rmtree(FOLDER, ignore_errors=True)


if __name__ == "__main__":
    run(measure)
