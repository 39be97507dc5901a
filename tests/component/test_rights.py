"""What a function asks of AWS is judged by its policies, whoever called it."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import Any

import pytest

from queues import tell_change
from tests import grants
from tests.component.gateway import CONTEXT, Person
from tests.component.pump import batch
from tests.component.storage import CLOUD
from tests.memory import policies, rights
from tests.memory.cloud import Asked
from tests.memory.policies import LEADING_KEYS, Grant, allows
from tests.memory.rights import Need


@pytest.fixture
def event(host: Person, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """An event, since when every function has lost its policies."""
    event = host.announce()
    monkeypatch.setattr(rights, "known", {})
    monkeypatch.setattr(rights, "allows", lambda *_: False)
    return event


def taken() -> set[Need]:
    """What was denied until now; the test does not fail for it."""
    told = set(rights.denied)
    rights.denied.clear()
    return told


def test_a_request_without_rights_is_told_with_its_function_and_key(
    host: Person, event: dict[str, Any]
) -> None:
    host.sees(event)

    told = taken()
    assert {each.function for each in told} == {"GetEvent"}
    assert "GetEvent may not dynamodb:Query on Main with EVENT#" in {str(each) for each in told}


def test_a_message_without_rights_is_told_with_its_function(
    event: dict[str, Any],
) -> None:
    tell_change.handler(batch({"event_id": event["id"]}), CONTEXT)

    assert {each.function for each in taken()} == {"TellChange"}


def test_what_a_test_asks_by_itself_is_not_judged(event: dict[str, Any]) -> None:
    CLOUD.perform(Asked("Scan", {"TableName": "main"}))

    assert taken() == set()


def test_a_thread_asks_for_the_function_that_started_it(event: dict[str, Any]) -> None:
    source = (
        "def ask(work):\n with ThreadPoolExecutor(1) as pool: pool.submit(copy_context().run, work)"
    )
    names: dict[str, Any] = {
        "ThreadPoolExecutor": ThreadPoolExecutor,
        "copy_context": copy_context,
    }
    exec(compile(source, f"{rights.FUNCTIONS}queues/refresh.py", "exec"), names)  # noqa: S102 # as if it stood there

    names["ask"](partial(CLOUD.perform, Asked("Scan", {"TableName": "main"})))

    assert taken() == {Need("RefreshCopies", "dynamodb:Scan", "Main")}


def test_a_policy_opens_its_actions_on_its_keys_only() -> None:
    def may(action: str, *keys: str) -> bool:
        return allows("GetEvent", f"dynamodb:{action}", "Main", {LEADING_KEYS: keys})

    assert may("BatchGetItem", "EVENT#", "SEATS#")
    assert not may("BatchGetItem", "EVENT#", "LINK#")
    assert not may("PutItem", "EVENT#")
    assert not allows("GetEvent", "dynamodb:GetItem", "Feed", {LEADING_KEYS: ("EVENT#",)})


def test_a_denial_beats_what_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[dict[str, Any]] = [
        {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"},
        {"Effect": "Deny", "Action": "sqs:SendMessage", "Resource": {"Fn::GetAtt": "Vk.Arn"}},
    ]
    monkeypatch.setattr(policies, "statements", lambda _: said)

    assert allows("Nobody", "sqs:SendMessage", "Telegram", {})
    assert not allows("Nobody", "sqs:SendMessage", "Vk", {})


@pytest.mark.parametrize(
    ("method", "path", "function"),
    [
        ("HEAD", "/api/v1/events/one", "GetEvent"),
        ("GET", "/api/v1/me/export", "ExportMe"),
        ("POST", "/api/v1/events", "CreateEvent"),
        ("GET", "/nowhere", None),
    ],
)
def test_a_request_belongs_to_the_function_of_its_route(
    method: str, path: str, function: str | None
) -> None:
    assert policies.function_of(method, path) == function


def test_a_grant_that_nothing_needed_is_too_much_until_a_reason_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    grant = Grant("GetEvent", "dynamodb:Query", "Main/index/by_time", "EVENT#*")
    need = Need("GetEvent", "dynamodb:Query", "Main/index/by_time", ("EVENT#",))
    monkeypatch.setattr(grants, "UNHEARD", {})

    assert grant in rights.unused(set())
    assert grant not in rights.unused({need})
    assert grants.too_much([grant]) == [f"No test needs: {grant}"]

    monkeypatch.setattr(grants, "UNHEARD", {"GetEvent: *": "because"})

    assert grants.too_much([grant]) == []

    monkeypatch.setattr(grants, "UNHEARD", {"GetEvents: *": "because"})

    assert grants.too_much([]) == ["A reason for what is not granted: GetEvents: *"]
