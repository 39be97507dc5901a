"""Read, decide, write; and again when another write came between.

Every change in Seance is made so: read what the decision rests on, decide with pure rules, write
with conditions that insist on what was read. A failed condition or a `TransactionConflict` is no
refusal: the world has moved, so the work reads and decides anew. A refusal is only ever said by a
rule that looked at fresh data.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from botocore.exceptions import HTTPClientError
from pynamodb.exceptions import (
    DeleteError,
    PutError,
    PynamoDBException,
    TransactWriteError,
    UpdateError,
)
from pynamodb.transactions import TransactWrite
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_random_exponential

from seance.cloud.config import settings
from seance.cloud.tables import MainItem
from seance.refusals import UpstreamUnavailable

Result = TypeVar("Result")

# What another writer causes. AWS names them in the reference of TransactWriteItems.
CONTENTION = frozenset(
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
    }
)


class Outrun(Exception):
    """Another write came between, or the answer was lost: read again."""


@contextmanager
def conditional() -> Iterator[None]:
    """Around conditional writes: what contention causes becomes `Outrun`, all else stays.

    A lost answer counts as contention too: only reading anew tells whether the write happened.
    """
    try:
        yield
    except (TransactWriteError, PutError, UpdateError, DeleteError) as error:
        if _reasons(error) <= CONTENTION or isinstance(error.cause, HTTPClientError):
            raise Outrun from error
        raise


def _reasons(error: PynamoDBException) -> set[str | None]:
    """Why DynamoDB refused: the reasons of a cancelled transaction, else the error's own code."""
    if isinstance(error, TransactWriteError):
        codes: set[str | None] = {reason.code for reason in error.cancellation_reasons if reason}
        return codes or {error.cause_response_code}
    return {error.cause_response_code}


def written(write: Callable[[], object]) -> bool:
    """Whether one write's condition held; where it did not, nothing has happened."""
    try:
        write()
    except (PutError, UpdateError, DeleteError) as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return False
    return True


@contextmanager
def transaction() -> Iterator[TransactWrite]:
    """One transaction on the Main table: all of it or nothing."""
    with conditional(), TransactWrite(connection=MainItem.connection()) as writes:
        yield writes


def decide(work: Callable[[], Result]) -> Result:
    """Run `work` (read, decide, write) until its write stands or it refuses.

    Waits with full jitter between the rounds. Raises `UpstreamUnavailable` when the deadline has
    passed and it is still not known what is true.
    """
    rounds = Retrying(
        retry=retry_if_exception_type(Outrun),
        wait=wait_random_exponential(multiplier=0.02, max=0.5),
        stop=stop_after_delay(settings().decision_seconds),
        reraise=True,
    )
    try:
        return rounds(work)
    except Outrun as error:
        raise UpstreamUnavailable("Too much is happening at once.") from error
