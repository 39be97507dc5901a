"""Every client of AWS: how long it waits, how often it asks, and never past the deadline."""

from typing import Any

from botocore.exceptions import ConnectTimeoutError

from seance.cloud import deadline

CONNECT_SECONDS, READ_SECONDS = 1, 3
# DynamoDB answers within some ten milliseconds: who waits for a lost answer longer loses the seat meanwhile.
# Source: AWS Database Blog, "Tuning AWS Java SDK HTTP request settings for latency-aware Amazon DynamoDB applications".
TABLE_SECONDS = 1
ATTEMPTS = 3  # the first included
ATTEMPT_SECONDS = CONNECT_SECONDS + READ_SECONDS  # what one attempt takes at most
ROUND_SECONDS = 2 * ATTEMPT_SECONDS  # for who asks once more and then keeps what came of it


class OutOfTime(ConnectTimeoutError):
    """Not sent: its answer might come after the function's end. Botocore does not repeat it."""

    fmt = "No time is left to ask {endpoint_url}"


def client(
    service: str,
    *,
    attempts: int = ATTEMPTS,
    read_seconds: int = READ_SECONDS,
    endpoint_url: str | None = None,
    **config: Any,
) -> Any:
    """A client of boto3's; `config` is what else botocore's `Config` takes."""
    import boto3  # 60 ms that only who calls another service than DynamoDB pays
    from botocore.config import Config

    limits = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=read_seconds,
        retries={"mode": "standard", "total_max_attempts": attempts},
        **config,
    )
    made = boto3.client(service, endpoint_url=endpoint_url, config=limits)  # type: ignore[call-overload]  # any service
    return keep_deadline(made)


def keep_deadline(made: Any) -> Any:
    """Have each attempt refused that could outlive the function.

    `request-created` comes before every attempt, and what it raises is not repeated: source,
    `botocore.endpoint.Endpoint._send_request`.
    """
    made.meta.events.register("request-created", _check, unique_id="deadline")
    return made


def _check(request: Any, **_: Any) -> None:
    if deadline.left() < ATTEMPT_SECONDS:
        raise OutOfTime(endpoint_url=request.url)
