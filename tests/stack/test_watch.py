"""`make watch`: what is changed in the checkout answers at once; `make up` goes on from there."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from local import code, watch
from local.place import Place
from local.up import up
from tests.stack.waiting import eventually


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the code, which may be edited."""
    copy = tmp_path.resolve()
    without = shutil.ignore_patterns("__pycache__")
    shutil.copytree(code.FUNCTIONS, copy / "functions", ignore=without)
    shutil.copytree(code.SHARED, copy / "shared", ignore=without)
    monkeypatch.setattr(code, "FUNCTIONS", copy / "functions")
    monkeypatch.setattr(code, "SHARED", copy / "shared")
    monkeypatch.setattr(watch, "CODE", (copy / "functions", copy / "shared"))
    return copy


@pytest.fixture
def watched(place: Place, checkout: Path) -> Iterator[None]:
    """Somebody watches meanwhile."""
    end = Event()
    with ThreadPoolExecutor(1) as beside:
        watching = beside.submit(watch.watch, place, end)
        try:
            yield
        finally:
            end.set()
        watching.result()


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def health(place: Place) -> str:
    try:
        with urlopen(f"{place.url}/api/v1/health", timeout=60) as answer:  # noqa: S310 # loopback
            return f"{answer.read().decode()} {answer.headers.get('x-changed')}"
    except HTTPError as error:  # the process that answered was replaced
        return str(error)


def test_a_changed_operation_answers(place: Place, checkout: Path, watched: None) -> None:
    file = checkout / "functions/meta/health.py"

    def is_seen() -> bool:  # whoever watches may not have begun
        edit(file, ' = "ok', ' = "ok!')
        return code.carried(place).exists()

    eventually(is_seen, what="The change")
    eventually(lambda: health(place), lambda said: "ok!" in said, what="The changed operation")


def test_a_change_of_the_shared_package_is_in_the_operations(place: Place, checkout: Path) -> None:
    file = checkout / "shared/seance/web/app.py"
    edit(file, '        return {**found, "body"', '        found["headers"]["x-changed"] = "yes"\n        return {**found, "body"')  # fmt: skip
    watch.carry(place, {file})
    eventually(lambda: health(place), lambda said: said.endswith(" yes"))


def test_the_next_up_deploys_what_stands_in_the_checkout(place: Place) -> None:
    up(place, with_demo=False)
    eventually(lambda: health(place), lambda said: said == '{"status":"ok"} None')
    assert not code.carried(place).exists()
