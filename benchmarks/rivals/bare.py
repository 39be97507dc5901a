"""(a) A bare handler with boto3: a counter an event and an item a booking, changed in one transaction.

No agenda, waitlist, shards, rights, validation or notices: the least that never sells a seat twice.
"""

import json
import os
import uuid
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import boto3

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.client import DynamoDBClient

TABLE = "bare"


@lru_cache(maxsize=1)
def client() -> "DynamoDBClient":
    """Of the engine that AWS_ENDPOINT_URL names."""
    return boto3.client("dynamodb", region_name=os.environ["AWS_DEFAULT_REGION"])


def create() -> None:
    """The table, empty."""
    client().create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")
        ],
        KeySchema=[
            {"AttributeName": "pk", "KeyType": "HASH"},
            {"AttributeName": "sk", "KeyType": "RANGE"},
        ],
    )


def handler(event: dict[str, Any], _: Any) -> dict[str, Any]:
    """Three requests: a new event, a booking of it, an approval."""
    user = event["requestContext"]["authorizer"]["jwt"]["claims"]["sub"]
    match event["rawPath"].removeprefix("/api/v1/").split("/"):
        case ["events"]:
            return _answer(201, _announce(json.loads(event["body"])))
        case ["events", event_id, "bookings"]:
            return _ask(event_id, user)
        case ["events", event_id, "bookings", guest, "approve"]:
            return _confirm(event_id, guest, "attribute_exists(pk)", 200)
    return _answer(404, {})


def _announce(asked: dict[str, Any]) -> dict[str, Any]:
    event_id = str(uuid.uuid4())
    item = {
        **_key(event_id, "EVENT"),
        "left": {"N": str(asked["capacity"])},
        "approval": {"S": asked["approval"]},
    }
    client().put_item(TableName=TABLE, Item=item)
    return {"id": event_id}


def _ask(event_id: str, guest: str) -> dict[str, Any]:
    found = client().get_item(TableName=TABLE, Key=_key(event_id, "EVENT"))["Item"]
    if found["approval"]["S"] == "automatic":
        return _confirm(event_id, guest, "attribute_not_exists(pk)", 201)
    client().put_item(
        TableName=TABLE,
        Item=_key(event_id, guest) | {"event_id": {"S": event_id}, "status": {"S": "requested"}},
        ConditionExpression="attribute_not_exists(pk)",
    )
    return _answer(201, {"status": "requested"})


def _confirm(event_id: str, guest: str, condition: str, status: int) -> dict[str, Any]:
    booking = _key(event_id, guest) | {
        "event_id": {"S": event_id},
        "status": {"S": "confirmed"},
    }
    try:
        client().transact_write_items(
            TransactItems=[
                {
                    "Update": {
                        "TableName": TABLE,
                        "Key": _key(event_id, "EVENT"),
                        "UpdateExpression": "SET #left = #left - :one",
                        "ConditionExpression": "#left >= :one",
                        "ExpressionAttributeNames": {"#left": "left"},
                        "ExpressionAttributeValues": {":one": {"N": "1"}},
                    }
                },
                {"Put": {"TableName": TABLE, "Item": booking, "ConditionExpression": condition}},
            ]
        )
    except client().exceptions.TransactionCanceledException:
        return _answer(409, {"status": "sold_out"})
    return _answer(status, {"status": "confirmed"})


def _key(event_id: str, sort: str) -> dict[str, Any]:
    return {"pk": {"S": event_id}, "sk": {"S": sort}}


def _answer(status: int, body: dict[str, Any]) -> dict[str, Any]:
    return {"statusCode": status, "body": json.dumps(body)}
