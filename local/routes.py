"""Creates the HTTP API's routes, which MiniStack doesn't import from a template's `Body`.

SAM writes routes, integrations and authorizer of an HTTP API as an OpenAPI document into
`Body`. AWS reads it; MiniStack ignores it (1.5.33). So it is read here from the processed
template and made with the calls of apigatewayv2.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mypy_boto3_apigatewayv2 import ApiGatewayV2Client

from local import cloud
from local.place import Place
from local.resources import of_type


@dataclass(frozen=True)
class Route:
    """One `GET /path` of the template: which function answers, and whether a token is needed."""

    key: str
    function: str
    with_token: bool


def import_routes(place: Place, stack: str) -> None:
    """Make the routes of the deployed API equal to those of the processed template."""
    cloudformation = cloud.session().client("cloudformation", endpoint_url=place.aws_url)
    template: Any = cloudformation.get_template(StackName=stack, TemplateStage="Processed")
    described = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    outputs = {item["OutputKey"]: item["OutputValue"] for item in described.get("Outputs", [])}
    api: ApiGatewayV2Client = cloud.session().client("apigatewayv2", endpoint_url=place.aws_url)
    lambdas = cloud.session().client("lambda", endpoint_url=place.aws_url)
    functions = function_names(place, stack)
    api_id = outputs["ApiId"]
    authorizer = _authorizer(api, api_id, outputs["Issuer"], outputs["Audience"])
    existing = {route["RouteKey"]: route for route in _all_routes(api, api_id)}
    integrations: dict[str, str] = {}
    for integration in api.get_integrations(ApiId=api_id, MaxResults="1000")["Items"]:
        integrations[integration["IntegrationUri"]] = integration["IntegrationId"]
    wanted = list(declared_routes(template["TemplateBody"]["Resources"]))
    for route in wanted:
        arn = lambdas.get_function_configuration(FunctionName=functions[route.function])[
            "FunctionArn"
        ]
        if arn not in integrations:
            made = api.create_integration(
                ApiId=api_id,
                IntegrationType="AWS_PROXY",
                IntegrationUri=arn,
                PayloadFormatVersion="2.0",
            )
            integrations[arn] = made["IntegrationId"]
        settings: Any = {"Target": f"integrations/{integrations[arn]}", "AuthorizationType": "NONE"}
        if route.with_token:
            settings |= {"AuthorizationType": "JWT", "AuthorizerId": authorizer}
        if route.key in existing:
            api.update_route(ApiId=api_id, RouteId=existing[route.key]["RouteId"], **settings)
        else:
            api.create_route(ApiId=api_id, RouteKey=route.key, **settings)
    for key in existing.keys() - {route.key for route in wanted}:
        api.delete_route(ApiId=api_id, RouteId=existing[key]["RouteId"])


def declared_routes(resources: dict[str, Any]) -> Iterator[Route]:
    """The routes of the HTTP API in a processed template."""
    for resource in resources.values():
        if resource["Type"] != "AWS::ApiGatewayV2::Api" or "Body" not in resource["Properties"]:
            continue
        for path, methods in resource["Properties"]["Body"].get("paths", {}).items():
            for method, operation in methods.items():
                uri = operation["x-amazon-apigateway-integration"]["uri"]["Fn::Sub"]
                function = uri.partition("functions/${")[2].partition(".")[0]
                verb = "ANY" if method == "x-amazon-apigateway-any-method" else method.upper()
                schemes = {name for scheme in operation.get("security", []) for name in scheme}
                key = path if path == "$default" else f"{verb} {path}"
                yield Route(key, function, bool(schemes - {"NONE"}))


def function_names(place: Place, stack: str) -> dict[str, str]:
    """The deployed functions: logical id to name."""
    return resources_of_type(place, stack, "AWS::Lambda::Function")


def resources_of_type(place: Place, stack: str, kind: str) -> dict[str, str]:
    """Logical id to physical id of the stack's resources of one type."""
    cloudformation = cloud.session().client("cloudformation", endpoint_url=place.aws_url)
    return of_type(cloudformation, stack, kind)


def _all_routes(api: ApiGatewayV2Client, api_id: str) -> Iterator[Any]:
    for page in api.get_paginator("get_routes").paginate(ApiId=api_id):
        yield from page["Items"]


def _authorizer(api: ApiGatewayV2Client, api_id: str, issuer: str, audience: str) -> str:
    settings: Any = {
        "AuthorizerType": "JWT",
        "IdentitySource": ["$request.header.Authorization"],
        "JwtConfiguration": {"Issuer": issuer, "Audience": [audience]},
    }
    for known in api.get_authorizers(ApiId=api_id)["Items"]:
        if known["Name"] == "Token":
            api.update_authorizer(ApiId=api_id, AuthorizerId=known["AuthorizerId"], **settings)
            return known["AuthorizerId"]
    return api.create_authorizer(ApiId=api_id, Name="Token", **settings)["AuthorizerId"]
