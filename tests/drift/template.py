"""What `template.yaml` and the stacks within it say, as the drift tests ask it."""

from typing import Any

from tests.tables import all_resources


def resources(kind: str) -> dict[str, dict[str, Any]]:
    """The properties of all resources of a type, by logical id."""
    found: dict[str, dict[str, Any]] = {
        name: each.get("Properties", {})
        for name, each in all_resources().items()
        if each["Type"] == kind
    }
    return found


def functions() -> dict[str, dict[str, Any]]:
    """Every function."""
    return resources("AWS::Serverless::Function")


def http_route(function: str) -> tuple[str, str, bool] | None:
    """Method, path and whether it needs a token; nothing for what no request calls.

    A read is routed as ANY, for the sake of HEAD.
    """
    http = functions()[function].get("Events", {}).get("Http")
    if http is None:
        return None
    properties = http["Properties"]
    return (
        "GET" if properties["Method"] == "ANY" else properties["Method"],
        properties["Path"],
        properties.get("Auth") != {"Authorizer": "NONE"},
    )


def handler(function: str) -> str:
    """The dotted name of what Lambda calls."""
    named: str = functions()[function]["Handler"]
    return named


def statements(function: str) -> list[dict[str, Any]]:
    """What the function's role allows, by its own policies and by the managed ones it names."""
    return [
        statement
        for policy in functions()[function].get("Policies", [])
        for statement in _document(policy)["Statement"]
    ]


def _document(policy: dict[str, Any]) -> dict[str, Any]:
    """A policy's statements; a managed one is named by `!Ref`, here or in the stack that has it."""
    if "Ref" not in policy:
        return policy
    document: dict[str, Any] = resources("AWS::IAM::ManagedPolicy")[policy["Ref"]]["PolicyDocument"]
    return document
