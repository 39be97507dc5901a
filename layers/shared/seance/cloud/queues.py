"""SQS: messages out, and batches in that fail one by one."""

import json
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from seance.cloud import clients, deadline
from seance.cloud.observability import correlation_id, follow, logger

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

MAXIMUM_DELAY_SECONDS = 900  # what SQS allows
CAUSE = "correlation_id"
HOPS = "hops"  # how many messages led to this one, as a message attribute
# Functions that go on by a message to their own queue run under `RecursiveLoop: Allow` (docs/decisions.md), so a chain
# that never ends must be stopped here. The longest that is meant has a page for each hundred of a million followers.
MOST_HOPS = 10_000
Body = dict[str, Any]
_hops: ContextVar[int] = ContextVar("hops", default=0)


class EndlessChainError(Exception):
    """A message that ten thousand led to: it goes to the dead letters, for somebody to look at."""


@lru_cache(maxsize=1)
def _client() -> "SQSClient":
    made: SQSClient = clients.client("sqs")
    return made


def send(queue_url: str, bodies: Iterable[Body], delay_seconds: int = 0) -> None:
    """Send each body as JSON, ten a request. Raises when one was not taken."""
    texts = [json.dumps(carry(body), separators=(",", ":"), ensure_ascii=False) for body in bodies]
    for start in range(0, len(texts), 10):
        entries = [
            {
                "Id": str(place),
                "MessageBody": text,
                "DelaySeconds": min(delay_seconds, MAXIMUM_DELAY_SECONDS),
                "MessageAttributes": {
                    HOPS: {"DataType": "Number", "StringValue": str(_hops.get() + 1)}
                },
            }
            for place, text in enumerate(texts[start : start + 10])
        ]
        answer = _client().send_message_batch(QueueUrl=queue_url, Entries=entries)  # type: ignore[arg-type]  # built above
        if failed := answer.get("Failed"):
            raise RuntimeError(f"{len(failed)} messages were not taken: {failed[0].get('Code')}")


def carry(body: Body) -> Body:
    """The body with the correlation id of what it is sent for, unless it has its own."""
    cause = body.get(CAUSE) or correlation_id()
    return {**body, CAUSE: cause} if cause else body


def process(event: Body, handle: Callable[[Body], None]) -> Body:
    """Handle each message of a batch by itself; who fails comes again, in the end to the dead letters.

    So does who would begin too late.
    """
    failures = []
    for record in event["Records"]:
        follow(record["messageId"])
        if deadline.left() < clients.ROUND_SECONDS:
            logger().warning("message not begun, too little time is left")
            failures.append({"itemIdentifier": record["messageId"]})
            continue
        hops = _hops.set(hops_of(record))
        try:
            _expect_an_end()
            body = json.loads(record["body"])
            follow(body.pop(CAUSE, None) or record["messageId"])
            handle(body)
            about = {each: body.get(each) for each in ("kind", "event_id")}
            logger().info("message handled", **about, hops=_hops.get())
        except Exception:  # noqa: BLE001 # the others go through; this one comes again
            logger().exception("message failed")
            failures.append({"itemIdentifier": record["messageId"]})
        finally:
            _hops.reset(hops)
    return {"batchItemFailures": failures}


def _expect_an_end() -> None:
    if _hops.get() > MOST_HOPS:
        raise EndlessChainError(f"{MOST_HOPS} messages led to this one")


def hops_of(record: Body) -> int:
    """How many messages led to this one; none is said by those of the release before and by put-back letters."""
    said = record.get("messageAttributes", {}).get(HOPS, {})
    return int(said.get("stringValue", 0))
