"""`Idempotency-Key`: the first answer of a POST is kept for 24 hours and replayed (Powertools)."""

import hashlib
import random
import time
from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, cast

from fastapi import Depends, Request

from seance.cloud import clients, deadline
from seance.cloud.config import settings
from seance.cloud.observability import go_on_from, logger
from seance.errors import IdempotencyKeyReused, UpstreamUnavailable, ValidationFailed

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.idempotency import (
        DynamoDBPersistenceLayer,
        IdempotencyConfig,
    )

DAY_SECONDS = 24 * 60 * 60
LONGEST_KEY, KEY_PREFIX = 255, "http"
Answer = dict[str, Any]

_request_id: ContextVar[str] = ContextVar("request_id")


class _NotKept(Exception):
    """The answer is a failure of ours: the next try with the same key runs anew."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("not kept")
        self.answer = answer


def idempotency_key(event: dict[str, Any]) -> str | None:
    """The key of a POST, if it has one; 1–255 visible ASCII characters.

    Of somebody signed in: what strangers may do is safe to repeat, and they store nothing.
    """
    key, request = event["headers"].get("idempotency-key"), event["requestContext"]
    if key is None or request["http"]["method"] != "POST" or not _caller(request):
        return None
    if not (1 <= len(key) <= LONGEST_KEY and all("!" <= letter <= "~" for letter in key)):
        raise ValidationFailed.of("Idempotency-Key", "must be 1 to 255 visible ASCII characters")
    return str(key)


async def _made_for(request: Request) -> bytes | None:
    """Ten bytes that are the same whenever this request is sent again; nothing without a key.

    For ids: a repeat finds by it what a process did that vanished before its answer was kept.
    """
    event = request.scope["aws.event"]
    if (key := idempotency_key(event)) is None:
        return None
    context, body = event["requestContext"], event.get("body") or ""
    asked = "\n".join((str(_caller(context)), context["http"]["path"], key, body))
    return hashlib.blake2b(asked.encode(), digest_size=10).digest()


MadeFor = Annotated[bytes | None, Depends(_made_for)]


def _caller(request: dict[str, Any]) -> str | None:
    """The `sub` that the authorizer verified."""
    found: str | None = request.get("authorizer", {}).get("jwt", {}).get("claims", {}).get("sub")
    return found


def _name_holder(params: dict[str, Any], **_: Any) -> None:
    """Write into a record which request works on it.

    Botocore repeats a put whose answer was lost; by its name the request then knows its own record.
    The answer has the record that was there: of a request that vanished, or of one a day ago.
    """
    params["ReturnValues"] = "ALL_OLD"
    params["Item"]["holder"] = {"S": _request_id.get()}
    params["ConditionExpression"] += " OR (#status = :inprogress AND holder = :holder)"
    params["ExpressionAttributeValues"][":holder"] = params["Item"]["holder"]


def _go_on(parsed: dict[str, Any], **_: Any) -> None:
    """What the request that vanished has written is this one's work (`is_own`)."""
    found = parsed.get("Attributes", {})
    if found.get("status") == {"S": "INPROGRESS"} and "holder" in found:
        go_on_from(found["holder"]["S"])


@lru_cache(maxsize=1)
def _store() -> "DynamoDBPersistenceLayer":
    from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer

    client = clients.client("dynamodb", read_seconds=clients.TABLE_SECONDS)
    client.meta.events.register("provide-client-params.dynamodb.PutItem", _name_holder)
    client.meta.events.register("after-call.dynamodb.PutItem", _go_on)
    return DynamoDBPersistenceLayer(table_name=settings().idempotency_table, boto3_client=client)


@lru_cache(maxsize=1)
def _config() -> "IdempotencyConfig":
    from aws_lambda_powertools.utilities.idempotency import IdempotencyConfig

    return IdempotencyConfig(
        event_key_jmespath="key",
        payload_validation_jmespath="body",
        expires_after_seconds=DAY_SECONDS,
        hash_function="sha256",
    )


def _asked(event: Answer, key: str) -> dict[str, str]:
    """What makes two requests the same, and what must be the same in them."""
    request = event["requestContext"]
    return {
        "key": "\n".join((str(_caller(request)), request["http"]["path"], key)),
        "body": hashlib.sha256((event.get("body") or "").encode()).hexdigest(),
    }


def is_known(event: Answer, key: str) -> bool:
    """Whether there may be an answer to this user's request with this key already; by one read."""
    from aws_lambda_powertools.utilities.idempotency.exceptions import (
        IdempotencyItemNotFoundError,
        IdempotencyValidationError,
    )
    from botocore.exceptions import BotoCoreError, ClientError

    store = _store()
    store.configure(_config(), key_prefix=KEY_PREFIX)
    try:
        store.get_record(_asked(event, key))
    except IdempotencyItemNotFoundError:
        return False
    except (IdempotencyValidationError, BotoCoreError, ClientError):
        return True  # `answer_once` says what that comes to
    return True


def answer_once(
    adapter: Callable[[Answer, Any], Answer], event: Answer, context: Any, key: str
) -> Answer:
    """Run the request unless this user sent it with this key before; then its first answer.

    A twin that is still running is waited for. Raises `IdempotencyKeyReused` for another body, and
    `UpstreamUnavailable` where nothing was done; what was done is answered, kept or not.
    """
    # Imported here: 40 ms that only requests with a key pay.
    from aws_lambda_powertools.utilities.idempotency import idempotent_function
    from aws_lambda_powertools.utilities.idempotency.exceptions import (
        IdempotencyAlreadyInProgressError,
        IdempotencyInconsistentStateError,
        IdempotencyPersistenceLayerError,
        IdempotencyValidationError,
    )

    _request_id.set(event["requestContext"]["requestId"])
    done: list[Answer] = []
    config = _config()
    config.register_lambda_context(context)
    asked = _asked(event, key)

    @idempotent_function(  # type: ignore[untyped-decorator]  # Powertools gives it no type
        data_keyword_argument="asked",
        persistence_store=_store(),
        config=config,
        key_prefix=KEY_PREFIX,
    )
    def run(*, asked: dict[str, str]) -> Answer:  # noqa: ARG001 # Powertools reads it
        answer = adapter(event, context)
        done.append(answer)
        if (
            answer["statusCode"] >= HTTPStatus.INTERNAL_SERVER_ERROR
            or answer["statusCode"] == HTTPStatus.TOO_MANY_REQUESTS
        ):
            raise _NotKept(answer)
        return answer

    patience = time.monotonic() + settings().decision_seconds
    while time.monotonic() < patience and deadline.left() > clients.ROUND_SECONDS:
        try:
            return cast(Answer, run(asked=asked))
        except _NotKept as failure:
            return failure.answer
        except IdempotencyValidationError:
            raise IdempotencyKeyReused from None
        except IdempotencyPersistenceLayerError as error:
            logger().exception("idempotency record not written", exc_info=error)
            if done:
                return done[-1]
            raise UpstreamUnavailable from error
        except (IdempotencyAlreadyInProgressError, IdempotencyInconsistentStateError):
            time.sleep(random.uniform(0.05, 0.2))  # noqa: S311 # no secret
    raise UpstreamUnavailable("The first request with this key is still running.")
