"""The APIs answer what came through CloudFront, and act as if nothing were there for all else."""

import hashlib

import pytest

from live import converse
from seance.cloud import config
from tests.component.gateway import CONTEXT, Person
from tests.component.storage import CLOUD, refused

OLD, NEW = "0123456789abcdef" * 4, "fedcba9876543210" * 4


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch, host: Person) -> None:
    """While one secret takes the other's place."""
    monkeypatch.setenv("ORIGIN_SECRET_HASHES", f"{hashed(OLD)},{hashed(NEW)}")
    config.settings.cache_clear()


@pytest.mark.parametrize("sent", [None, "", "guessed", hashed(NEW), f"{hashed(OLD)},{hashed(NEW)}"])
@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/me"), ("GET", "/health"), ("POST", "/events"), ("HEAD", "/s/x")]
)
def test_what_came_beside_cloudfront_finds_nothing_and_counts_for_nothing(
    closed: None, host: Person, sent: str | None, method: str, path: str
) -> None:
    counted = dict(CLOUD.tables.items["idempotency"])
    headers = {"idempotency-key": "k"} | ({} if sent is None else {"x-origin-secret": sent})
    if method == "HEAD":
        assert host.call(method, path, headers=headers).status == 404
    else:
        refused(lambda: host.call(method, path, {}, headers=headers), 404, "not_found")
    assert CLOUD.tables.items["idempotency"] == counted


@pytest.mark.parametrize("secret", [OLD, NEW])
def test_what_cloudfront_passes_on_is_answered(closed: None, host: Person, secret: str) -> None:
    headers = {"x-origin-secret": secret}
    assert host.call("GET", "/health", headers=headers).status == 200
    assert host.call("GET", "/me", headers=headers).status == 200


def connect(ticket: str, headers: dict[str, str]) -> int:
    request = {"connectionId": "c", "routeKey": "$connect", "requestId": "r"}
    query = {"ticket": ticket}
    event = {"requestContext": request, "headers": headers, "queryStringParameters": query}
    return converse.handler(event, CONTEXT)["statusCode"]


def test_a_live_connection_is_opened_through_cloudfront_and_beside_it_costs_no_ticket(
    closed: None, host: Person
) -> None:
    passed = {"X-Origin-Secret": NEW}
    ticket = host.call("POST", "/me/live", headers=passed).body["ticket"]
    assert connect(ticket, {}) == 403
    assert connect(ticket, passed) == 200


def test_without_hashes_whatever_comes_is_taken(host: Person) -> None:
    assert host.get("/me").status == 200
    assert host.call("GET", "/me", headers={"x-origin-secret": "anything"}).status == 200
