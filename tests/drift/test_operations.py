"""Routes of the composed app = template = files = committed document."""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute

from local import api as whole
from seance.web.user import CALLERS
from tests.drift.template import functions, http_route, resources

ROOT = Path(__file__).parents[2]
FUNCTIONS = ROOT / "functions"
LONGEST = 80

# The contract (api.md), as far as it is built: operation → what success answers.
CONTRACT = {
    "GET /api/v1/films": {200},
    "GET /api/v1/films/{film_id}": {200},
    "POST /api/v1/events": {201},
    "GET /api/v1/events": {200},
    "GET /api/v1/events/{event_id}": {200},
    "PATCH /api/v1/events/{event_id}": {200},
    "DELETE /api/v1/events/{event_id}": {204},
    "POST /api/v1/events/{event_id}/cancel": {200},
    "POST /api/v1/events/{event_id}/restore": {200},
    "GET /api/v1/me/events": {200},
    "GET /api/v1/me/schedule": {200},
    "GET /api/v1/public/events": {200},
    "GET /api/v1/public/events/{event_id}": {200},
    "GET /api/v1/public/events/{event_id}/cards/{file}": {200},
    "GET /api/v1/public/cities": {200},
    "GET /api/v1/public/push-key": {200},
    "GET /api/v1/public/cities/{city_id}/calendar.ics": {200, 304},
    "GET /api/v1/public/users/{user_id}/calendar.ics": {200, 304},
    "GET /api/v1/events/{event_id}/guests.csv": {200},
    "GET /api/v1/public/films": {200},
    "GET /api/v1/public/films/{film_id}": {200},
    "GET /api/v1/public/shelves": {200},
    "POST /api/v1/events/{event_id}/bookings": {200, 201},
    "GET /api/v1/events/{event_id}/bookings": {200},
    "GET /api/v1/events/{event_id}/bookings/{guest_id}": {200},
    **{
        f"POST /api/v1/events/{{event_id}}/bookings/{{guest_id}}/{action}": {200}
        for action in (
            "approve", "decline", "remove", "withdraw", "accept", "refuse", "confirm", "revoke",
        )
    },
    "POST /api/v1/events/{event_id}/bookings/decide": {200},
    "PUT /api/v1/events/{event_id}/bookings/me/seats": {200},
    "POST /api/v1/events/{event_id}/invitations": {200, 201, 202},
    "GET /api/v1/events/{event_id}/door": {200},
    "POST /api/v1/events/{event_id}/check-in": {200},
    "PUT /api/v1/events/{event_id}/attendance/{guest_id}": {204},
    "GET /api/v1/public/tickets/{file}": {200},
    "POST /api/v1/events/{event_id}/invite-links": {201},
    "GET /api/v1/events/{event_id}/invite-links": {200},
    "DELETE /api/v1/events/{event_id}/invite-links/{link_id}": {204},
    "POST /api/v1/invitations/redeem": {200},
    "GET /i/{token}": {302},
    "GET /api/v1/me/bookings": {200},
    "PUT /api/v1/events/{event_id}/moderators/{user_id}": {204},
    "DELETE /api/v1/events/{event_id}/moderators/{user_id}": {204},
    "GET /api/v1/events/{event_id}/moderators": {200},
    "POST /api/v1/proposals": {201},
    "GET /api/v1/proposals/{proposal_id}": {200},
    "PUT /api/v1/proposals/{proposal_id}/vote": {204},
    "POST /api/v1/proposals/{proposal_id}/fix": {200, 201},
    "POST /api/v1/proposals/{proposal_id}/cancel": {200},
    "GET /api/v1/me/proposals": {200},
    "PUT /api/v1/me/wishes/{film_id}": {204},
    "DELETE /api/v1/me/wishes/{film_id}": {204},
    "GET /api/v1/me/wishes": {200},
    "GET /api/v1/films/{film_id}/wishes": {200},
    "POST /api/v1/me/searches": {201},
    "GET /api/v1/me/searches": {200},
    "DELETE /api/v1/me/searches/{search_id}": {204},
    "POST /api/v1/programmes": {201},
    "GET /api/v1/programmes/{programme_id}": {200},
    "POST /api/v1/programmes/{programme_id}/bookings": {200},
    "POST /api/v1/events/{event_id}/announcements": {202},
    "POST /api/v1/reports": {202},
    "GET /api/v1/operator/reports": {200},
    "POST /api/v1/operator/reports/{case_id}/resolve": {200},
    "GET /api/v1/me": {200},
    "PATCH /api/v1/me": {200},
    "GET /api/v1/users/{user_id}": {200},
    "GET /api/v1/users/{user_id}/events": {200},
    "GET /api/v1/users/{user_id}/reviews": {200},
    "PUT /api/v1/events/{event_id}/reviews/{subject_id}": {200, 201},
    "DELETE /api/v1/events/{event_id}/reviews/{subject_id}": {204},
    "GET /api/v1/events/{event_id}/reviews": {200},
    "PUT /api/v1/me/following/{user_id}": {204},
    "DELETE /api/v1/me/following/{user_id}": {204},
    "GET /api/v1/me/following": {200},
    "GET /api/v1/users/{user_id}/followers": {200},
    "PUT /api/v1/me/blocked/{user_id}": {204},
    "DELETE /api/v1/me/blocked/{user_id}": {204},
    "GET /api/v1/me/blocked": {200},
    "GET /api/v1/me/notices": {200},
    "POST /api/v1/me/notices/read": {204},
    "GET /api/v1/me/notice-settings": {200},
    "PUT /api/v1/me/notice-settings": {200},
    "POST /api/v1/events/{event_id}/share": {202},
    "PUT /api/v1/me/connections/telegram": {204},
    "POST /api/v1/me/connections/telegram": {201},
    "PUT /api/v1/me/connections/vk": {204},
    "PUT /api/v1/me/connections/push": {204},
    "PUT /api/v1/me/connections/email": {204},
    "DELETE /api/v1/me/connections/{channel}": {204},
    "POST /api/v1/public/telegram": {200},
    "POST /api/v1/me/live": {201},
    "POST /api/v1/events/{event_id}/messages": {201},
    "GET /api/v1/events/{event_id}/messages": {200},
    "PATCH /api/v1/events/{event_id}/messages/{message_id}": {200},
    "DELETE /api/v1/events/{event_id}/messages/{message_id}": {204},
    "GET /api/v1/me/reminders": {200},
    "DELETE /api/v1/me/reminders/{event_id}/{which}": {204},
    "PUT /api/v1/me/reminders/{event_id}/{which}": {204},
    "GET /api/v1/events/{event_id}/calendar.ics": {200},
    "POST /api/v1/me/calendar": {201},
    "GET /api/v1/calendars/{file}": {200, 304},
    "GET /api/v1/unsubscribe/{token}": {200},
    "POST /api/v1/unsubscribe/{token}": {200},
    "GET /events/{event_id}": {200},
    "DELETE /api/v1/me": {202},
    "GET /api/v1/me/export": {200},
    "GET /s/{code}": {302},
    "GET /api/v1/health": {200},
    "GET /api/openapi.json": {200},
    "GET /api/openapi": {200},
}  # fmt: skip
PUBLIC = {
    "GET /api/v1/public/push-key",
    "GET /api/v1/public/cities",
    "GET /api/v1/public/cities/{city_id}/calendar.ics",
    "GET /api/v1/public/events",
    "GET /api/v1/public/films",
    "GET /api/v1/public/films/{film_id}",
    "GET /api/v1/public/shelves",
    "GET /api/v1/public/events/{event_id}",
    "GET /api/v1/public/events/{event_id}/cards/{file}",
    "GET /api/v1/public/users/{user_id}/calendar.ics",
    "GET /api/v1/public/tickets/{file}",
    "GET /i/{token}",
    "POST /api/v1/public/telegram",
    "GET /s/{code}",
    "GET /events/{event_id}",
    "GET /api/v1/calendars/{file}",
    "GET /api/v1/unsubscribe/{token}",
    "POST /api/v1/unsubscribe/{token}",
    "GET /api/v1/health",
    "GET /api/openapi.json",
    "GET /api/openapi",
}


