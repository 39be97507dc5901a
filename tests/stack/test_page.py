"""The page in a real Chromium, by Playwright: `web/tests`."""

import os
import subprocess

import pytest

from local import demo
from local.place import CHECKOUT
from tests.stack.cloud import Cloud

PARTS = 4  # of the screens


@pytest.fixture(scope="module")
def stage(cloud: Cloud) -> Cloud:
    """What is deployed, when the demo people have announced and asked."""
    demo.load(cloud.facts)
    return cloud


@pytest.mark.parametrize(
    "specs",
    [
        *(f"screens.spec --shard={part}/{PARTS}" for part in range(1, PARTS + 1)),
        *(f"{name}.spec" for name in ("hosting", "keeping", "undoing", "words", "languages")),
        *(f"{name}.spec" for name in ("phones", "twice", "walk", "accounts", "sessions", "asking")),
    ],
)
def test_the_page_as_people_use_it(stage: Cloud, specs: str) -> None:
    traces = stage.place.folder / "browser"
    command = f"npx --no-install playwright test --workers=1 --output={traces} /{specs}"
    done = subprocess.run(  # noqa: S603
        command.split(),
        cwd=CHECKOUT / "web",
        env=os.environ | {"SEANCE_URL": stage.place.url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " skipped" not in done.stdout, done.stdout
