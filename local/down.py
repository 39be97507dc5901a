"""`make down`: stops what `make up` started, and nothing else. The data stay."""

import argparse
import os
from pathlib import Path

from local import cloud, page, processes
from local.place import CHECKOUT
from local.telling import run, tell


def down(folder: Path) -> None:
    """Stop the gateway and the cloud of this folder, if they run."""
    if not any([processes.stop(page.NAME, folder), processes.stop(cloud.NAME, folder)]):
        tell("Nothing was running.")
        return
    tell("Stopped. `make up` brings it back with its data, `make clean` removes them.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="of the local cloud (default: .local)")
    asked = parser.parse_args()
    down(
        (asked.folder or Path(os.environ.get("SEANCE_LOCAL_DIR") or CHECKOUT / ".local")).resolve()
    )


if __name__ == "__main__":
    run(main)
