"""Read, decide, write; and again when another write came between.

Every change in Seance is made so: read what the decision rests on, decide with pure rules, write
with conditions that insist on what was read. A failed condition, a `TransactionConflict` or a lost
answer is no refusal: the world may have moved, so the work reads and decides anew. A refusal is only
ever said by a rule that looked at fresh data.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import TypeVar, cast

from botocore.exceptions import ClientError, ConnectionError, HTTPClientError  # noqa: A004 # botocore's own
from pynamodb.exceptions import PynamoDBException, TransactWriteError
from pynamodb.transactions import TransactWrite
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_after_delay,
    wait_random_exponential,
)
from tenacity.stop import stop_base

from seance.cloud import clients, deadline
from seance.cloud.config import settings
from seance.cloud.tables import MainItem
from seance.errors import UpstreamUnavailable

Result = TypeVar("Result")

# Seconds. Chosen by benchmarks/retries.py: shorter waits sell no faster and fail more often, for what they
# fail at is written one after the other.
SHORTEST_WAIT, LONGEST_WAIT = 0.1, 0.5

# What passes: another writer, too much at once, a fault of DynamoDB's. AWS names them in the
# reference of TransactWriteItems and in "Error handling with DynamoDB".
PASSING = frozenset(
    {
        "ConditionalCheckFailed",
        "ConditionalCheckFailedException",
        "TransactionConflict",
        "TransactionConflictException",
        "TransactionInProgressException",
        "ThrottlingError",
        "ThrottlingException",
        "ProvisionedThroughputExceeded",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "InternalServerError",
        "ServiceUnavailable",
    }
)


class Outrun(UpstreamUnavailable):
    """Another write came between, or the answer was lost: read again."""


def passes(error: BaseException) -> bool:
    """Whether reading and deciding anew may help.

    A lost answer belongs here: only reading tells whether the write happened.
    """
    return isinstance(error, PynamoDBException) and (
        isinstance(error.cause, HTTPClientError | ConnectionError) or _reasons(error) <= PASSING
    )


def is_outage(error: BaseException) -> bool:
    """Whether another service of AWS could not be reached, was asked too much or had a fault.

    Source: botocore's `retries.standard`, the errors that it repeats.
    """
    if not isinstance(error, ClientError):
        return isinstance(error, HTTPClientError | ConnectionError)
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    code = error.response.get("Error", {}).get("Code", "")
    throttled = "Throttl" in code or "LimitExceeded" in code or "TooManyRequests" in code
    return (
        throttled
        or status == HTTPStatus.TOO_MANY_REQUESTS
        or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    )


@contextmanager
def conditional() -> Iterator[None]:
    """Around conditional writes: what passes becomes `Outrun`, all else stays."""
    try:
        yield
    except PynamoDBException as error:
        if passes(error):
            raise Outrun from error
        raise


def _reasons(error: PynamoDBException) -> set[str | None]:
    """Why DynamoDB refused: the reasons of a cancelled transaction, else the error's own code."""
    if isinstance(error, TransactWriteError):
        codes: set[str | None] = {reason.code for reason in error.cancellation_reasons if reason}
        if codes:
            return codes
    response = getattr(error.cause, "response", None) or {}  # botocore's own errors have None
    return {response.get("Error", {}).get("Code")}


def written(write: Callable[[], object]) -> bool:
    """Whether one write's condition held; where it did not, nothing has happened.

    Raises `Outrun` when it is not known.
    """
    try:
        with conditional():
            write()
    except Outrun as error:
        if _reasons(cast(PynamoDBException, error.__cause__)) == {
            "ConditionalCheckFailedException"
        }:
            return False
        raise
    return True


@contextmanager
def transaction() -> Iterator[TransactWrite]:
    """One transaction on the Main table: all of it or nothing."""
    with conditional(), TransactWrite(connection=MainItem.connection()) as writes:
        yield writes


class _TooLate(stop_base):
    """Another round might not end within the deadline."""

    def __call__(self, retry_state: RetryCallState) -> bool:
        return deadline.left() < retry_state.upcoming_sleep + clients.ROUND_SECONDS


def decide(work: Callable[[], Result]) -> Result:
    """Run `work` (read, decide, write) until its write stands or it refuses.

    Waits with full jitter between the rounds. Raises `UpstreamUnavailable` when the deadline has
    passed and it is still not known what is true.
    """
    rounds = Retrying(
        retry=retry_if_exception(lambda error: isinstance(error, Outrun) or passes(error)),
        wait=wait_random_exponential(multiplier=SHORTEST_WAIT, max=LONGEST_WAIT),
        stop=stop_after_delay(settings().decision_seconds) | _TooLate(),
        reraise=True,
    )
    try:
        return rounds(work)
    except (Outrun, PynamoDBException) as error:
        if isinstance(error, Outrun) or passes(error):
            raise UpstreamUnavailable("Too much is happening at once.") from error
        raise
