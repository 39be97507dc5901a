"""One FastAPI app from any number of routers, and the Lambda handler around it."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, FastAPI
from mangum import Mangum

from seance.cloud.observability import follow, logger
from seance.refusals import PayloadTooLarge, Refusal
from seance.web import documents, problems
from seance.web.idempotency import answer_once, idempotency_key

API = "/api/v1"
MAXIMUM_BODY_CHARACTERS = 64 * 1024
Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


def create_app(*routers: APIRouter) -> FastAPI:
    """An app of these routers. It serves no document: that is made once, from all of them."""
    app = FastAPI(
        title="Seance", version="1", openapi_url=None, docs_url=None, redoc_url=None, strict_content_type=False
    )
    for router in routers:
        app.include_router(router)
    problems.add_problem_handlers(app)
    return app


def lambda_handler(*routers: APIRouter) -> Handler:
    """What AWS Lambda calls with an HTTP API event (payload format 2.0)."""
    adapter = Mangum(create_app(*routers), lifespan="off")

    def answer(event: dict[str, Any], context: Any) -> dict[str, Any]:
        if len(event.get("body") or "") > MAXIMUM_BODY_CHARACTERS:
            raise PayloadTooLarge
        if key := idempotency_key(event):
            return answer_once(adapter, event, context, key)
        found: dict[str, Any] = adapter(event, context)
        return found

    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
        request_id = event["requestContext"]["requestId"]
        follow(request_id)
        logger().append_keys(route=event["routeKey"])
        try:
            found = answer(event, context)
        except Refusal as refusal:
            found = documents.answer(refusal, event)
        except Exception:
            logger().exception("request failed")
            found = documents.answer(problems.InternalError(), event)
        if not event["routeKey"].startswith("GET "):  # reads stand in the access log
            logger().info("request answered", status=found["statusCode"])
        found["headers"] = {**found.get("headers", {}), documents.CORRELATION_HEADER: request_id}
        return found

    return handler
