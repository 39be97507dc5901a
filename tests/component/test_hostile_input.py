"""What no honest client sends: always a problem of the contract, whatever the operation."""

import json
from typing import Any

import pytest

from local.api import DOCUMENT
from tests.component.gateway import Answer, Person, World

EVENT = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
PATHS: dict[str, Any] = json.loads(DOCUMENT.read_text(encoding="utf-8"))["paths"]
OPERATIONS = [
    (method.upper(), path, operation)
    for path, methods in PATHS.items()
    for method, operation in methods.items()
]
WITH_BODY = [(method, path) for method, path, each in OPERATIONS if "requestBody" in each]
PARAMETERS = [
    (method, path, where["name"])
    for method, path, each in OPERATIONS
    for where in each.get("parameters", ())
    if where["in"] == "query"
]
HEADERS = [
    (method, path, where["name"])
    for method, path, each in OPERATIONS
    for where in each.get("parameters", ())
    if where["in"] == "header"
]
BODIES = [
    "[" * 60_000,
    '{"a":' * 10_000,
    '{"text": ' + "[" * 900 + "]" * 900 + "}",
    '{"\\ud800": 1}',
    '{"text": "\\udfff", "name": "\\ud800", "message": "\\ud800", "reason": "\\ud800"}',
    '{"\\u0000": "\\u0000"}',
    '{"starts_at": "9999-12-31T23:59:59-23:59", "until": "0001-01-01T00:00:00+23:59"}',
    '{"a": ' + "9" * 5_000 + "}",
    '{"capacity": 1e400, "rating": NaN, "duration_minutes": -Infinity}',
    "null",
    "\u0000",
    '"text"',
]
WORDS = ["\u0000", "\ud7ff\uffff", "9" * 400, "-1", "1e400", "nan", "\U0010ffff" * 120, "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00Z", "%", "[]", "ﷺ" * 120, "é" * 64, "AAAA"]  # fmt: skip


def call(who: Person, method: str, path: str, body: str | None = None, **options: Any) -> Answer:
    """An operation with ids of the right form."""
    for name in ("event_id", "message_id"):
        path = path.replace(f"{{{name}}}", EVENT)
    path = path.replace("{which}", "day").replace("{", "").replace("}", "")
    return who.call(method, path, body, base="", **options)


def check(answer: Answer) -> None:
    """Done or refused, but never a fault of ours."""
    assert answer.status < 500 or answer.code == "upstream_unavailable", answer.body


@pytest.mark.parametrize(("method", "path"), WITH_BODY)
def test_no_body_is_a_fault_of_ours(host: Person, method: str, path: str) -> None:
    for body in BODIES:
        check(call(host, method, path, body))


@pytest.mark.parametrize(("method", "path", "name"), PARAMETERS)
def test_no_query_is_a_fault_of_ours(host: Person, method: str, path: str, name: str) -> None:
    for word in WORDS:
        check(call(host, method, path, **{name: word}))


@pytest.mark.parametrize(("method", "path", "name"), HEADERS)
def test_no_header_is_a_fault_of_ours(host: Person, method: str, path: str, name: str) -> None:
    for word in WORDS:
        check(call(host, method, path, "{}", headers={name: word}))


@pytest.mark.parametrize("language", ["ru;q=٣", "ru;q=1.0000", ";;;,,,", "ru" * 4000, "é"])
def test_no_language_is_a_fault_of_ours(world: World, language: str) -> None:
    answer = world.nobody.call("GET", "/me", headers={"Accept-Language": language})
    assert answer.status == 401


@pytest.mark.parametrize(
    "path", ["/s/%00", "/s/" + "é" * 400, "/events/\ud7ff", "/events/" + "x" * 900]
)
def test_no_address_is_a_fault_of_ours(world: World, path: str) -> None:
    check(world.nobody.call("GET", path, base=""))
