"""The shortest way from a client of botocore's to the cloud in memory, for worlds of many requests.

What is left out are botocore's making, signing and parsing of requests, its events and its repeats:
nineteen twentieths of the time. What lies in the tables is the same as on the long way.
"""

import base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from botocore.client import BaseClient

from tests.memory.cloud import Asked, Cloud
from tests.memory.dynamo import Body


@contextmanager
def short_way(cloud: Cloud) -> Iterator[None]:
    """Meanwhile every client asks this cloud itself."""

    def call(client: Any, operation: str, params: Body) -> Body:
        name = str(params.get("Name", ""))
        status, answer = cloud.perform(Asked(operation, _to(params), name))
        if status != 200:
            code = str(answer["__type"]).rpartition("#")[2]
            error = {"Code": code, "Message": answer["message"]}
            raise client.exceptions.from_code(code)({**answer, "Error": error}, operation)
        back: Body = _of(answer)
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
        return {
            name: turn(each) if name == "B" else _walk(each, turn) for name, each in value.items()
        }
    return [_walk(each, turn) for each in value] if isinstance(value, list) else value
