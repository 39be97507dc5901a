"""One address for page, API and their description; a role of its own for every function."""

from collections.abc import Callable
from typing import Any

import boto3
import httpx
import pytest
from botocore.exceptions import ClientError

from local.place import REGION
from tests.stack.cloud import Cloud
from tests.stack.people import Person
from tests.stack.waiting import PATIENCE

EVENT_KEY = {"pk": {"S": "EVENT#1"}, "sk": {"S": "EVENT"}}


@pytest.mark.parametrize(
    ("path", "kind", "part"),
    [
        ("/", "text/html", "<title>"),
        ("/events/01JZZZZZZZZZZZZZZZZZZZZZZZ", "text/html", "<title>"),
        ("/config.json", "application/json", "authorization_endpoint"),
        ("/api/openapi", "text/html", "openapi"),
        ("/api/openapi.json", "application/json", '"3.1'),
        ("/api/v1/health", "application/json", "ok"),
    ],
)
def test_m24_page_api_and_openapi_share_an_address_and_need_no_token(
    cloud: Cloud, path: str, kind: str, part: str
) -> None:
    answer = httpx.get(cloud.url + path, timeout=PATIENCE)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith(kind)
    assert part in answer.text


def test_m24_every_deployed_route_is_in_the_document(cloud: Cloud) -> None:
    document = httpx.get(f"{cloud.url}/api/openapi.json", timeout=PATIENCE).json()
    described = {
        f"{method.upper()} {path}"
        for path, methods in document["paths"].items()
        for method in methods
    }
    api = cloud.client("apigatewayv2")
    pages = api.get_paginator("get_routes").paginate(ApiId=cloud.facts["outputs"]["ApiId"])
    # Reads are routed as ANY, so that HEAD reaches them.
    deployed = {
        route["RouteKey"].replace("ANY ", "GET ") for page in pages for route in page["Items"]
    }
    assert deployed == described | {"$default"}


def test_m24_an_unknown_address_is_answered_with_a_problem(cloud: Cloud) -> None:
    answer = httpx.get(f"{cloud.url}/api/v1/nowhere", timeout=PATIENCE)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["instance"] == answer.headers["x-correlation-id"]


def test_a_public_event_without_token_tells_no_address(cloud: Cloud, host: Person) -> None:
    event = host.announce()
    answer = httpx.get(f"{cloud.url}/api/v1/public/events/{event['id']}", timeout=PATIENCE)
    assert answer.status_code == 200
    assert event["place"]["address"] not in answer.text


def client_of(cloud: Cloud, function: str) -> Callable[[str], Any]:
    """Makes clients with the rights of a function."""
    settings = cloud.client("lambda").get_function_configuration(
        FunctionName=cloud.facts["functions"][function]
    )
    keys = cloud.client("sts").assume_role(RoleArn=settings["Role"], RoleSessionName="test")
    session = boto3.Session(
        keys["Credentials"]["AccessKeyId"],
        keys["Credentials"]["SecretAccessKey"],
        keys["Credentials"]["SessionToken"],
        region_name=REGION,
    )
    make: Any = session.client  # its stubs know services by literal names
    return lambda service: make(service, endpoint_url=cloud.facts["aws_endpoint_url"])


@pytest.mark.parametrize(
    ("function", "service", "call"),
    [
        ("GetEvent", "dynamodb", "put_item"),
        ("GetEvent", "dynamodb", "scan"),
        ("SearchEvents", "dynamodb", "delete_item"),
        ("ApproveBooking", "dynamodb", "delete_item"),
        ("ApproveBooking", "sqs", "send_message"),
        ("FollowLink", "dynamodb", "delete_item"),
        ("FollowLink", "dynamodb", "put_item"),
        ("SendEmail", "dynamodb", "put_item"),
        ("TellOfChanges", "dynamodb", "get_item"),
        ("NotifyAudience", "dynamodb", "delete_item"),
        ("GetHealth", "dynamodb", "get_item"),
        ("GetOpenapiDocument", "sqs", "send_message"),
    ],
)
def test_a_function_may_not_do_what_it_does_not_need(
    cloud: Cloud, function: str, service: str, call: str
) -> None:
    table = {"TableName": cloud.facts["main_table"]}
    arguments: dict[str, dict[str, Any]] = {
        "put_item": table | {"Item": EVENT_KEY},
        "get_item": table | {"Key": EVENT_KEY},
        "delete_item": table | {"Key": EVENT_KEY},
        "scan": table,
        "send_message": {"QueueUrl": cloud.queue_url("NoticesQueue"), "MessageBody": "{}"},
    }
    with pytest.raises(ClientError) as refused:
        getattr(client_of(cloud, function)(service), call)(**arguments[call])
    assert "AccessDenied" in refused.value.response["Error"]["Code"]


def test_a_function_may_do_what_it_needs(cloud: Cloud) -> None:
    found = client_of(cloud, "GetEvent")("dynamodb").query(
        TableName=cloud.facts["main_table"],
        KeyConditionExpression="pk = :event",
        ExpressionAttributeValues={":event": EVENT_KEY["pk"]},
    )
    assert found["Count"] == 0


def test_no_two_functions_share_a_role(cloud: Cloud) -> None:
    pages = cloud.client("lambda").get_paginator("list_functions").paginate()
    roles = [each["Role"] for page in pages for each in page["Functions"]]
    assert len(roles) == len(cloud.facts["functions"])
    assert len(set(roles)) == len(roles)
