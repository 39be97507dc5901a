"""`make export`, `make restore`: what a stack's tables hold, into a folder, and from it into empty tables.

Point-in-time recovery and backups make a new table, which no function reads: `--from-main` and
`--from-feed` export such a table instead of the stack's own. Feed comes back first: the streams hand
every restored item to the functions as new, and these find there what has been told. Schedules are not
in the tables; they are made again as the events come back. Idempotency keys are a day's and stay away.
See docs/runbooks.md.
"""

import argparse
import base64
import gzip
import json
import random
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from local.functions import read_stack
from local.replay import Stack, aws_stack, local_stack
from local.telling import TroubleError, run, tell

TABLES = ("feed", "main")  # in the order in which they come back
AT_ONCE = 25  # what BatchWriteItem takes
MOST_TRIES = 10
Item = dict[str, Any]


def export(stack: Stack, folder: Path, tables: dict[str, str]) -> dict[str, int]:
    """Write each table into a file, an item a line; answers how many there were of each."""
    folder.mkdir(parents=True, exist_ok=True)
    counted = {}
    for name in TABLES:
        with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            counted[name] = 0
            for item in _items(stack.client("dynamodb"), tables[name]):
                file.write(json.dumps(item, default=_binary, ensure_ascii=False) + "\n")
                counted[name] += 1
    return counted


def restore(stack: Stack, folder: Path, tables: dict[str, str]) -> dict[str, int]:
    """Put back what was exported; answers how many items of each. Raises where a table holds anything."""
    dynamodb = stack.client("dynamodb")
    for table in tables.values():
        if dynamodb.scan(TableName=table, Limit=1)["Items"]:
            raise TroubleError(f"The table {table} is not empty.", "Restore into a new stack.")
    counted = {}
    for name in TABLES:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            counted[name] = 0
            while several := list(islice(file, AT_ONCE)):
                _put(dynamodb, tables[name], [_read(line) for line in several])
                counted[name] += len(several)
    return counted


def _items(dynamodb: Any, table: str) -> Iterator[Item]:
    for page in dynamodb.get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
        yield from page["Items"]


def _put(dynamodb: Any, table: str, items: Iterable[Item]) -> None:
    """Write items; what DynamoDB has no room for comes again after a pause, a bounded number of times."""
    left = {table: [{"PutRequest": {"Item": item}} for item in items]}
    for tries in range(MOST_TRIES):
        left = dynamodb.batch_write_item(RequestItems=left)["UnprocessedItems"]
        if not left:
            return
        time.sleep(random.uniform(0.5, 1) * 0.1 * 2**tries)  # noqa: S311 # no secret
    raise TroubleError(f"{table} takes no more.", "Empty the tables, and try again later.")


def _binary(value: Any) -> Any:
    """Bytes as base64; sets stay DynamoDB's lists."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(type(value))


def _read(line: str) -> Item:
    def unpacked(value: Any) -> Any:
        match value:
            case {"B": str(text)} if len(value) == 1:
                return {"B": base64.b64decode(text)}
            case {"BS": list(texts)} if len(value) == 1:
                return {"BS": [base64.b64decode(text) for text in texts]}
            case {"M": dict(inner)} if len(value) == 1:
                return {"M": {key: unpacked(each) for key, each in inner.items()}}
            case {"L": list(inner)} if len(value) == 1:
                return {"L": [unpacked(each) for each in inner]}
        return value

    return {name: unpacked(value) for name, value in json.loads(line).items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=["export", "restore"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stack", help="a stack on AWS (default: the local cloud)")
    parser.add_argument("--profile", help="of the AWS credentials")
    parser.add_argument("--region")
    parser.add_argument("--from-main", help="export this table in the place of the stack's Main")
    parser.add_argument("--from-feed", help="export this table in the place of the stack's Feed")
    asked = parser.parse_args()
    stack = (
        aws_stack(asked.stack, asked.profile, asked.region)
        if asked.stack
        else local_stack(read_stack())
    )
    tables = {"main": stack.main_table, "feed": stack.feed_table}
    if asked.verb == "export":
        other = {"main": asked.from_main, "feed": asked.from_feed}
        tables |= {name: table for name, table in other.items() if table}
        counted = export(stack, asked.folder, tables)
    else:
        counted = restore(stack, asked.folder, tables)
    for name, number in counted.items():
        tell(f"{name}: {number} items")


if __name__ == "__main__":
    run(main)
