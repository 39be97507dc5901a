"""`make replay`: put dead letters back to where they failed, on the local cloud or on AWS.

A letter of a queue goes back into the queue. One of a stream names a batch, which is read from the
stream anew (DynamoDB keeps it for a day) and given to its function. One of a schedule is the event
of its function. Each letter is deleted when it was put back: stopped between the two, it is handled
twice, which changes nothing. SQS' own redrive could neither be bounded nor say what it moved.
"""

import argparse
import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import boto3

from local import cloud
from local.functions import read_stack
from local.resources import of_type
from local.telling import TroubleError, run, tell

SUFFIX = "DeadLetters"
SECONDS_FOR_A_LETTER = 300
# What `seance.events.reminders` schedules, and the function that is called for it. The one other
# schedule, `seance.reviews.transitions.close_later`, sends a message to the queue of copies.
SCHEDULED = {
    "day": "RemindGuests",
    "hour": "RemindGuests",
    "finish": "FinishEvent",
    "night": "ReconcileChanges",
    "journey": "WalkJourney",
}
COPIES, FOR_COPIES = (
    "CopiesQueue",
    {"close": "reviews", "release": "unanswered seats", "calm": "what waits"},
)
Letter = dict[str, Any]


@dataclass(frozen=True)
class Stack:
    """A deployed stack: its queues' addresses and functions' names by logical id, and a table."""

    session: boto3.Session
    endpoint: str | None
    queues: dict[str, str]
    functions: dict[str, str]
    main_table: str
    feed_table: str

    def client(self, service: str) -> Any:
        """A client of one of its services."""
        connect: Any = self.session.client  # its stubs know services by literal names
        return connect(service, endpoint_url=self.endpoint, config=cloud.CALLS)


def local_stack(facts: dict[str, Any]) -> Stack:
    """The local cloud, by its stack.json."""
    return Stack(
        cloud.session(),
        facts["aws_endpoint_url"],
        facts["queues"],
        facts["functions"],
        facts["main_table"],
        facts["feed_table"],
    )


def aws_stack(name: str, profile: str | None, region: str | None) -> Stack:
    """A stack on AWS, with the rights of a profile."""
    session = boto3.Session(profile_name=profile, region_name=region)
    cloudformation = session.client("cloudformation")
    tables = of_type(cloudformation, name, "AWS::DynamoDB::Table")
    return Stack(
        session,
        None,
        of_type(cloudformation, name, "AWS::SQS::Queue"),
        of_type(cloudformation, name, "AWS::Lambda::Function"),
        tables["Main"],
        tables["Feed"],
    )


def replay(stack: Stack, queue: str, limit: int = 1000) -> list[str]:
    """Put up to so many letters back; answers with a line for each. Raises at the first that fails."""
    if not queue.endswith(SUFFIX) or queue not in stack.queues:
        known = ", ".join(sorted(name for name in stack.queues if name.endswith(SUFFIX)))
        raise TroubleError(f"There are no dead letters '{queue}'.", f"There are: {known}")
    put_back = {
        "StreamDeadLetters": _to_the_streams_function,
        "ScheduleDeadLetters": _to_the_schedules_target,
    }.get(queue, _to_the_queue(queue.removesuffix(SUFFIX) + "Queue"))
    sqs, done = stack.client("sqs"), []
    for letter in _letters(sqs, stack.queues[queue], limit):
        where = put_back(stack, letter)
        sqs.delete_message(QueueUrl=stack.queues[queue], ReceiptHandle=letter["ReceiptHandle"])
        done.append(f"{letter['MessageId']} → {where}")
        tell(done[-1])
    return done


def _letters(sqs: Any, url: str, limit: int) -> Iterator[Letter]:
    """The letters one by one: one that fails keeps none of the others invisible."""
    for _ in range(limit):
        found = sqs.receive_message(
            QueueUrl=url, VisibilityTimeout=SECONDS_FOR_A_LETTER, WaitTimeSeconds=1
        ).get("Messages")
        if not found:
            return
        yield found[0]


def _to_the_queue(name: str) -> Any:
    def put_back(stack: Stack, letter: Letter) -> str:
        stack.client("sqs").send_message(QueueUrl=stack.queues[name], MessageBody=letter["Body"])
        return name

    return put_back


def _to_the_streams_function(stack: Stack, letter: Letter) -> str:
    """Source of the letter's form: "Retain discarded batches" in Lambda's guide for DynamoDB."""
    told = json.loads(letter["Body"])
    batch, arn = told["DDBStreamBatchInfo"], str(told["requestContext"]["functionArn"])
    function = arn.partition(":function:")[2].partition(":")[0]
    records = list(_records(stack.client("dynamodbstreams"), batch))
    _call(stack, function, {"Records": records})
    return f"{function}, {len(records)} records"


def _records(streams: Any, batch: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The records of a batch as Lambda gives them."""
    last = int(batch["endSequenceNumber"])
    position = streams.get_shard_iterator(
        StreamArn=batch["streamArn"],
        ShardId=batch["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        SequenceNumber=batch["startSequenceNumber"],
    )["ShardIterator"]
    while position:
        page = streams.get_records(ShardIterator=position)
        for record in page["Records"]:
            if int(record["dynamodb"]["SequenceNumber"]) > last:
                return
            yield json.loads(json.dumps(record, default=_plain))
        position = page.get("NextShardIterator") if page["Records"] else None


def _to_the_schedules_target(stack: Stack, letter: Letter) -> str:
    event = json.loads(letter["Body"])
    for what, called in FOR_COPIES.items():
        if what in event:
            return f"{_to_the_queue(COPIES)(stack, letter)}, {called} of {event[what]}"
    if event.get("which") not in SCHEDULED:
        raise TroubleError(
            f"Nobody schedules what letter {letter['MessageId']} says: {letter['Body']}",
            "It stays. A release that was deployed before may have sent it: replay it from there.",
        )
    name = SCHEDULED[event["which"]]
    _call(stack, stack.functions[name], event)
    return f"{name}, {event['which']} of {event.get('event_id', 'all')}"


def _call(stack: Stack, function: str, event: dict[str, Any]) -> None:
    answer = stack.client("lambda").invoke(
        FunctionName=function, Payload=json.dumps(event).encode()
    )
    if answer.get("FunctionError"):
        raise TroubleError(
            f"{function} failed again: {answer['Payload'].read().decode()}",
            "The letter stays; docs/operations.md says where to look.",
        )


def _plain(value: datetime | bytes) -> float | str:
    return value.timestamp() if isinstance(value, datetime) else b64encode(value).decode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("queue", help="logical id of a queue, such as NoticesDeadLetters")
    parser.add_argument("--stack", help="a stack on AWS (default: the local cloud)")
    parser.add_argument("--profile", help="of the AWS credentials")
    parser.add_argument("--region")
    parser.add_argument("--limit", type=int, default=1000, help="how many letters at most")
    asked = parser.parse_args()
    stack = (
        aws_stack(asked.stack, asked.profile, asked.region)
        if asked.stack
        else local_stack(read_stack())
    )
    done = replay(stack, asked.queue, asked.limit)
    tell(f"{len(done)} put back." if done else f"No letters in {asked.queue}.")


if __name__ == "__main__":
    run(main)
