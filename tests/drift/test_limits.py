"""What Lambda, IAM and API Gateway take at most of what the templates say; no local cloud knows.

Sources: "Lambda quotas" (environment: 4 kB a function), "IAM and AWS STS quotas" (characters of a role's own
policies and of a managed one, without white space; managed policies a role), "Quotas for HTTP APIs" and
"CloudFormation quotas".
"""

import json
from typing import Any

import pytest

from tests.drift.template import functions, resources, stacks
from tests.drift.test_operating import deployed
from tests.tables import template, templates

LONGEST = 150  # characters of an ARN or a queue's URL: names of stacks, queues and functions end at 128, 80 and 64
ENVIRONMENT, ROLE, MANAGED, MANAGED_A_ROLE = 4096, 10_240, 6_144, 10
ROUTES, PARAMETERS, OUTPUTS = 300, 200, 200


def settings(path: str) -> dict[str, str]:
    """A stack's parameters as long as they may become: numbers and words by default, the rest as long names."""
    known = template()["Parameters"]
    return {
        name: str(known.get(name, {}).get("Default") or "n" * (100 if name.endswith("Arn") else 70))
        for name in templates()[path]["Parameters"]
    }


def resolved(node: Any) -> Any:
    """What CloudFormation puts in the place of what is known only when it deploys."""
    if isinstance(node, list):
        return [resolved(each) for each in node]
    if not isinstance(node, dict):
        return node
    if len(node) == 1 and next(iter(node)).partition("::")[0] in ("Ref", "Fn"):
        return "n" * LONGEST
    return {name: resolved(each) for name, each in node.items()}


def of_type(path: str, kind: str) -> dict[str, dict[str, Any]]:
    """The properties of a stack's resources of a type, as deployed."""
    return {
        name: each["Properties"]
        for name, each in deployed(path, **settings(path)).items()
        if each["Type"] == kind
    }


@pytest.mark.parametrize("path", stacks())
def test_a_functions_environment_has_room(path: str) -> None:
    for name, each in of_type(path, "AWS::Lambda::Function").items():
        variables = resolved(each.get("Environment", {}).get("Variables", {}))
        length = sum(len(key) + len(str(value).encode()) for key, value in variables.items())
        assert length <= ENVIRONMENT, name


@pytest.mark.parametrize("path", stacks())
def test_a_role_has_room_for_its_policies(path: str) -> None:
    for name, each in of_type(path, "AWS::IAM::Role").items():
        policies = [policy["PolicyDocument"] for policy in each.get("Policies", ())]
        assert sum(len(compact(policy)) for policy in policies) <= ROLE, name
        assert len(each.get("ManagedPolicyArns", ())) <= MANAGED_A_ROLE, name


def test_a_managed_policy_has_room() -> None:
    for each in resources("AWS::IAM::ManagedPolicy").values():
        assert len(compact(each["PolicyDocument"])) <= MANAGED


def test_the_api_has_room() -> None:
    http = resources("AWS::ApiGatewayV2::Route")
    assert len(functions()) / 2 < len(http) <= ROUTES
    assert len(resources("AWS::ApiGatewayV2::Integration")) <= ROUTES


@pytest.mark.parametrize("path", templates())
def test_a_template_says_no_more_than_cloudformation_reads(path: str) -> None:
    assert len(templates()[path].get("Parameters", ())) <= PARAMETERS
    assert len(templates()[path].get("Outputs", ())) <= OUTPUTS
    assert len(compact(templates()[path])) <= 1024 * 1024


def compact(node: Any) -> str:
    """JSON without white space."""
    return json.dumps(resolved(node), separators=(",", ":"))
