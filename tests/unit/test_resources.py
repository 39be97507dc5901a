"""What a stack consists of is found in the stacks within it, too."""

from collections.abc import Iterator
from typing import Any

from local.resources import NESTED, of_type

QUEUE, TABLE = "AWS::SQS::Queue", "AWS::DynamoDB::Table"
STACKS = {
    "house": [[("Main", TABLE, "main-1")], [("Page", NESTED, "arn:page"), ("A", QUEUE, "a-1")]],
    "arn:page": [[("B", QUEUE, "b-1"), ("Inner", NESTED, "arn:inner")]],
    "arn:inner": [[("C", QUEUE, "c-1")]],
}


class CloudFormation:
    """Tells what stacks consist of, a page at a time."""

    def get_paginator(self, operation: str) -> "CloudFormation":
        assert operation == "list_stack_resources"
        return self

    def paginate(self, **asked: str) -> Iterator[dict[str, Any]]:
        names = ("LogicalResourceId", "ResourceType", "PhysicalResourceId")
        for page in STACKS[asked["StackName"]]:
            yield {"StackResourceSummaries": [dict(zip(names, each, strict=True)) for each in page]}


def test_resources_of_all_stacks_are_found_by_type() -> None:
    assert of_type(CloudFormation(), "house", QUEUE) == {"A": "a-1", "B": "b-1", "C": "c-1"}
    assert of_type(CloudFormation(), "house", TABLE) == {"Main": "main-1"}
