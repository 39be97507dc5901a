"""Every answer that is not a success is a problem document (RFC 9457)."""

import json
from types import SimpleNamespace

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError
from fastapi import APIRouter

from seance.cloud import encryption
from seance.errors import UpstreamUnavailable
from seance.web.app import MAXIMUM_BODY_CHARACTERS, Handler, lambda_handler
from tests.component.gateway import Caller, Person, World, event_body
from tests.component.storage import refused

OUTAGES = [
    EndpointConnectionError(endpoint_url="https://kms"),
    ReadTimeoutError(endpoint_url="https://kms"),
    *(
        ClientError(
            {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}},  # type: ignore[typeddict-item]  # as much as matters
            "Any",
        )
        for code, status in (
            ("ThrottlingException", 400),
            ("RequestThrottled", 403),
            ("KMSInternalException", 500),
            ("Unknown", 429),
        )
    ),
]
NEEDS_TOKEN = [
    ("GET", "/me"),
    ("PATCH", "/me"),
    ("GET", "/events"),
    ("POST", "/events"),
    ("GET", "/me/events"),
    ("GET", "/me/bookings"),
    ("GET", "/me/notices"),
    ("POST", "/me/notices/read"),
    ("GET", "/me/notice-settings"),
    ("PUT", "/me/notice-settings"),
    ("GET", "/me/following"),
    ("GET", "/me/blocked"),
    ("PUT", "/me/following/anna"),
    ("DELETE", "/me/following/anna"),
    ("PUT", "/me/blocked/anna"),
    ("DELETE", "/me/blocked/anna"),
    ("GET", "/users/anna"),
    ("GET", "/users/anna/followers"),
    ("GET", "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV"),
    ("PATCH", "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV"),
    ("DELETE", "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV"),
    ("POST", "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV/cancel"),
    ("POST", "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV/restore"),
    ("POST", "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV/bookings"),
    ("GET", "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV/bookings"),
    ("GET", "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV/bookings/me"),
    ("POST", "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV/bookings/decide"),
    ("POST", "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV/bookings/me/withdraw"),
    ("POST", "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV/bookings/anna/approve"),
    ("POST", "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV/invitations"),
    ("GET", "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV/moderators"),
    ("PUT", "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV/moderators/anna"),
    ("DELETE", "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV/moderators/anna"),
]


@pytest.mark.parametrize(("method", "path"), NEEDS_TOKEN)
def test_without_a_token_one_is_asked_to_sign_in(world: World, method: str, path: str) -> None:
    answer = refused(lambda: world.nobody.call(method, path, "{}"), 401, "unauthorized")

    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_token_without_a_subject_is_none(api: Handler) -> None:
    refused(lambda: Caller(api, {"email": "x@example.com"}).get("/me"), 401, "unauthorized")


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/nothing"), ("DELETE", "/events"), ("PUT", "/me")]
)
def test_what_is_no_operation_is_not_found(host: Person, method: str, path: str) -> None:
    refused(lambda: host.call(method, path), 404, "not_found")


def test_a_huge_body_is_refused_before_it_is_read(host: Person) -> None:
    huge = json.dumps({"description": "a" * MAXIMUM_BODY_CHARACTERS})

    refused(lambda: host.post("/events", huge), 413, "payload_too_large")


def test_the_largest_valid_event_is_no_huge_body(host: Person) -> None:
    longest = event_body(title="Я" * 120, description="Ж" * 2000)

    assert host.post("/events", longest).status == 201


def test_a_missing_field_is_named(host: Person) -> None:
    answer = refused(
        lambda: host.post("/events", event_body(film_id=None)), 422, "validation_failed"
    )

    assert answer.body["errors"] == [{"field": "film_id", "message": "Field required"}]
    assert "film_id" in answer.body["detail"]


def test_every_wrong_field_is_named_at_once(host: Person) -> None:
    body = event_body(capacity=0, time_zone="Mars/Olympus", title="")

    answer = refused(lambda: host.post("/events", body), 422, "validation_failed")

    assert {each["field"] for each in answer.body["errors"]} == {"capacity", "time_zone", "title"}


def faulty(error: Exception) -> Handler:
    """An API with an operation that fails."""
    router = APIRouter()

    @router.get("/api/v1/fails")
    async def fails() -> None:
        raise error

    return lambda_handler(router)


def test_a_fault_of_ours_says_only_how_to_find_it() -> None:
    answer = Caller(faulty(RuntimeError("secret of anna@example.com"))).get("/fails")

    assert (answer.status, answer.code) == (500, "internal_error")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.body["instance"] == answer.request_id
    assert "secret" not in json.dumps(answer.body)
    assert "Traceback" not in json.dumps(answer.body)


def test_a_fault_around_the_app_is_a_problem_too(api: Handler) -> None:
    broken = {"requestContext": {"requestId": "r-1"}, "routeKey": "GET /x"}

    answer = api(broken, SimpleNamespace())

    assert answer["statusCode"] == 500
    assert json.loads(answer["body"])["instance"] == "r-1"


def test_who_must_wait_is_told_how_long() -> None:
    answer = Caller(faulty(UpstreamUnavailable(retry_after=7))).get("/fails")

    assert (answer.status, answer.code) == (503, "upstream_unavailable")
    assert answer.headers["retry-after"] == "7"
    assert answer.body["next_step"] == "try_again"


def test_m25_a_problem_is_said_in_the_language_that_the_request_prefers(host: Person) -> None:
    body = event_body(capacity=0, title="а" * 121)
    russian = host.post("/events", body, headers={"Accept-Language": "ru-RU,ru;q=0.9,en;q=0.5"})
    english = host.post("/events", body)

    assert (russian.status, russian.code) == (english.status, english.code)
    assert (russian.headers["content-language"], english.headers["content-language"]) == (
        "ru",
        "en",
    )
    assert russian.headers["vary"] == "Accept-Language"
    assert russian.body["title"] == "В запросе ошибка"
    assert {(each["field"], each["message"]) for each in russian.body["errors"]} == {
        ("capacity", "не меньше 1"),
        ("title", "не длиннее 120 символов"),
    }
    assert "capacity: не меньше 1" in russian.body["detail"]


def test_m25_a_refusal_of_a_rule_is_said_in_russian_too(host: Person, guest: Person) -> None:
    event = host.announce()
    answer = guest.call(
        "PATCH", f"/events/{event['id']}", {"title": "Моё"}, headers={"Accept-Language": "ru"}
    )
    assert (answer.code, answer.body["detail"]) == ("forbidden", "Сеанс меняет только хозяин.")


@pytest.mark.parametrize("error", OUTAGES, ids=repr)
def test_a_service_of_aws_that_does_not_answer_is_an_outage_and_no_fault_of_ours(
    host: Person, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object) -> bytes:
        raise error

    assert host.get("/me").status == 200
    monkeypatch.setattr(encryption, "seal", fail)
    answer = refused(
        lambda: host.put("/me/connections/telegram", {"chat_id": 7}),
        503,
        "upstream_unavailable",
    )
    assert answer.headers["retry-after"]


def test_what_aws_refuses_for_good_is_a_fault_of_ours(
    host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        refusal = {"Error": {"Code": "AccessDeniedException"}, "ResponseMetadata": {}}
        raise ClientError(refusal, "Encrypt")  # type: ignore[arg-type]  # as much of it as matters

    assert host.get("/me").status == 200
    monkeypatch.setattr(encryption, "seal", fail)
    answer = host.put("/me/connections/telegram", {"chat_id": 7})
    assert (answer.status, answer.code) == (500, "internal_error")
