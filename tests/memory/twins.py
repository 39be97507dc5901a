"""The tables in memory beside AWS's own engine, DynamoDB Local: each request is asked of both.

`make local-dynamodb` starts the engine and names its address in DYNAMODB_LOCAL; what is stored and
tested then runs on the real one too. An answer that differs ends the test.
"""

import json
from decimal import Decimal
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import boto3

from tests.memory.dynamo import Body, Refused, Tables
from tests.tables import create_tables

REGION = "eu-central-1"
WHO = f"AWS4-HMAC-SHA256 Credential=testing/20270301/{REGION}/dynamodb/aws4_request, SignedHeaders=host, Signature=none"  # fmt: skip
COMPARED = ("Item", "Items", "Attributes", "Responses", "Count", "ScannedCount", "LastEvaluatedKey")
SETS = ("SS", "NS", "BS")


class DifferError(BaseException):
    """The engine answers something else: no `except Exception` of the product hides that."""


class Twins(Tables):
    """Answers as the tables in memory, where the engine answers the same."""

    def __init__(self, names: dict[str, str], url: str) -> None:
        self.engine = HTTPConnection(urlsplit(url).netloc)
        client = boto3.client(
            "dynamodb",
            endpoint_url=url,
            region_name=REGION,
            aws_access_key_id="testing",
            aws_secret_access_key="testing",
        )
        create_tables(client, names)
        super().__init__(names)

    def clear(self) -> None:
        """Nothing is stored, in either."""
        for table, items in self.items.items():
            own = self.indexes[table, None].keys if items else ()
            for item in items.values():
                key = {name: item[name] for name in own}
                self._ask("DeleteItem", {"TableName": table, "Key": key})
        super().clear()

    def answer(self, operation: str, body: Body) -> Body:
        """What both answer."""
        refused: Refused | None = None
        try:
            answer = super().answer(operation, body)
        except Refused as refusal:
            refused, answer = refusal, refusal.answer
        status, theirs = self._ask(operation, body)
        one, other = alike(400 if refused else 200, answer), alike(status, theirs)
        if operation == "Scan":
            one, other = (sorted(each["Items"], key=repr) for each in (one, other))
        if one != other:
            raise DifferError(f"{operation} {body}\nin memory: {one}\nengine: {other}, {theirs}")
        if refused:
            raise refused
        return answer

    def _ask(self, operation: str, body: Body) -> tuple[int, Body]:
        headers = {
            "Content-Type": "application/x-amz-json-1.0",
            "X-Amz-Target": f"DynamoDB_20120810.{operation}",
            "Authorization": WHO,
        }
        self.engine.request("POST", "/", json.dumps(body), headers)
        response = self.engine.getresponse()
        return response.status, json.loads(response.read())


def alike(status: int, answer: Body) -> Any:
    """What must be the same: without texts, and where DynamoDB promises no order, in one."""
    if status != 200:
        reasons = [each["Code"] for each in answer.get("CancellationReasons", ())]
        return answer["__type"].rpartition("#")[2], reasons, _plain(answer.get("Item"))
    found = {name: _plain(answer[name]) for name in COMPARED if answer.get(name)}
    if "Items" in answer:
        found["Items"] = _plain(answer["Items"])
    for table, items in found.get("Responses", {}).items():
        found["Responses"][table] = sorted(items, key=repr)
    return found


def _plain(value: Any) -> Any:
    """With names, sets and numbers in one form."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: Decimal(each).normalize()
        if name == "N"
        else sorted(each)
        if name in SETS
        else _plain(each)
        for name, each in sorted(value.items())
    }
