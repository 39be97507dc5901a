"""Every refusal has the code and the status of the contract."""

import json

import pytest

from seance import errors
from seance.errors import Refusal, TimeConflict, TooManyRequests, Unauthorized, ValidationFailed
from seance.web.documents import document, headers
from seance.web.problems import InternalError

# The contract's table of codes. `blocked` is never told; `gone` and `internal_error` are said by
# statuses that it names elsewhere.
CONTRACT = {
    "validation_failed": 422,
    "idempotency_key_reused": 422,
    "bad_cursor": 400,
    "unauthorized": 401,
    "forbidden": 403,
    "not_found": 404,
    "already_requested": 409,
    "sold_out": 409,
    "invitation_used": 410,
    "time_conflict": 409,
    "duplicate_event": 409,
    "seats_taken": 409,
    "wrong_status": 409,
    "event_started": 409,
    "review_not_open": 409,
    "has_bookings": 409,
    "not_a_follower": 409,
    "version_mismatch": 412,
    "too_many_requests": 429,
    "payload_too_large": 413,
    "upstream_unavailable": 503,
}
BESIDE = {"suspended": 403, "gone": 410, "internal_error": 500}
KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, Refusal) and kind is not Refusal
] + [InternalError]


def test_the_codes_are_those_of_the_contract() -> None:
    assert {kind.code: kind.status for kind in KINDS} == CONTRACT | BESIDE
    assert len({kind.code for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_is_a_problem_document(kind: type[Refusal]) -> None:
    problem = json.loads(document(kind(), "request-1"))
    assert problem == {
        **{key: problem[key] for key in set(problem) & {"next_step"}},
        "type": f"urn:seance:problem:{kind.code}",
        "title": kind.title,
        "status": kind.status,
        "detail": kind.title,
        "code": kind.code,
        "instance": "request-1",
    }
    assert headers(kind())["Content-Type"] == "application/problem+json"


def test_a_wrong_field_is_named() -> None:
    problem = json.loads(document(ValidationFailed.of("starts_at", "is past"), "x"))
    assert problem["errors"] == [{"field": "starts_at", "message": "is past"}]
    assert problem["detail"] == "starts_at: is past"


def test_a_next_step_and_more_are_told() -> None:
    refusal = TimeConflict(event_ids=("a", "b"), conflicts=[{"event_id": "a"}])
    problem = json.loads(document(refusal, "x"))
    assert (problem["next_step"], problem["conflicts"]) == (
        "choose_other_time",
        [{"event_id": "a"}],
    )
    assert refusal.event_ids == ("a", "b")


def test_who_has_to_wait_is_told_how_long() -> None:
    assert headers(TooManyRequests(retry_after=7))["Retry-After"] == "7"
    assert headers(Unauthorized())["WWW-Authenticate"] == "Bearer"
    assert "Retry-After" not in headers(Unauthorized())


# Who is forbidden or finds nothing can do nothing; an event that started, a booking that exists and
# a status that will not do depend on who asks, so their steps are said where they are refused.
WITHOUT_USUAL_STEP = {
    "forbidden", "not_found", "event_started", "already_requested", "sold_out", "wrong_status",
    "review_not_open", "suspended",
    "internal_error",
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_says_what_one_can_do_now(kind: type[Refusal]) -> None:
    told = json.loads(document(kind(), "x")).get("next_step")
    assert (told is None) == (kind.code in WITHOUT_USUAL_STEP)
