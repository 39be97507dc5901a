"""Rooms import downward only, and nothing happens at import."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEANCE = ROOT / "layers" / "shared" / "seance"
FUNCTIONS = ROOT / "functions"
NOT_ROOMS = {"web", "cloud", "i18n"}
ROOMS = {
    path.name for path in SEANCE.iterdir() if path.is_dir() and path.name != "__pycache__"
} - NOT_ROOMS
MODULES = sorted(SEANCE.rglob("*.py"))
OPERATIONS = sorted(FUNCTIONS.rglob("*.py"))
FORBIDDEN_AT_IMPORT = {"boto3", "settings", "now", "environ", "getenv", "client", "logger"}


def imports(path: Path) -> Iterator[str]:
    """Every module and name that a file imports, whenever it does, but for types only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def room_of(module: str) -> str | None:
    """The room that a module lies in."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "seance" and parts[1] in ROOMS else None


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SEANCE)))
def test_what_is_shared_knows_no_operation(path: Path) -> None:
    operations = {each.name for each in FUNCTIONS.iterdir()}
    assert not {name for name in imports(path) if name.split(".")[0] in operations | {"local"}}


@pytest.mark.parametrize("part", sorted(NOT_ROOMS))
def test_web_cloud_and_i18n_know_no_room(part: str) -> None:
    known = {room_of(name) for path in (SEANCE / part).rglob("*.py") for name in imports(path)}
    assert known == {None}


def test_cloud_does_not_know_web() -> None:
    known = {name for path in (SEANCE / "cloud").rglob("*.py") for name in imports(path)}
    assert not {name for name in known if name.startswith("seance.web")}


@pytest.mark.parametrize(
    "path", sorted(SEANCE.rglob("model.py")), ids=lambda path: path.parent.name
)
def test_a_model_knows_only_models(path: Path) -> None:
    own = [name for name in imports(path) if name.startswith("seance.")]
    allowed = ("model", "errors", "languages", "ids")
    assert all(any(part in allowed for part in name.split(".")) for name in own), own
    outside = {name.split(".")[0] for name in imports(path)} - {"seance"}
    assert not outside & {"boto3", "botocore", "pynamodb", "fastapi", "pydantic", "os", "time"}


@pytest.mark.parametrize(
    "path", sorted(SEANCE.rglob("store.py")), ids=lambda path: path.parent.name
)
def test_a_store_knows_no_web_and_no_schemas(path: Path) -> None:
    assert not {
        name for name in imports(path) if "schemas" in name or name.startswith("seance.web")
    }


def test_the_rooms_form_an_order() -> None:
    below: dict[str, set[str]] = {room: set() for room in ROOMS}
    for room in ROOMS:
        for path in (SEANCE / room).rglob("*.py"):
            below[room] |= {found for name in imports(path) if (found := room_of(name))} - {room}
    TopologicalSorter(below).prepare()  # raises CycleError


@pytest.mark.parametrize(
    "path",
    [path for path in OPERATIONS if path.parent.name in {"streams", "queues", "schedules"}],
    ids=lambda path: path.stem,
)
def test_who_answers_no_request_knows_no_web(path: Path) -> None:
    assert not {name for name in imports(path) if name.startswith(("seance.web", "fastapi"))}


@pytest.mark.parametrize("path", MODULES + OPERATIONS, ids=lambda path: path.stem)
def test_nothing_happens_at_import(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in _run_at_import(tree):
        if isinstance(node, ast.Call):
            called = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else getattr(node.func, "id", "")
            )
            assert called not in FORBIDDEN_AT_IMPORT, ast.unparse(node)
        assert not (isinstance(node, ast.Attribute) and node.attr == "environ"), ast.unparse(node)


def _run_at_import(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node outside of functions."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        yield node
        yield from _run_at_import(node)
