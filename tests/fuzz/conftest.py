"""The same in-process cloud as the component tests', with the tables in memory: nothing is lost or late."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from seance.cloud import tables
from tests.component.clock import Clock
from tests.component.conftest import (  # noqa: F401 # fixtures
    api,
    aws,
    clock,
    cloud,
    world,
)
from tests.component.gateway import World
from tests.faults.wire import Wire
from tests.fuzz.settings import EXAMPLES, SEED
from tests.fuzz.town import Town, build
from tests.memory.cloud import NAMES
from tests.memory.dynamo import Tables

LONGEST_KEY = 2048  # bytes of a partition key; Amazon DynamoDB developer guide, "Constraints"


def pytest_report_header() -> str:
    """What brings the same examples again."""
    return f"fuzz: FUZZ_SEED={SEED} FUZZ_EXAMPLES={EXAMPLES}"


@pytest.fixture(scope="module")
def stored(aws: None) -> Tables:  # noqa: F811
    """The tables that the product's clients reach."""
    stored = Tables(NAMES)
    wire = Wire(stored, lambda _: None)

    def send(request: Any, **more: Any) -> Any:
        for values in _values(json.loads(request.body)):
            assert len(values.encode()) <= LONGEST_KEY, "DynamoDB takes no such key"
        return wire(request, **more)

    for base in (tables.MainItem, tables.FeedItem):
        base.connection().client.meta.events.register_first("before-send.dynamodb", send)
    return stored


def _values(asked: dict[str, Any]) -> Iterator[str]:
    """The texts of keys in a request: what is asked for, and where an item and its copies lie."""
    if "KeyConditionExpression" in asked:
        yield from (
            each["S"] for each in asked["ExpressionAttributeValues"].values() if "S" in each
        )
    writes = [write for each in asked.get("TransactItems", ()) for write in each.values()]
    for write in (asked, *writes):
        for name, value in (write.get("Item") or write.get("Key") or {}).items():
            if name in ("pk", "sk") or name.endswith(("_key", "_sort")):
                yield value["S"]


@pytest.fixture(scope="module")
def built() -> list[Town]:
    """The town, when it was built once."""
    return []


@pytest.fixture
def town(world: World, clock: Clock, stored: Tables, built: list[Town]) -> Town:  # noqa: F811
    """A town in which nobody has been fuzzed yet."""
    if not built:
        built.append(build(world, clock, stored))
    built[0].restore(clock)
    return built[0]
