"""A refusal as a problem document (RFC 9457), and as what API Gateway takes. Knows no FastAPI.

Its words are in the language that the request prefers, its codes are the same in all.
"""

import json
from http import HTTPStatus
from typing import Any

from seance.cloud.observability import count
from seance.errors import Refusal
from seance.i18n.problems import preferred, translate
from seance.languages import DEFAULT, Language

MEDIA_TYPE = "application/problem+json"
CORRELATION_HEADER = "x-correlation-id"


def document(refusal: Refusal, instance: str, language: str = DEFAULT) -> str:
    """The body: `instance` is the request's correlation id."""
    extra = dict(refusal.extra)
    detail = translate(refusal.detail, language)
    if errors := extra.get("errors"):
        extra["errors"] = [
            {**each, "message": translate(each["message"], language)} for each in errors
        ]
        detail = "; ".join(f"{each['field']}: {each['message']}" for each in extra["errors"])
    body: dict[str, Any] = {
        "type": f"urn:seance:problem:{refusal.code}",
        "title": translate(refusal.title, language),
        "status": refusal.status,
        "detail": detail,
        "code": refusal.code,
        "instance": instance,
        **extra,
    }
    if refusal.next_step:
        body["next_step"] = refusal.next_step
    return json.dumps(body, ensure_ascii=False)


def headers(refusal: Refusal, language: str = DEFAULT) -> dict[str, str]:
    """The headers that go with the body."""
    found = {
        "Content-Type": MEDIA_TYPE,
        "Content-Language": language,
        "Vary": "Accept-Language",
    }
    if retry_after := getattr(refusal, "retry_after", None):
        found["Retry-After"] = str(retry_after)
    if refusal.status == HTTPStatus.UNAUTHORIZED:
        found["WWW-Authenticate"] = "Bearer"
    return found


def language_of(event: dict[str, Any]) -> Language:
    """The language that a request prefers; API Gateway gives headers in small letters."""
    return preferred(event.get("headers", {}).get("accept-language"))


def answer(refusal: Refusal, event: dict[str, Any]) -> dict[str, Any]:
    """The whole answer of a function to an event of API Gateway, counted."""
    count("Refused", code=refusal.code)
    instance, language = event["requestContext"]["requestId"], language_of(event)
    return {
        "statusCode": refusal.status,
        "headers": {**headers(refusal, language), CORRELATION_HEADER: instance},
        "body": document(refusal, instance, language),
        "isBase64Encoded": False,
    }
