"""The shortest way from a client of DynamoDB's to the tables in memory, for tests of many requests.

What is left out are botocore's making, signing and parsing of requests, its repeats and most of its
events: nine tenths of the time. What lies in the tables is the same as on the long way.
"""

import base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from botocore.client import BaseClient

from tests.memory.cloud import Asked, Cloud
from tests.memory.dynamo import Body

PLAIN = frozenset(("S", "N", "SS", "BOOL", "NULL"))  # kinds of values that have no bytes in them


@contextmanager
def short_way(cloud: Cloud) -> Iterator[None]:
    """Meanwhile the clients of DynamoDB's ask this cloud itself.

    The events come that the product, Powertools and boto3's resources wait for.
    """
    long_way: Callable[[Any, str, Body], Body] = vars(BaseClient)["_make_api_call"]

    def call(client: Any, operation: str, params: Body) -> Body:
        if client.meta.service_model.service_name != "dynamodb":
            return long_way(client, operation, params)
        about = {"model": client.meta.service_model.operation_model(operation), "context": {}}
        params = client._emit_api_params(params, about["model"], about["context"])
        status, answer = cloud.perform(Asked(operation, _to(params), ""))
        back: Body = _of(answer)
        if status != 200:
            back["Error"] = {"Code": back["__type"].rpartition("#")[2], "Message": back["message"]}
        client.meta.events.emit(
            f"after-call.dynamodb.{operation}", http_response=None, parsed=back, **about
        )
        if status != 200:
            raise client.exceptions.from_code(back["Error"]["Code"])(back, operation)
        return back

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseClient, "_make_api_call", call)
        yield


def _to(value: Any) -> Any:
    """Bytes as they travel."""
    return _walk(value, lambda raw: base64.b64encode(raw).decode())


def _of(value: Any) -> Any:
    """Bytes as botocore hands them out."""
    return _walk(value, base64.b64decode)


def _walk(value: Any, turn: Callable[[Any], Any]) -> Any:
    """With every binary attribute turned; a value of DynamoDB's has one entry, its kind."""
    if isinstance(value, dict):
        if len(value) == 1 and not value.keys().isdisjoint(PLAIN):
            return value
        return {
            name: turn(each) if name == "B" else _walk(each, turn) for name, each in value.items()
        }
    return [_walk(each, turn) for each in value] if isinstance(value, list) else value
