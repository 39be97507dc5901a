"""`make unsent`: what perhaps did not go out by e-mail, Telegram, VK or push, on the local cloud or on AWS.

Listed from the Feed table: sends whose answer was lost, or whose worker died (seance.channels.claims).
They are not sent again, for nobody knows whether they arrived; the reader's inbox has each. What
surely did not go out lies in the channels' dead letters, which are only counted here.
"""

import argparse
from typing import Any

from local.functions import read_stack
from local.replay import Stack, aws_stack, local_stack
from local.telling import run, tell

UNSENT = "UNSENT"  # the partition of seance.cloud.keys
DEAD_LETTERS = (
    "DeliveriesDeadLetters",
    "TelegramDeadLetters",
    "VkDeadLetters",
    "WebPushDeadLetters",
)
SHOWN = ("claimed_at", "channel", "kind", "user_id", "id", "cause")


def unsent(stack: Stack, limit: int) -> list[dict[str, str]]:
    """The newest first, each with when, where, what, for whom and its correlation id."""
    pages = stack.client("dynamodb").get_paginator("query")
    found: Any = pages.paginate(
        TableName=stack.feed_table,
        KeyConditionExpression="pk = :unsent",
        ExpressionAttributeValues={":unsent": {"S": UNSENT}},
        ScanIndexForward=False,
        PaginationConfig={"MaxItems": limit},
    )
    return [
        {name: str(item.get(name, {}).get("S", "-")) for name in SHOWN}
        for page in found
        for item in page["Items"]
    ]


def dead_letters(stack: Stack) -> dict[str, int]:
    """How many letters lie in each channel's dead letters, about."""
    sqs = stack.client("sqs")
    wanted = "ApproximateNumberOfMessages"
    return {
        name: int(
            sqs.get_queue_attributes(QueueUrl=stack.queues[name], AttributeNames=[wanted])[
                "Attributes"
            ][wanted]
        )
        for name in DEAD_LETTERS
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stack", help="a stack on AWS (default: the local cloud)")
    parser.add_argument("--profile", help="of the AWS credentials")
    parser.add_argument("--region")
    parser.add_argument("--limit", type=int, default=1000, help="how many lines at most")
    asked = parser.parse_args()
    stack = (
        aws_stack(asked.stack, asked.profile, asked.region)
        if asked.stack
        else local_stack(read_stack())
    )
    found = unsent(stack, asked.limit)
    for each in found:
        tell("  ".join(each.values()))
    tell(f"{len(found)} perhaps not sent in the last 30 days.")
    for name, letters in dead_letters(stack).items():
        if letters:
            tell(f"{letters} surely not sent: make replay QUEUE={name}")


if __name__ == "__main__":
    run(main)