def app_routes() -> dict[str, APIRoute]:
    """`METHOD path` → route, of all operation files."""
    routes = [each for router in whole.routers() for each in router.routes]
    return {
        f"{method} {route.path}": route
        for route in routes
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    }


def needs_token(route: APIRoute) -> bool:
    """Whether the operation asks who calls."""
    return any(each.call in CALLERS for each in route.dependant.dependencies)


def test_the_app_has_the_routes_of_the_contract() -> None:
    assert set(app_routes()) == set(CONTRACT)


def test_the_template_has_the_routes_of_the_app() -> None:
    deployed = {f"{route[0]} {route[1]}" for name in functions() if (route := http_route(name))}
    assert deployed == set(app_routes())


def test_only_public_operations_are_called_without_a_token() -> None:
    by_app = {name for name, route in app_routes().items() if not needs_token(route)}
    routes = [route for name in functions() if (route := http_route(name))]
    by_template = {f"{method} {path}" for method, path, token in routes if not token}
    assert by_app == by_template == PUBLIC


def test_every_file_is_deployed_once_and_every_function_has_a_file() -> None:
    files = {
        ".".join(path.relative_to(FUNCTIONS).with_suffix("").parts)
        for path in FUNCTIONS.rglob("*.py")
    }
    handlers = [each["Handler"] for each in functions().values()]
    assert sorted(handlers) == sorted(f"{name}.handler" for name in files)


