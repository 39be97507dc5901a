"""What AWS takes at most of what Seance asks, in bytes; the local clouds take more, this one refuses as AWS does.

Sources, each "quotas" in the service's developer guide: DynamoDB "Quotas" and "Query" (a megabyte a page); SQS
"Message quotas" and "Batch actions"; Lambda "Quotas"; API Gateway "Quotas for WebSocket APIs"; EventBridge Scheduler
API reference, CreateSchedule; KMS API reference, Encrypt.
"""

import json
import re
from base64 import b64decode
from typing import Any

from tests.memory.expressions import Item

ITEM = 400 * 1024
TRANSACTION = 4 * 1024 * 1024
QUERY_PAGE = 1024 * 1024
MESSAGES = 1024 * 1024  # of one message, and of a batch together
ANSWER = 6_291_556  # of a function
FRAME = 128 * 1024
SCHEDULE = re.compile(r"[0-9a-zA-Z-_.]{1,64}")
PLAINTEXT = 4096
LONG = 1000  # shorter values do not fill an item


def size(item: Item) -> int:
    """An item's size as DynamoDB counts it ("DynamoDB item sizes and formats")."""
    return sum(len(name.encode()) + _size(value) for name, value in item.items())


def is_too_large(item: Item) -> bool:
    """Whether DynamoDB has no room for it."""
    long = any(
        hasattr(each, "__len__") and len(each) > LONG
        for value in item.values()
        for each in value.values()
    )
    return long and size(item) > ITEM


def takes_messages(texts: list[str]) -> bool:
    """Whether SQS takes these in one request."""
    return 0 < len(texts) <= 10 and sum(len(each.encode()) for each in texts) <= MESSAGES


def is_answer(answer: Any) -> bool:
    """Whether Lambda gives a function's answer to who called it; Python 3.11's runtime escapes what is not ASCII."""
    return len(json.dumps(answer)) <= ANSWER


def _size(value: dict[str, Any]) -> int:
    ((kind, content),) = value.items()
    match kind:
        case "S":
            return len(content.encode())
        case "N":
            return len(content.strip("-0.").replace(".", "")) // 2 + 2
        case "B":
            return len(b64decode(content)) if isinstance(content, str) else len(content)
        case "SS":
            return sum(len(each.encode()) for each in content)
        case _:
            return 1  # a flag or nothing; maps and lists are kept as JSON text
