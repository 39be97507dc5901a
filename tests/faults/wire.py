"""The way to DynamoDB with what happens on it: conflicts of transactions and lost answers.

Hangs in the client's transport, below botocore's own retries. A transaction keeps its items busy
for a while; who writes one of them meanwhile gets what AWS answers then. Source: "Amazon DynamoDB
developer guide", transaction conflict handling, and the reference of TransactWriteItems.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from random import Random
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ConnectionClosedError, ReadTimeoutError

from seance.cloud.tables import MainItem
from tests.memory import rights
from tests.memory.dynamo import Body, Key, Refused, Tables

SHORTEST, LONGEST = 0.001, 0.003  # seconds each way
WRITES = ("TransactWriteItems", "PutItem", "UpdateItem", "DeleteItem")


@dataclass
class Wire:
    """`hold` in seconds; `lost` of the answers never arrive, of `deaf` requests not to retries either."""

    tables: Tables
    sleep: Callable[[float], None]
    random: Random = field(default_factory=lambda: Random(0))
    hold: float = 0.0
    lost: float = 0.0
    deaf: float = 0.0
    deaf_writes: int = 0  # so many writes, from now on, are deaf
    lost_answers: int = 0  # so many answers to writes, from now on, are lost
    busy: set[Key] = field(default_factory=set)
    seen: Counter[str] = field(default_factory=Counter)
    done: dict[str, bool] = field(default_factory=dict)  # by token, whether it has ended
    fates: dict[str, bool] = field(default_factory=dict)  # by request, whether it is deaf

    def __call__(self, request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        """Stands in for the network (botocore's `before-send`)."""
        operation = _text(request.headers["X-Amz-Target"]).rpartition(".")[2]
        body = json.loads(_text(request.body))
        identity = _text(request.headers["amz-sdk-invocation-id"])
        status, answer = self.exchange(operation, body, identity, request.url)
        return AWSResponse(request.url, status, HTTPHeaders(), _Raw(json.dumps(answer).encode()))

    def exchange(self, operation: str, body: Body, identity: str, url: str) -> tuple[int, Body]:
        """One attempt of a request; `identity` is the same at each."""
        counts = body.get("TableName") == "idempotency"  # a user's writes, before the operation
        if not counts:
            self.sleep(self.random.uniform(SHORTEST, LONGEST))
        try:
            status, answer = 200, self._perform(operation, body)
            self.seen[operation] += 1
        except Refused as refusal:
            status, answer = 400, refusal.answer
            for reason in {*(refusal.reasons or [refusal.code])} - {"None"}:
                self.seen[reason] += 1
        if not counts:
            self.sleep(self.random.uniform(SHORTEST, LONGEST))
            self._lose(identity, operation, url)
        return status, answer

    def _perform(self, operation: str, body: Body) -> Body:
        rights.heard(operation, body)
        if operation == "TransactWriteItems":
            return self._transact(body)
        if self.busy.intersection(self.tables.written(operation, body)):
            raise Refused("TransactionConflictException")
        return self.tables.answer(operation, body)

    def _transact(self, body: Body) -> Body:
        token = str(body["ClientRequestToken"])
        if token in self.done:
            if self.done[token]:
                self.seen["answered again"] += 1
                return {}
            raise Refused("TransactionInProgressException")
        keys = self.tables.written("TransactWriteItems", body)
        reasons = ["TransactionConflict" if key in self.busy else "None" for key in keys]
        if any(reason != "None" for reason in reasons):
            raise Refused("TransactionCanceledException", reasons)
        after = self.tables.check(body)
        self.done[token] = False
        self.busy.update(keys)
        self.sleep(self.hold)
        self.busy.difference_update(keys)
        self.tables.apply(after)
        self.done[token] = True
        return {}

    def _lose(self, identity: str, operation: str, url: str) -> None:
        if identity not in self.fates:
            self.fates[identity] = operation in WRITES and self._is_deaf()
        if operation in WRITES and self.lost_answers:
            self.lost_answers -= 1
        elif not self.fates[identity] and self.random.random() >= self.lost:
            return
        self.seen["lost"] += 1
        if self.random.random() < 0.5:
            raise ConnectionClosedError(endpoint_url=url)
        self.sleep(MainItem.Meta.read_timeout_seconds)
        raise ReadTimeoutError(endpoint_url=url)

    def _is_deaf(self) -> bool:
        if self.deaf_writes:
            self.deaf_writes -= 1
            return True
        return self.random.random() < self.deaf


class _Raw(BytesIO):
    """A body as botocore reads it."""

    def stream(self) -> Iterator[bytes]:
        """All of it."""
        yield self.read()


def _text(raw: Any) -> str:
    return raw.decode() if isinstance(raw, bytes) else str(raw)
