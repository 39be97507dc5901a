"""Each statement of rights says what IAM knows: actions, their resources and their condition keys.

Parliament lints them, by AWS' Service Authorization Reference, which it carries. `sam validate --lint` does not:
cfn-lint leaves policies alone where SAM transforms a template.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from parliament import analyze_policy_string  # type: ignore[import-untyped]

from tests.drift.template import functions, resources, statements
from tests.memory.policies import PSEUDO, texts
from tests.tables import all_resources

ARNS = {  # by a resource's type, as in the reference above
    "AWS::Cognito::UserPool": "cognito-idp:{Region}:{AccountId}:userpool/{name}",
    "AWS::DynamoDB::Table": "dynamodb:{Region}:{AccountId}:table/{name}",
    "AWS::IAM::Role": "iam::{AccountId}:role/{name}",
    "AWS::KMS::Key": "kms:{Region}:{AccountId}:key/{name}",
    "AWS::Serverless::Function": "lambda:{Region}:{AccountId}:function:{name}",
    "AWS::SQS::Queue": "sqs:{Region}:{AccountId}:{name}",
}
KEPT = "secretsmanager:{Region}:{AccountId}:secret:{name}"  # else a secret, of the stacks or a parameter
UNBOUND = {("SendEmail", "RESOURCE_STAR"): "a condition names the sender"}  # with a reason


def policies() -> dict[str, list[dict[str, Any]]]:
    """The statements of every function and role, by logical id."""
    roles = {
        name: [
            statement
            for policy in role.get("Policies", ())
            for statement in policy["PolicyDocument"]["Statement"]
        ]
        for name, role in resources("AWS::IAM::Role").items()
    }
    found = roles | {name: statements(name) for name in functions()}
    return {name: each for name, each in found.items() if each}


def arn(named: str) -> str:
    """A resource as IAM calls it, from a logical id with what follows it."""
    if named == "*" or named.startswith("arn:"):
        return named
    name, rest = re.fullmatch(r"(\w+)(.*)", named).groups()  # type: ignore[union-attr] # else it is a fault
    if name.endswith("Stream"):
        name, rest = name.removesuffix("Stream"), "/stream/one"
    ends = ARNS.get(all_resources().get(name, {}).get("Type", ""), KEPT)
    return f"arn:aws:{ends.format(name=name, **PSEUDO)}{rest}"


def document(said: list[dict[str, Any]]) -> str:
    """A policy as CloudFormation would hand it to IAM."""

    def spelled() -> Iterator[dict[str, Any]]:
        for each in said:
            conditions = {
                operator: {key: texts(values) for key, values in asked.items()}
                for operator, asked in each.get("Condition", {}).items()
            }
            yield {
                "Effect": each["Effect"],
                "Action": texts(each["Action"]),
                "Resource": [arn(name) for name in texts(each["Resource"])],
                **({"Condition": conditions} if conditions else {}),
            }

    return json.dumps({"Version": "2012-10-17", "Statement": list(spelled())})


def findings(said: list[dict[str, Any]]) -> dict[str, str]:
    """What parliament finds in statements: the issue and its detail."""
    return {each.issue: str(each.detail) for each in analyze_policy_string(document(said)).findings}


@pytest.mark.parametrize("name", policies())
def test_a_policy_says_what_iam_knows(name: str) -> None:
    found = findings(policies()[name])
    for issue in [each for owner, each in UNBOUND if owner == name]:
        del found[issue]  # KeyError: the reason is not needed any more
    assert not found


@pytest.mark.parametrize(
    ("statement", "issue"),
    [
        ({"Action": "dynamodb:GetItems"}, "UNKNOWN_ACTION"),
        ({"Action": "sqs:ReceiveMessage"}, "RESOURCE_MISMATCH"),
        ({"Resource": "*"}, "RESOURCE_STAR"),
        (
            {"Condition": {"StringEquals": {"ses:FromAddress": "somebody"}}},
            "UNKNOWN_CONDITION_FOR_ACTION",
        ),
    ],
)
def test_what_iam_would_ignore_is_found(statement: dict[str, Any], issue: str) -> None:
    right = {"Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": {"Ref": "MainArn"}}
    assert not findings([right])
    assert issue in findings([right | statement])
