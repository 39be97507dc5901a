"""For crowds of a thousand: DynamoDB's client and the operation without what costs the most time.

What is left out are botocore's making, signing and parsing of requests, and HTTP; and an item that was
read before, and is the same since, is not worked out anew. Botocore's retries (standard mode, three
attempts) and the wire are the same.
"""

import random
from collections.abc import Callable, Coroutine
from copy import copy
from itertools import count
from typing import Any

from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError
from fastapi import Response

from bookings.request import request_booking
from seance.errors import UpstreamUnavailable
from seance.web.user import User
from tests.component.gateway import Answer, Person
from tests.faults.wire import Wire

ATTEMPTS = 3
RETRIED = {"TransactionInProgressException", "ThrottlingException", "InternalServerError"}
numbers = count()


def client(wire: Wire) -> Callable[[str, Any], Any]:
    """Stands in for the client's `_make_api_call`."""

    def call(operation: str, params: Any) -> Any:
        body, identity = params, f"quick-{next(numbers)}"
        if operation == "TransactWriteItems":
            body["ClientRequestToken"] = identity
        for attempt in range(1, ATTEMPTS + 1):
            try:
                status, answer = wire.exchange(operation, body, identity, "quick")
            except (ConnectionClosedError, ReadTimeoutError):
                if attempt == ATTEMPTS:
                    raise
            else:
                if status == 200:
                    return answer
                code = answer["__type"].partition("#")[2]
                if attempt == ATTEMPTS or code not in RETRIED:
                    error = {"Code": code, "Message": answer["message"]}
                    raise ClientError({**answer, "Error": error}, operation)  # type: ignore[typeddict-item]  # what botocore raises
            wire.sleep(random.random() * 2 ** (attempt - 1))
        raise AssertionError

    return call


def remembering(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Stands in for a base's `from_raw_data`: a stored item is never changed in place."""
    known: dict[int, tuple[Any, Any]] = {}

    def from_raw_data(raw: Any) -> Any:
        _, found = known.setdefault(id(raw), (raw, None))
        if found is None:
            found = read(raw)
            known[id(raw)] = raw, found
        item = copy(found)
        item.attribute_values = dict(found.attribute_values)
        return item

    return from_raw_data


def ask(guest: Person, event: dict[str, Any]) -> Answer:
    """A guest asks, by the operation itself."""
    response = Response(status_code=201)
    asked = request_booking(event["id"], User(guest.id, guest.claims or {}, ""), response)
    try:
        body = _run(asked).model_dump(mode="json")
    except UpstreamUnavailable as refusal:
        return Answer(refusal.status, {"code": refusal.code, "status": None}, {})
    return Answer(response.status_code, body, {})


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    """What an operation answers: none of them waits for anything."""
    try:
        work.send(None)
    except StopIteration as ended:
        return ended.value
    raise AssertionError
