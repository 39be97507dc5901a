"""A refusal as a problem document (RFC 9457), and as what API Gateway takes. Knows no FastAPI."""

import json
from typing import Any

from seance.cloud.observability import count
from seance.refusals import Refusal

MEDIA_TYPE = "application/problem+json"
CORRELATION_HEADER = "x-correlation-id"


def document(refusal: Refusal, instance: str) -> str:
    """The body: `instance` is the request's correlation id."""
    body: dict[str, Any] = {
        "type": f"urn:seance:problem:{refusal.code}",
        "title": refusal.title,
        "status": refusal.status,
        "detail": refusal.detail,
        "code": refusal.code,
        "instance": instance,
        **refusal.extra,
    }
    if refusal.next_step:
        body["next_step"] = refusal.next_step
    return json.dumps(body, ensure_ascii=False)


def headers(refusal: Refusal) -> dict[str, str]:
    """The headers that go with the body."""
    found = {"Content-Type": MEDIA_TYPE}
    if retry_after := getattr(refusal, "retry_after", None):
        found["Retry-After"] = str(retry_after)
    if refusal.status == 401:
        found["WWW-Authenticate"] = "Bearer"
    return found


def answer(refusal: Refusal, instance: str) -> dict[str, Any]:
    """The whole answer of a function, counted."""
    count("Refused", code=refusal.code)
    return {
        "statusCode": refusal.status,
        "headers": {**headers(refusal), CORRELATION_HEADER: instance},
        "body": document(refusal, instance),
        "isBase64Encoded": False,
    }