@pytest.mark.parametrize("function", [name for name in functions() if http_route(name)])
def test_a_function_is_called_for_the_route_of_its_file(function: str) -> None:
    module = whole.operations()[functions()[function]["Handler"].removesuffix(".handler")]
    (route,) = module.router.routes
    method, path, _ = http_route(function) or ("", "", False)
    assert (route.path, route.methods) == (path, {method})


@pytest.mark.parametrize("operation", CONTRACT)
def test_documented_successes_are_those_of_the_contract(operation: str) -> None:
    method, _, path = operation.partition(" ")
    responses: dict[str, Any] = committed()["paths"][path][method.lower()]["responses"]
    assert {int(each) for each in responses if each.startswith(("2", "3"))} == CONTRACT[operation]
    assert "Problem" in json.dumps(responses["default"])


@pytest.mark.parametrize("operation", CONTRACT)
def test_the_answer_without_a_token_is_documented_as_api_gateway_and_the_function_give_it(
    operation: str,
) -> None:
    method, _, path = operation.partition(" ")
    responses: dict[str, Any] = committed()["paths"][path][method.lower()]["responses"]
    content = responses.get("401", {}).get("content")
    assert (content is None) == (operation in PUBLIC)
    assert content is None or set(content) == {"application/json", "application/problem+json"}


def committed() -> dict[str, Any]:
    """The document that is served."""
    document: dict[str, Any] = json.loads(whole.DOCUMENT.read_text(encoding="utf-8"))
    return document


def test_the_committed_document_is_what_the_code_makes() -> None:
    assert whole.DOCUMENT.read_text(encoding="utf-8") == whole.text(), "run: make openapi"


def test_every_reference_of_the_document_leads_somewhere() -> None:
    document = committed()
    assert document["openapi"].startswith("3.1")
    schemas = document["components"]["schemas"]
    text = json.dumps(document)
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named <= set(schemas)


@pytest.mark.parametrize("path", sorted(FUNCTIONS.rglob("*.py")), ids=lambda path: path.stem)
def test_an_operation_is_read_in_a_minute(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith('"""')
    assert len(text.splitlines()) <= LONGEST


def test_head_reaches_every_read_and_no_write() -> None:
    """Every read is routed as ANY, and (above) nothing else is."""
    routed = [
        each["RouteKey"].split(" ")[0] for each in resources("AWS::ApiGatewayV2::Route").values()
    ]
    assert "ANY" in routed
    assert not {"GET", "HEAD"} & set(routed)
