"""What AWS would charge for, counted in process: the units of benchmarks/prices.yaml.

Units of DynamoDB are counted by what a write finds and leaves, in the table and in each index whose entry
changes. Sources: Amazon DynamoDB developer guide, "Read and write operations" and "Provisioned throughput
considerations for global secondary indexes". Every message and record of a stream is its own call of a
function; a rush gathers up to a hundred in one.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from typing import Any

import pytest

from tests.budgets.units import READ_BLOCK, WRITE_BLOCK
from tests.component.pump import STREAMS, Pump, filters, fits
from tests.component.storage import CLOUD
from tests.memory.cloud import Asked
from tests.memory.dynamo import Index, Written
from tests.memory.expressions import Item
from tests.memory.limits import size

REQUESTS_A_MESSAGE = 3  # sent, received, deleted


@contextmanager
def billed(pump: Pump) -> Iterator[dict[str, float]]:
    """Count what is charged for within."""
    bill: defaultdict[str, float] = defaultdict(float)
    perform, deliver, fire = CLOUD.perform, pump.deliver, pump.fire
    sent, mails, held = len(pump.sent), len(CLOUD.mails), stored()

    def asked(each: Asked) -> tuple[int, dict[str, Any]]:
        place = len(CLOUD.tables.stream)
        status, answer = perform(each)
        many = 2 if each.operation == "TransactWriteItems" else 1
        if keys := CLOUD.tables.written(each.operation, each.body):
            changed = CLOUD.tables.stream[place:]
            bill["write_unit"] += sum(map(_write_units, changed)) + (many - 1) * sum(map(_own_units, changed))  # fmt: skip
            bill["write_unit"] += many * (len(keys) - len(changed))  # refused, or only checked
        bill["read_unit"] += _read_units(each, answer)
        bill["schedule"] += each.operation == "CreateSchedule"
        return status, answer

    def delivered(table: str, records: list[Any], times: int = 1) -> None:
        bill["lambda_call"] += sum(
            fits(record, filters(name)) for name in STREAMS[table] for record in records
        )
        deliver(table, records, times)

    def fired(event: Any, which: str) -> Any:
        bill["lambda_call"] += 1
        return fire(event, which)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CLOUD, "perform", asked)
        patch.setattr(pump, "deliver", delivered)
        patch.setattr(pump, "fire", fired)
        yield bill
    messages = len(pump.sent) - sent
    bill["lambda_call"] += messages
    bill["queue_request"] += REQUESTS_A_MESSAGE * messages
    bill["mail"] += len(CLOUD.mails) - mails
    bill["stored_byte"] += stored() - held


def stored() -> int:
    """Bytes of all items and of what the indexes keep of them."""
    return sum(
        size(shown)
        for (table, _), index in CLOUD.tables.indexes.items()
        for item in CLOUD.tables.items[table].values()
        if (shown := _entry(item, index))
    )


def _entry(item: Item | None, index: Index) -> Item | None:
    """What an index keeps of an item; nothing where it lacks a key."""
    if item is None or any(name not in item for name in index.keys):
        return None
    return {name: value for name, value in item.items() if index.projected is None or name in index.projected}  # fmt: skip


def _own_units(written: Written) -> int:
    """The larger of what was there and what is, in the table itself."""
    return max(ceil(size(item) / WRITE_BLOCK) for item in (written.old, written.new) if item)


def _write_units(written: Written) -> int:
    """In the table and in the indexes: an entry that moves is deleted and put."""
    units = _own_units(written)
    for (table, name), index in CLOUD.tables.indexes.items():
        if name is None or table != written.key[0]:
            continue
        old, new = _entry(written.old, index), _entry(written.new, index)
        if old == new:
            continue
        sizes = [ceil(size(entry) / WRITE_BLOCK) for entry in (old, new) if entry]
        stays = old and new and all(old[key] == new[key] for key in index.keys)
        units += max(sizes) if stays else sum(sizes)
    return units


def _read_units(asked: Asked, answer: dict[str, Any]) -> float:
    """A consistent read counts double; what is not there counts as a block."""
    body = asked.body
    match asked.operation:
        case "GetItem":
            blocks, consistent = _blocks([answer["Item"]] if "Item" in answer else []), body
        case "Query":
            blocks, consistent = _blocks(answer.get("Items", [])), body
        case "BatchGetItem":
            ((table, consistent),) = body["RequestItems"].items()
            found = answer["Responses"][table]
            missing = len(consistent["Keys"]) - len(found)
            blocks = missing + sum(_blocks([item]) for item in found)
        case _:
            return 0
    return blocks * (1 if consistent.get("ConsistentRead") else 0.5)


def _blocks(items: list[Item]) -> int:
    return max(1, ceil(sum(map(size, items)) / READ_BLOCK))
