"""The page in a real Chromium, by Playwright: `web/tests`."""

import os
import subprocess

import pytest

from local import demo
from local.place import CHECKOUT
from tests.stack.cloud import Cloud


@pytest.fixture(scope="module")
def stage(cloud: Cloud) -> Cloud:
    """What is deployed, when the demo people have announced and asked."""
    demo.load(cloud.facts)
    return cloud


@pytest.mark.parametrize(
    "specs",
    [
        "walk",
        "accounts",
        "sessions",
        "asking",
        "hosting",
        "keeping",
        "languages",
        "words",
        "screens",
    ],
)
def test_the_page_as_people_use_it(stage: Cloud, specs: str) -> None:
    done = subprocess.run(  # noqa: S603
        ["npx", "--no-install", "playwright", "test", f"/{specs}.spec", "--workers=1"],  # noqa: S607
        cwd=CHECKOUT / "web",
        env=os.environ | {"SEANCE_URL": stage.place.url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " skipped" not in done.stdout, done.stdout
