"""Tables in memory that answer DynamoDB's requests: what moto is too slow and too kind for.

moto copies every table at each transaction and knows no `ClientRequestToken`. This knows only what
Seance asks; anything else is an error. `tests/faults/test_dynamo.py` compares it with moto.
Items are never changed in place: who has read one may keep it.
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.memory import limits
from tests.memory.expressions import Expression, Item, OverlapError, sort_key
from tests.tables import all_resources

Body = dict[str, Any]
Key = tuple[str, ...]  # table, partition, sort
HASH_CONDITION = re.compile(r"(#?\w+) = (:\w+)")


class Refused(Exception):
    """DynamoDB says no."""

    def __init__(
        self, code: str, reasons: list[str] | None = None, item: Item | None = None
    ) -> None:
        super().__init__(code)
        self.code, self.reasons, self.item = code, reasons, item

    @property
    def answer(self) -> Body:
        """Its JSON."""
        answer: Body = {
            "__type": f"com.amazonaws.dynamodb.v20120810#{self.code}",
            "message": self.code,
        }
        if self.reasons:
            answer["CancellationReasons"] = [{"Code": reason} for reason in self.reasons]
        if self.item:
            answer["Item"] = self.item
        return answer


@dataclass(frozen=True)
class Written:
    """What a stream says of one write: the item before and after."""

    key: Key
    old: Item | None
    new: Item | None


@dataclass(frozen=True)
class Index:
    """The keys of a table or of an index, and what an index projects beside keys."""

    keys: tuple[str, ...]
    projected: frozenset[str] | None = None


class Tables:
    """The tables of the templates, by the names that the environment gives them.

    `lag` keeps what is written from the indexes until `catch_up`.
    """

    def __init__(self, names: dict[str, str]) -> None:
        self.items: dict[str, dict[Key, Item]] = {name: {} for name in names.values()}
        self.indexes: dict[tuple[str, str | None], Index] = {}
        self.rows: dict[tuple[str, str | None], dict[str, dict[Key, Item]]] = {}
        self.orders: dict[tuple[tuple[str, str | None], str], list[tuple[Any, Item]]] = {}
        self.stream: list[Written] = []
        self.lag = False
        self.late: list[Written] = []
        for logical, name in names.items():
            properties = all_resources()[logical]["Properties"]
            own = _keys(properties)
            self.indexes[name, None] = Index(own)
            for each in properties.get("GlobalSecondaryIndexes", ()):
                shown = frozenset((*own, *_keys(each), *each["Projection"]["NonKeyAttributes"]))
                self.indexes[name, each["IndexName"]] = Index(_keys(each), shown)
        self.clear()

    def clear(self) -> None:
        """Nothing is stored."""
        for items in self.items.values():
            items.clear()
        self.rows = {index: defaultdict(dict) for index in self.indexes}
        self.orders.clear()
        self.stream.clear()
        self.late.clear()
        self.lag = False

    def back(self, place: int) -> None:
        """All is as it was when the stream was so long."""
        while len(self.stream) > place:
            last = self.stream[-1]
            self.apply([(last.key, last.old)])
            del self.stream[-2:]

    def catch_up(self) -> None:
        """The indexes show what was written until now."""
        for written in self.late:
            self._index(written)
        self.late.clear()

    def _index(self, written: Written, *, own: bool = False) -> None:
        for place, index in self.indexes.items():
            if place[0] != written.key[0] or (place[1] is None) != own:
                continue
            for item, stored in ((written.old, False), (written.new, True)):
                if item is None or any(name not in item for name in index.keys):
                    continue
                partition = str(item[index.keys[0]]["S"])
                rows = self.rows[place][partition]
                self.orders.pop((place, partition), None)
                if stored:
                    rows[written.key] = item
                else:
                    rows.pop(written.key, None)

    def key_of(self, table: str, item: Item) -> Key:
        """The key of an item, with its table."""
        return (table, *(str(item[name]["S"]) for name in self.indexes[table, None].keys))

    def written(self, operation: str, body: Body) -> list[Key]:
        """The keys that a request writes, in its order."""
        if operation == "TransactWriteItems":
            return [self.key_of(*_target(action)) for action in body["TransactItems"]]
        if operation in ("PutItem", "UpdateItem", "DeleteItem"):
            return [self.key_of(body["TableName"], body.get("Item") or body["Key"])]
        return []

    def answer(self, operation: str, body: Body) -> Body:
        """What DynamoDB answers; raises `Refused`."""
        answers: dict[str, Callable[[Body], Body]] = {
            "GetItem": self._get,
            "BatchGetItem": self._batch_get,
            "Query": self._query,
            "Scan": self._scan,
            "PutItem": self._write,
            "UpdateItem": self._write,
            "DeleteItem": self._write,
            "TransactWriteItems": self._transact,
        }
        return answers[operation](body)

    def _transact(self, body: Body) -> Body:
        self.apply(self.check(body))
        return {}

    def check(self, body: Body) -> list[tuple[Key, Item | None]]:
        """What a transaction would store; refused with a reason for each of its items."""
        actions = body["TransactItems"]
        keys = self.written("TransactWriteItems", body)
        if len(set(keys)) < len(keys) or len(keys) > 100:
            raise Refused("ValidationException")
        many = len(actions) > limits.TRANSACTION // limits.ITEM  # fewer cannot be too large
        if many and len(json.dumps(actions, default=repr)) > limits.TRANSACTION:
            raise Refused("ValidationException")
        after = [
            self._after(kind, write, key)
            for action, key in zip(actions, keys, strict=True)
            for kind, write in action.items()
        ]
        reasons = ["ConditionalCheckFailed" if each is _FAILED else "None" for each in after]
        if any(reason != "None" for reason in reasons):
            raise Refused("TransactionCanceledException", reasons)
        return list(zip(keys, after, strict=True))

    def apply(self, after: list[tuple[Key, Item | None]]) -> None:
        """Store all of it."""
        for key, item in after:
            written = Written(key, self.items[key[0]].get(key), item)
            if written.old == written.new:
                continue  # no stream tells of it
            if item is None:
                self.items[key[0]].pop(key, None)
            else:
                self.items[key[0]][key] = item
            self.stream.append(written)
            self._index(written, own=True)
            if self.lag:
                self.late.append(written)
            else:
                self._index(written)

    def _write(self, body: Body) -> Body:
        kind = "Put" if "Item" in body else "Update" if "UpdateExpression" in body else "Delete"
        key = self.key_of(body["TableName"], body.get("Item") or body["Key"])
        after = self._after(kind, body, key)
        stored = self.items[key[0]].get(key)
        if after is _FAILED:
            shown = body.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD"
            raise Refused("ConditionalCheckFailedException", item=stored if shown else None)
        self.apply([(key, after)])
        returned = {"ALL_NEW": after, "ALL_OLD": stored, "NONE": None}[
            body.get("ReturnValues", "NONE")
        ]
        return {"Attributes": returned} if returned else {}

    def _after(self, kind: str, action: Body, key: Key) -> Item | None:
        """The item after one write, nothing when it is deleted; `_FAILED` when its condition fails."""
        stored = self.items[key[0]].get(key)
        names = action.get("ExpressionAttributeNames", {})
        values = action.get("ExpressionAttributeValues", {})
        condition = action.get("ConditionExpression")
        if condition and not Expression(condition, names, values).holds(stored or {}):
            return _FAILED
        if kind == "ConditionCheck":
            return stored
        if kind == "Delete":
            return None
        if kind == "Put":
            after = dict(action["Item"])
        else:
            before = stored or dict(action["Key"])
            try:
                after = Expression(action["UpdateExpression"], names, values).applied(before)
            except OverlapError:
                raise Refused("ValidationException") from None
        if limits.is_too_large(after):
            raise Refused("ValidationException")
        return after

    def _get(self, body: Body) -> Body:
        found = self.items[body["TableName"]].get(self.key_of(body["TableName"], body["Key"]))
        return {"Item": _asked_for(found, body)} if found else {}

    def _scan(self, body: Body) -> Body:
        found = [_asked_for(item, body) for item in self.items[body["TableName"]].values()]
        return {"Items": found, "Count": len(found), "ScannedCount": len(found)}

    def _batch_get(self, body: Body) -> Body:
        answer: dict[str, list[Item]] = {}
        for table, asked in body["RequestItems"].items():
            keys = [self.key_of(table, key) for key in asked["Keys"]]
            if len(set(keys)) < len(keys) or len(keys) > 100:
                raise Refused("ValidationException")
            stored = self.items[table]
            answer[table] = [_asked_for(stored[key], asked) for key in keys if key in stored]
        return {"Responses": answer, "UnprocessedKeys": {}}

    def _query(self, body: Body) -> Body:
        table = body["TableName"]
        index = self.indexes[table, body.get("IndexName")]
        names = body.get("ExpressionAttributeNames", {})
        values = body.get("ExpressionAttributeValues", {})
        wanted = next(
            values[value]
            for name, value in HASH_CONDITION.findall(body["KeyConditionExpression"])
            if names.get(name, name) == index.keys[0]
        )
        within = Expression(body["KeyConditionExpression"], names, values)
        page: list[Item] = []
        whole, room = True, limits.QUERY_PAGE
        for item in self._in_order(body, str(wanted["S"])):
            if within.holds(item):
                page.append(item)
                room -= limits.size(item)
                # Whether more come is not known when the limit is reached.
                if len(page) == body.get("Limit") or room < 0:
                    whole = False
                    break
        answer: Body = {"Count": len(page), "ScannedCount": len(page)}
        if not whole:
            own = {*self.indexes[table, None].keys, *index.keys}
            answer["LastEvaluatedKey"] = {name: page[-1][name] for name in sorted(own)}
        if condition := body.get("FilterExpression"):
            passes = Expression(condition, names, values)
            page = [item for item in page if passes.holds(item)]
            answer["Count"] = len(page)
        if body.get("Select") != "COUNT":
            answer["Items"] = [_asked_for(_shown(item, index), body) for item in page]
        return answer

    def _in_order(self, body: Body, partition: str) -> Iterator[Item]:
        """The items of a partition as a query goes through them, behind its start."""
        table = body["TableName"]
        place = (table, body.get("IndexName"))
        sort = self.indexes[place].keys[-1]

        def position(item: Item) -> tuple[Any, Key]:
            return sort_key(item[sort]), self.key_of(table, item)

        if (place, partition) not in self.orders:
            rows = ((position(item), item) for item in self.rows[place][partition].values())
            self.orders[place, partition] = sorted(rows, key=lambda each: each[0])
        order = self.orders[place, partition]
        start = body.get("ExclusiveStartKey")
        if body.get("ScanIndexForward", True):
            low = bisect_right(order, position(start), key=lambda each: each[0]) if start else 0
            numbers = range(low, len(order))
        else:
            high = bisect_left(order, position(start), key=lambda each: each[0]) if start else len(order)  # fmt: skip
            numbers = range(high - 1, -1, -1)
        return (order[number][1] for number in numbers)


_FAILED: Item = {"": {"S": "the condition does not hold"}}


def _keys(properties: Body) -> tuple[str, ...]:
    return tuple(each["AttributeName"] for each in properties["KeySchema"])


def _target(action: Body) -> tuple[str, Item]:
    (written,) = action.values()
    return written["TableName"], written.get("Item") or written["Key"]


def _shown(item: Item, index: Index) -> Item:
    if index.projected is None:
        return item
    return {name: value for name, value in item.items() if name in index.projected}


def _asked_for(item: Item, body: Body) -> Item:
    """Of an item the attributes that a request names; all, if it names none."""
    if "ProjectionExpression" not in body:
        return item
    names = body.get("ExpressionAttributeNames", {})
    wanted = [each.strip() for each in body["ProjectionExpression"].split(",")]
    return {name: item[name] for each in wanted if (name := names.get(each, each)) in item}
