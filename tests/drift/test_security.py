"""The threat model names tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODEL = (ROOT / "docs/security.md").read_text()


def test_every_test_that_the_threat_model_names_exists() -> None:
    named = set(re.findall(r"`(?:tests/\w+/)?(test_\w+\.py)`", MODEL))
    there = {each.name for each in (ROOT / "tests").rglob("test_*.py")}

    assert len(named) > 10
    assert named <= there


def test_every_threat_has_its_test() -> None:
    rows = [line for line in MODEL.partition("## What is kept")[0].splitlines() if "|" in line]

    assert len(rows) > 10
    assert all(re.search(r"`(tests/|test_|make )", row.split("|")[4]) for row in rows[2:])
