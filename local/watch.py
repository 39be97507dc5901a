"""`make watch`: what is changed in the checkout answers on the running local cloud a moment later.

Code is put straight into the functions that run it; the page is bundled and templates are deployed as by
`make up`.
"""

import argparse
import json
from collections.abc import Collection
from pathlib import Path
from threading import Event

import watchfiles

from local import cloud, code, deploy, page, processes
from local.place import CHECKOUT, Place, find_place, parse_parameters
from local.telling import TroubleError, run, step, tell
from local.up import up

CODE = (code.FUNCTIONS, code.SHARED / "seance")
PAGE = tuple(page.WEB / name for name in page.SOURCES)
TEMPLATES = tuple(CHECKOUT / name for name in deploy.SOURCES if name not in {"functions", "layers"})


def carry(place: Place, changed: Collection[Path]) -> None:
    """Bring these files onto the cloud. Raises TroubleError where they do not deploy or build."""
    names = ", ".join(sorted({each.name for each in changed}))
    if any(_within(each, TEMPLATES) for each in changed):
        up(place, with_demo=False)
        return
    if own := [each for each in changed if _within(each, CODE)]:
        with step(f"Putting {names} into the functions"):
            functions = code.put(place, own)
        tell(f"  {functions[0] if len(functions) == 1 else f'{len(functions)} functions'}")
    if any(_within(each, PAGE) for each in changed):
        page.prepare(place)
        page.serve(place, json.loads(place.stack_file.read_text())["outputs"])


def watch(place: Place, end: Event | None = None) -> None:
    """Carry what changes until the end, which is Ctrl-C if none is given."""
    found = [each for each in (*CODE, *PAGE, *TEMPLATES) if each.exists()]
    for changes in watchfiles.watch(*found, debounce=200, stop_event=end):
        try:
            carry(place, {Path(name) for _, name in changes})
        except TroubleError as trouble:
            tell(f"✗ {trouble}")


def _within(file: Path, folders: Collection[Path]) -> bool:
    return any(file.is_relative_to(each) for each in folders)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parameters", default="", help="those that `make up` was given")
    place = find_place(parameters=parse_parameters(parser.parse_args().parameters))
    if not processes.running(cloud.NAME, place.folder):
        raise TroubleError("The local cloud does not run.", "Start it with: make up")
    tell(f"Watching functions, layers/shared, templates and web for {place.url}. Ctrl-C ends it.")
    watch(place)


if __name__ == "__main__":
    run(main)
