"""Every operation of the document, with what its schema allows and what it forbids.

No answer is a fault of ours, every answer has a status, a media type and a shape of the document, and
every refusal a code of the contract with its status. A failure says the seed and the request.
"""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as how
from hypothesis import strategies as st
from schemathesis.checks import load_all_checks
from schemathesis.core import NotSet
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from local.api import DOCUMENT
from seance import errors
from tests.component.clock import Clock
from tests.component.gateway import Answer, Caller
from tests.fuzz.settings import EXAMPLES, SEED
from tests.fuzz.town import Known, Town

SCHEMA: Any = schemathesis.openapi.from_dict(json.loads(DOCUMENT.read_text(encoding="utf-8")))
OPERATIONS = {each.ok().label: each.ok() for each in SCHEMA.get_all_operations()}
STATUSES = {
    kind.code: kind.status
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.Refusal) and hasattr(kind, "code")
}
AS_DOCUMENTED = [
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
DRAWN = how(
    max_examples=EXAMPLES,
    phases=[Phase.generate],
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)


def strategies(operation: Any) -> list[st.SearchStrategy[Any]]:
    """What the schema allows, and what it forbids where it forbids anything."""
    fitting = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    wrong = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
    return [fitting, wrong] if operation.body or operation.query else [fitting]


@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_an_operation_answers_as_documented(town: Town, clock: Clock, label: str) -> None:
    operation, tried = OPERATIONS[label], 0

    def ask(case: Any, data: st.DataObject) -> None:
        nonlocal tried
        at_home = data.draw(st.sampled_from(town.scenes), label="scene")
        anybody = data.draw(st.sampled_from(town.callers), label="caller")
        anywhere: tuple[Caller, Known] = (anybody, {})
        caller, named = data.draw(st.sampled_from([at_home, at_home, anywhere]))
        known = {**town.known, **named}
        town.restore(clock)
        answer, asked = send(caller, case, lambda value: familiar(value, known, data))
        check(operation, case, answer, asked)
        tried += 1

    for strategy in strategies(operation):
        DRAWN(seed(SEED)(given(case=strategy, data=st.data())(ask)))()
    assert tried


def familiar(named: Any, known: Known, data: st.DataObject) -> Any:
    """Mostly the ids and words of the town, in the fields that have such names; else as it was drawn."""
    if isinstance(named, list):
        return [familiar(each, known, data) for each in named]
    if not isinstance(named, dict):
        return named
    return {
        name: data.draw(st.sampled_from(known[name.lower()]), label=name)
        if name.lower() in known and data.draw(st.integers(0, 9), label="strange?") < 9
        else familiar(value, known, data)
        for name, value in named.items()
    }


def send(caller: Caller, case: Any, known: Any) -> tuple[Answer, str]:
    """The case as a request of this caller; the answer, and what was asked."""
    path = case.path
    for name, value in known(dict(case.path_parameters or {})).items():
        path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
    query = known(dict(case.query or {}))
    headers = {name: str(value) for name, value in known(dict(case.headers or {})).items()}
    given_body = not isinstance(case.body, NotSet)
    body = json.dumps(known(case.body), default=str) if given_body else None
    who = getattr(caller, "name", "nobody")
    asked = f"FUZZ_SEED={SEED}: {who} {case.method} {path} {query} {headers} {body}"
    answer = caller.call(case.method, path, body, headers=headers, base="", **query)
    return answer, asked


def check(operation: Any, case: Any, answer: Answer, asked: str) -> None:
    """Documented, and no fault of ours."""
    said = f"{asked}\n{answer.status} {answer.body}"
    if answer.status < 400:
        assert str(answer.status) in operation.definition.raw["responses"], said
    elif "problem" in answer.headers["content-type"]:
        assert STATUSES.get(answer.code) == answer.status, said
    assert answer.status < 500 or answer.code == "upstream_unavailable", said
    is_json = "json" in answer.headers.get("content-type", "")
    response = httpx.Response(
        answer.status,
        headers=answer.headers,
        content=json.dumps(answer.body) if is_json else answer.body,
        request=httpx.Request(case.method, "http://seance.example/"),
    )
    response.elapsed = timedelta(0)
    try:
        case.validate_response(response, checks=AS_DOCUMENTED)
    except FailureGroup as failures:
        wrong = "\n".join(str(each) for each in failures.exceptions)
        pytest.fail(f"{said}\n{wrong}")


load_all_checks()
