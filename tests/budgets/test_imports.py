"""P2: what a cold start must not load, seen in a fresh interpreter."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FUNCTIONS = ROOT / "functions"
NAMES = [
    ".".join(path.relative_to(FUNCTIONS).with_suffix("").parts)
    for path in sorted(FUNCTIONS.rglob("*.py"))
]
QUIET = [name for name in NAMES if name.split(".")[0] in {"streams", "queues", "schedules"}]
WEB = ("fastapi", "starlette", "pydantic", "httpx", "aws_xray_sdk")


def loaded(names: list[str]) -> set[str]:
    """The modules that importing these operations loads, without a setting in the environment."""
    code = f"import sys\nfor name in {names!r}: __import__(name)\nprint(' '.join(sys.modules))"
    path = os.pathsep.join([str(FUNCTIONS), str(ROOT / "layers" / "shared")])
    ended = subprocess.run(  # noqa: S603 # this interpreter, this code
        [sys.executable, "-c", code],
        env={"PYTHONPATH": path, "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ended.stdout.split())


def test_streams_queues_and_schedules_load_nothing_of_the_web() -> None:
    assert not loaded(QUIET) & set(WEB)


def test_no_request_loads_a_client_of_other_services_or_a_tracer() -> None:
    others = [name for name in NAMES if name not in QUIET]
    assert not loaded(others) & {"httpx", "aws_xray_sdk"}


@pytest.mark.parametrize("name", ["streams.tell", "queues.promote", "bookings.approve"])
def test_importing_needs_no_environment(name: str) -> None:
    assert name in loaded([name])
