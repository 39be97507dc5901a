"""Requests and capacity units, counted by size as DynamoDB bills them.

Source: Amazon DynamoDB developer guide, "Read/write capacity". Emulators misreport, so the sizes are counted here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from seance.cloud.tables import FeedItem, MainItem
from tests.component.storage import dump
from tests.drift.template import resources
from tests.memory.expressions import Item
from tests.memory.limits import size

Call = tuple[str, dict[str, Any]]
READ_BLOCK, WRITE_BLOCK = 4096, 1024
KEYS = {
    "by_user": ("user_key", "user_sort"),
    "by_time": ("time_key", "time_sort"),
    "by_city": ("city_key", "city_sort"),
    "by_cell": ("cell_key", "cell_sort"),
    "by_asking": ("event_id", "requested_at"),
}


@dataclass
class Counted:
    """What was asked of the product's tables, in order."""

    calls: list[Call] = field(default_factory=list)
    admissions: int = 0  # counts of a user's writes, in the Idempotency table

    @property
    def requests(self) -> int:
        """Round trips."""
        return len(self.calls)

    @property
    def writes(self) -> list[Call]:
        """Those that write."""
        return [each for each in self.calls if not each[0].startswith(("Get", "BatchGet", "Query"))]

    def write_units(self) -> int:
        """Units of the items themselves, after the writes; what a transaction writes counts double."""
        stored = dump("main")
        units = 0
        for name, asked in self.writes:
            entries = asked["TransactItems"] if name == "TransactWriteItems" else [{name: asked}]
            for entry in entries:
                ((_, each),) = entry.items()
                key = each.get("Key") or each["Item"]
                item = stored[key["pk"]["S"], key["sk"]["S"]]
                double = 2 if name == "TransactWriteItems" else 1
                units += double * ceil(size(item) / WRITE_BLOCK)
        return units

    def written(self) -> list[Item]:
        """The items that transactions and puts wrote, as they are now."""
        stored = dump("main")
        entries = [
            each
            for name, asked in self.writes
            for entry in (
                asked["TransactItems"] if name == "TransactWriteItems" else [{name: asked}]
            )
            for each in entry.values()
        ]
        keys = [each.get("Key") or each["Item"] for each in entries]
        return [stored[key["pk"]["S"], key["sk"]["S"]] for key in keys]

    def read_units(self) -> float:
        """Units of all reads; a consistent read counts double."""
        return sum(self._read(*each) for each in self.calls if each not in self.writes)

    def _read(self, name: str, asked: dict[str, Any]) -> float:
        if name == "BatchGetItem":
            ((table, wanted),) = asked["RequestItems"].items()
            stored = dump(table)
            found = [stored.get((key["pk"]["S"], key["sk"]["S"]), {}) for key in wanted["Keys"]]
            units = sum(max(1, ceil(size(item) / READ_BLOCK)) for item in found)
            return units * (1 if wanted.get("ConsistentRead") else 0.5)
        if name == "Query":
            units = max(1, ceil(sum(size(item) for item in queried(asked)) / READ_BLOCK))
            return units * (1 if asked.get("ConsistentRead") else 0.5)
        assert name == "GetItem", name
        return 1.0 if asked.get("ConsistentRead") else 0.5


def queried(asked: dict[str, Any]) -> list[Item]:
    """The items that a query reads before any filter, as far as its index projects them."""
    index = asked.get("IndexName")
    hash_name, sort_name = KEYS[index] if index else ("pk", "sk")
    values = asked["ExpressionAttributeValues"]
    partition = next(iter(values.values()))["S"]
    bounds = [each["S"] for each in list(values.values())[1:3] if "S" in each]
    items = [
        item
        for item in dump(asked["TableName"]).values()
        if item.get(hash_name, {}).get("S") == partition
    ]
    if "begins_with" in asked["KeyConditionExpression"]:
        items = [item for item in items if item[sort_name]["S"].startswith(bounds[0])]
    elif "BETWEEN" in asked["KeyConditionExpression"]:
        items = [item for item in items if bounds[0] <= item[sort_name]["S"] <= bounds[1]]
    items.sort(key=lambda item: str(item[sort_name]["S"]))
    return [project(item, index) for item in items[: asked.get("Limit")]]


def project(item: Item, index: str | None) -> Item:
    """What an index keeps of an item."""
    if index is None:
        return item
    tables = resources("AWS::DynamoDB::Table")["Main"]["GlobalSecondaryIndexes"]
    (found,) = [each for each in tables if each["IndexName"] == index]
    kept = {"pk", "sk", *KEYS[index], *found["Projection"]["NonKeyAttributes"]}
    return {name: value for name, value in item.items() if name in kept}


@contextmanager
def counting() -> Iterator[Counted]:
    """Count what both tables are asked within."""
    counted = Counted()
    clients: list[Any] = list(
        {
            id(each): each for each in (MainItem.connection().client, FeedItem.connection().client)
        }.values()
    )

    def note(params: dict[str, Any], model: Any, **_: Any) -> None:
        if params.get("TableName") == "idempotency":
            counted.admissions += 1
            return
        counted.calls.append((model.name, params))

    for client in clients:
        client.meta.events.register("provide-client-params.dynamodb", note, unique_id="count")
    try:
        yield counted
    finally:
        for client in clients:
            client.meta.events.unregister("provide-client-params.dynamodb", unique_id="count")
