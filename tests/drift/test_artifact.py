"""What is deployed, built as for Lambda: compiled, small, without what no function reads, and whole."""

import ast
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from local.artifact import artifact, path_of
from tests.budgets.test_imports import NAMES, QUIET, ROOT

MOST_MEGABYTES = 40  # of the dependencies, unzipped
HASHED, CHECKED = 1, 2  # flags of bytecode (PEP 552)
ASKED = re.compile(r"clients\.client\(\s*\"([a-z0-9-]+)\"")
CODE = [*(ROOT / "layers" / "shared").rglob("*.py"), *(ROOT / "functions").rglob("*.py")]
SERVICES = {name for path in CODE for name in ASKED.findall(path.read_text("utf-8"))}

# What none of a kind loads before it needs it.
NEVER = {"httpx", "boto3", "jinja2", "babel", "fluent", "python_multipart", "multipart"}
NEVER |= {"email_validator", "pydantic.v1", "aws_xray_sdk", "botocore.docs.service"}
NEVER |= {"aws_lambda_powertools.utilities.data_classes.sqs_event"}
WEB = {"fastapi", "starlette", "pydantic", "mangum", "opentelemetry", "anyio"}
FILES = {  # make `.ics` files
    "calendars.get_city",
    "calendars.get_feed",
    "calendars.get_file",
    "calendars.get_host",
    "queues.send_email",
}
KINDS = {
    "http": (set(NAMES) - set(QUIET) - FILES, NEVER | {"icalendar"}),
    "http with a file": (FILES - set(QUIET), NEVER),
    "streams, queues and schedules": (set(QUIET) - FILES, NEVER | WEB | {"icalendar"}),
    "queues with a file": (FILES & set(QUIET), NEVER | WEB),
}


@pytest.fixture(scope="module")
def built() -> Path:
    return artifact()


def said(built: Path, code: str, *besides: str) -> str:
    """What a process says that sees nothing but what is deployed and Python's own library."""
    code = f"import os, sys\nsys.path[:0] = {path_of(built, *besides)!r}\n{code}"
    ended = subprocess.run(  # noqa: S603 # this interpreter, this code
        [sys.executable, "-I", "-S", "-B", "-c", code],
        env={
            "AWS_DEFAULT_REGION": "eu-central-1",
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "MAIN_TABLE": "main",
            "FEED_TABLE": "feed",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


@pytest.mark.parametrize(
    ("part", "flags"),
    [
        ("dependencies", HASHED),
        ("push", HASHED),
        ("pictures", HASHED),
        ("shared", HASHED),
        ("functions", HASHED | CHECKED),
    ],
)
def test_every_module_has_bytecode_of_this_source_and_runtime(
    built: Path, part: str, flags: int
) -> None:
    sources = [*(built / part).rglob("*.py")]
    assert sources
    for source in sources:
        compiled = Path(importlib.util.cache_from_source(str(source))).read_bytes()
        assert compiled[:4] == importlib.util.MAGIC_NUMBER, source
        assert int.from_bytes(compiled[4:8], "little") == flags, source
        assert compiled[8:16] == importlib.util.source_hash(source.read_bytes()), source


def test_the_dependencies_are_small(built: Path) -> None:
    sizes = [path.stat().st_size for path in (built / "dependencies").rglob("*") if path.is_file()]
    assert sum(sizes) <= MOST_MEGABYTES * 1_000_000


def test_the_layer_knows_the_services_that_are_asked_and_no_other(built: Path) -> None:
    data = built / "dependencies" / "python" / "botocore" / "data"
    assert {path.name for path in data.iterdir() if path.is_dir()} == SERVICES
    addresses = said(
        built,
        f"import boto3\nfor name in {sorted(SERVICES)!r}: print(boto3.client(name).meta.endpoint_url)",
    )
    assert all(".eu-central-1.amazonaws.com" in each for each in addresses.split())
    assert len(addresses.split()) == len(SERVICES)


@pytest.mark.parametrize("kind", KINDS)
def test_an_operation_loads_nothing_that_it_does_not_need(built: Path, kind: str) -> None:
    names, forbidden = KINDS[kind]
    loaded = said(
        built, f"for name in {sorted(names)!r}: __import__(name)\nprint(*sys.modules)"
    ).split()
    assert names <= set(loaded)
    assert not forbidden & set(loaded)


def test_what_is_loaded_late_is_there_too(built: Path) -> None:
    nodes = [node for path in CODE for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    names = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    names -= {"snapshot_restore_py"}  # it comes with the runtime
    late = sorted(name for name in names if not name.startswith("mypy_boto3"))  # types alone
    assert "aws_lambda_powertools.utilities.idempotency" in late
    said(built, f"for name in {late!r}: __import__(name)\nimport boto3, httpx", "push")


def test_an_operation_answers_from_what_is_deployed_alone(built: Path) -> None:
    event = (ROOT / "events" / "get_openapi_document.json").read_text("utf-8")
    answer = said(
        built,
        f"""
import json
from types import SimpleNamespace
from meta.openapi_document import handler
context = SimpleNamespace(get_remaining_time_in_millis=lambda: 25_000)
print(json.dumps(handler(json.loads({event!r}), context)))
""",
    )
    assert json.loads(answer)["statusCode"] == 200
