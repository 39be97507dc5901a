"""What `template.yaml` and the stacks within it say, as the drift tests ask it."""

from typing import Any

from tests.tables import all_resources, templates


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
    route = resources("AWS::ApiGatewayV2::Route").get(f"{function}Route")
    if route is None or route["RouteKey"] == "$default":
        return None
    method, path = route["RouteKey"].split(" ")
    return "GET" if method == "ANY" else method, path, route.get("AuthorizationType") == "JWT"


def template_of(resource: str) -> dict[str, Any]:
    """The template of the stack that has a resource."""
    (found,) = [each for each in stacks().values() if resource in each["Resources"]]
    return found


def stacks() -> dict[str, dict[str, Any]]:
    """The templates below the root, by path."""
    return {path: each for path, each in templates().items() if path != "template.yaml"}


def defaults(template: dict[str, Any]) -> dict[str, Any]:
    """What a template gives all its functions; nothing where it has none."""
    given: dict[str, Any] = template.get("Globals", {}).get("Function", {})
    return given


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
