"""What the tables hold, to compare before and after."""

import os
from collections.abc import Callable
from typing import Any

from seance import errors
from tests.component.gateway import Answer
from tests.memory.cloud import NAMES, Cloud

if engine := os.environ.get("DYNAMODB_LOCAL"):  # `make local-dynamodb`
    from tests.memory.twins import Twins

    CLOUD = Cloud(Twins(NAMES, engine))
else:
    CLOUD = Cloud()
Items = dict[tuple[str, str], dict[str, Any]]
USUAL_STEPS = {
    kind.code: kind.usual_step
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.Refusal) and hasattr(kind, "code")
}
PROBLEM_FIELDS = {"type", "title", "status", "detail", "code", "instance"}


def dump(table: str) -> Items:
    """Every item of a table by its key, in DynamoDB's JSON."""
    items = CLOUD.tables.items[table].values()
    return {(item["pk"]["S"], item["sk"]["S"]): dict(item) for item in items}


def everything() -> tuple[Items, Items]:
    """Both tables of the product."""
    return dump("main"), dump("feed")


def refused(
    ask: Callable[[], Answer], status: int, code: str, next_step: str | None = None
) -> Answer:
    """The answer is exactly this problem, in the shape of the contract, and nothing was written.

    Without a `next_step` it is the usual one of the code.
    """
    before = everything()
    answer = ask()
    assert answer.status == status, answer.body
    assert answer.code == code
    assert everything() == before
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.body) >= PROBLEM_FIELDS
    assert answer.body["status"] == status
    assert answer.body["type"].endswith(code)
    assert answer.body["title"]
    assert answer.body["detail"]
    assert answer.body["instance"] == answer.request_id
    assert answer.body.get("next_step") == (next_step or USUAL_STEPS[code])
    return answer


def same_twice(ask: Callable[[], Answer], status: int) -> Answer:
    """Sent again, it answers with this status and the same, and writes nothing more."""
    first = ask()
    assert first.status in {200, 201, 204}, first.body
    before = everything()
    second = ask()
    assert second.status == status, second.body
    assert second.body == first.body
    assert everything() == before
    return first
