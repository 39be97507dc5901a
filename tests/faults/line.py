"""The way to the cloud in memory, on which one thing goes wrong at one call.

A call is what the product asks: botocore's own repeats of it belong to it. What the services say
then: "Common errors" in their API references, and `Failed` and `UnprocessedKeys` in SQS's and
DynamoDB's. A process that vanishes before a call has done what one that vanished after the call
before had, so it vanishes after calls that change something.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeVar

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError

from tests.memory.cloud import Asked, Cloud, respond

READS = ("GetItem", "BatchGetItem", "Query", "GetSecretValue", "Decrypt", "Encrypt", "GetSchedule")
BEFORE = ("throttled", "broken", "unreached")  # botocore repeats each alike: they take turns
AFTER = ("answer lost", "answer lost once", "died after")
OUTSIDE = "Post"  # to a service that is not of AWS
SECONDS = 3.0  # what a client waits for an answer


Result = TypeVar("Result")


class Vanished(BaseException):
    """The process has ended in the middle: nothing in it goes on, and nobody answers."""


def faults_of(operation: str, place: int) -> tuple[str, ...]:
    """What can go wrong with it, as far as it makes a difference."""
    if operation == OUTSIDE:
        return ("unreached", "answer lost", "died after")
    return (
        BEFORE[place % len(BEFORE)],
        *(() if operation in READS else AFTER),
        *(("unprocessed",) if operation == "BatchGetItem" else ()),
        *(("half taken",) if operation == "SendMessageBatch" else ()),
    )


def lines() -> tuple[str, ...]:
    """Where in the product's code we are."""
    found, frame = [], sys._getframe()
    while frame := frame.f_back:  # type: ignore[assignment]  # none behind the last
        if "/seance/" in frame.f_code.co_filename or "/functions/" in frame.f_code.co_filename:
            found.append(f"{frame.f_code.co_filename}:{frame.f_lineno}")
    return tuple(found)


@dataclass
class Line:
    """`fault` at call number `place`; the calls until now by name."""

    cloud: Cloud
    sleep: Callable[[float], None]
    fault: str = ""
    place: int = -1
    calls: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    lines: list[tuple[str, ...]] = field(default_factory=list)  # of code, from which each comes
    tries: int = 0
    dead: bool = False

    def begin(self, fault: str = "", place: int = -1) -> None:
        """The next call is number 0, in a new process."""
        self.fault, self.place, self.tries, self.dead = fault, place, 0, False
        self.calls.clear()
        self.lines.clear()
        self.numbers.clear()

    def __call__(self, request: AWSPreparedRequest) -> AWSResponse:
        """Stands in for the network."""
        asked = Asked.of(request)
        if self.dead:
            raise Vanished
        if self._is_here(asked.operation, asked.identity):
            self.tries += 1
            return self._go_wrong(request, asked)
        return respond(request, *self.cloud.perform(asked))

    def outside(
        self, perform: Callable[[], Result], unreached: Exception, lost: Exception
    ) -> Result:
        """A call to a service that is not of AWS, and what its caller raises when it goes wrong."""
        if not self._is_here(OUTSIDE, f"{OUTSIDE} {len(self.calls)}"):
            return perform()
        if self.fault == "unreached":
            raise unreached
        perform()
        if self.fault == "died after":
            self._die()
        raise lost

    def _is_here(self, operation: str, identity: str) -> bool:
        if identity not in self.numbers:
            self.numbers[identity] = len(self.calls)
            self.calls.append(operation)
            self.lines.append(lines())
        return self.numbers[identity] == self.place

    def _go_wrong(self, request: AWSPreparedRequest, asked: Asked) -> AWSResponse:
        match self.fault:
            case "throttled":
                return respond(request, 400, {"__type": "ThrottlingException", "message": ""})
            case "broken":
                return respond(request, 500, {"__type": "InternalServerError", "message": ""})
            case "unreached":
                raise ConnectTimeoutError(endpoint_url=request.url)
        if self.fault in ("unprocessed", "half taken") and self.tries == 1:
            asked = half(asked) if self.fault == "half taken" else asked
            if self.fault == "unprocessed":
                # What is kept between requests, as a secret is, may have moved another call to this place.
                wanted = asked.body.get("RequestItems", {})
                if not wanted:
                    return respond(request, *self.cloud.perform(asked))
                nothing = {"Responses": {table: [] for table in wanted}, "UnprocessedKeys": wanted}
                return respond(request, 200, nothing)
            return respond(request, 200, self._take(asked, request))
        answer = self.cloud.perform(asked)
        if self.fault == "died after":
            self._die()
        if self.fault == "answer lost" or (self.fault == "answer lost once" and self.tries == 1):
            self.sleep(SECONDS)
            raise ReadTimeoutError(endpoint_url=request.url)
        return respond(request, *answer)

    def _take(self, kept: Asked, request: AWSPreparedRequest) -> dict[str, Any]:
        taken = self.cloud.perform(kept)[1]["Successful"] if kept.body["Entries"] else []
        names = {each["Id"] for each in taken}
        failed = [
            {"Id": each["Id"], "Code": "InternalError", "SenderFault": False}
            for each in Asked.of(request).body["Entries"]
            if each["Id"] not in names
        ]
        return {"Successful": taken, "Failed": failed}

    def _die(self) -> NoReturn:
        self.dead = True
        raise Vanished


def half(asked: Asked) -> Asked:
    """The first half of a batch of messages; nothing of a single one."""
    entries = asked.body["Entries"]
    return Asked(asked.operation, {**asked.body, "Entries": entries[: len(entries) // 2]})
