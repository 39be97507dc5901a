"""What `template.yaml` says, as the drift tests ask it."""

from typing import Any

from tests.tables import template


def resources(kind: str) -> dict[str, dict[str, Any]]:
    """The properties of all resources of a type, by logical id."""
    found: dict[str, dict[str, Any]] = {
        name: each.get("Properties", {})
        for name, each in template()["Resources"].items()
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


def statements(function: str) -> list[dict[str, Any]]:
    """What the function's role allows."""
    policies = functions()[function].get("Policies", [])
    return [statement for policy in policies for statement in policy["Statement"]]
