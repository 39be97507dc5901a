"""`Idempotency-Key`: the first answer of a POST is kept for 24 hours and replayed (Powertools)."""

import hashlib
import random
import time
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from seance.cloud import clients, deadline
from seance.cloud.config import settings
from seance.refusals import IdempotencyKeyReused, UpstreamUnavailable, ValidationFailed

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer

DAY_SECONDS = 24 * 60 * 60
Answer = dict[str, Any]


class _NotKept(Exception):
    """The answer is a failure of ours: the next try with the same key runs anew."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("not kept")
        self.answer = answer


def idempotency_key(event: dict[str, Any]) -> str | None:
    """The key of a POST, if it has one; 1–255 visible ASCII characters."""
    key = event["headers"].get("idempotency-key")
    if key is None or event["requestContext"]["http"]["method"] != "POST":
        return None
    if not (1 <= len(key) <= 255 and all("!" <= letter <= "~" for letter in key)):
        raise ValidationFailed.of("Idempotency-Key", "must be 1 to 255 visible ASCII characters")
    return str(key)


@lru_cache(maxsize=1)
def _store() -> "DynamoDBPersistenceLayer":
    from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer

    return DynamoDBPersistenceLayer(
        table_name=settings().idempotency_table, boto3_client=clients.client("dynamodb")
    )


def answer_once(adapter: Callable[[Answer, Any], Answer], event: Answer, context: Any, key: str) -> Answer:
    """Run the request unless this user sent it with this key before; then its first answer.

    A twin that is still running is waited for. Raises `IdempotencyKeyReused` for another body.
    """
    # Imported here: 40 ms that only requests with a key pay.
    from aws_lambda_powertools.utilities.idempotency import IdempotencyConfig, idempotent_function
    from aws_lambda_powertools.utilities.idempotency.exceptions import (
        IdempotencyAlreadyInProgressError,
        IdempotencyInconsistentStateError,
        IdempotencyValidationError,
    )

    request = event["requestContext"]
    claims = request.get("authorizer", {}).get("jwt", {}).get("claims", {})
    config = IdempotencyConfig(
        event_key_jmespath="key",
        payload_validation_jmespath="body",
        expires_after_seconds=DAY_SECONDS,
        hash_function="sha256",
        lambda_context=context,
    )

    @idempotent_function(  # type: ignore[untyped-decorator]  # Powertools gives it no type
    data_keyword_argument="asked", persistence_store=_store(), config=config, key_prefix="http")
    def run(*, asked: dict[str, str]) -> Answer:
        answer = adapter(event, context)
        if answer["statusCode"] >= 500 or answer["statusCode"] == 429:
            raise _NotKept(answer)
        return answer

    asked = {
        "key": "\n".join((str(claims.get("sub")), request["http"]["path"], key)),
        "body": hashlib.sha256((event.get("body") or "").encode()).hexdigest(),
    }
    deadline = time.monotonic() + settings().decision_seconds
    while time.monotonic() < deadline:
        try:
            answer: Answer = run(asked=asked)
            return answer
        except _NotKept as failure:
            return failure.answer
        except IdempotencyValidationError:
            raise IdempotencyKeyReused from None
        except (IdempotencyAlreadyInProgressError, IdempotencyInconsistentStateError):
            time.sleep(random.uniform(0.05, 0.2))
    raise UpstreamUnavailable("The first request with this key is still running.")
