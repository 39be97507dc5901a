"""What a deployed stack consists of, with the stacks within it."""

from collections.abc import Iterator
from typing import Any

NESTED = "AWS::CloudFormation::Stack"


def of_type(cloudformation: Any, stack: str, kind: str) -> dict[str, str]:
    """Logical id to physical id of all resources of one type; no two stacks share a logical id."""
    return {
        each["LogicalResourceId"]: each["PhysicalResourceId"]
        for each in _resources(cloudformation, stack)
        if each["ResourceType"] == kind
    }


def _resources(cloudformation: Any, stack: str) -> Iterator[dict[str, Any]]:
    for page in cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack):
        for each in page["StackResourceSummaries"]:
            yield each
            if each["ResourceType"] == NESTED:
                yield from _resources(cloudformation, each["PhysicalResourceId"])
