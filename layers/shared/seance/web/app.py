"""One FastAPI app from any number of routers, and the Lambda handler around it."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, FastAPI
from mangum import Mangum
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from seance import languages
from seance.cloud import deadline, origin, snapshot
from seance.cloud.observability import follow, logger, pseudonym
from seance.errors import NotFound, PayloadTooLarge, Refusal
from seance.web import documents, problems
from seance.web.first_look import look_first, looks_of
from seance.web.idempotency import answer_once, idempotency_key, is_known
from seance.web.user import READS, claims_of

API = "/api/v1"
MAXIMUM_BODY_CHARACTERS = 64 * 1024
Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


class HeadAsGet:
    """ASGI: HEAD is answered as GET (RFC 9110, 9.3.2); the handler leaves the body out."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; the event in its scope still says HEAD."""
        if scope.get("method") == "HEAD":
            scope = {**scope, "method": "GET"}
        await self.app(scope, receive, send)


def create_app(*routers: APIRouter) -> FastAPI:
    """An app of these routers. It serves no document: that is made once, from all of them."""
    app = FastAPI(
        title="Seance",
        version="1",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        strict_content_type=False,
    )
    for router in routers:
        app.include_router(router)
    app.add_middleware(HeadAsGet)
    problems.add_problem_handlers(app)
    return app


def lambda_handler(*routers: APIRouter) -> Handler:
    """What AWS Lambda calls with an HTTP API event (payload format 2.0); it may start from a snapshot."""
    snapshot.register()
    adapter = Mangum(create_app(*routers), lifespan="off")
    methods = {
        method for router in routers for route in router.routes for method in _methods(route)
    }
    looks = looks_of(routers)

    def answer(event: dict[str, Any], context: Any) -> dict[str, Any]:
        if not origin.knows_the_secret(event.get("headers", {})):  # as if nothing were here
            raise NotFound
        if event["requestContext"]["http"]["method"] not in methods:  # the route of a read is ANY
            raise NotFound
        if len(event.get("body") or "") > MAXIMUM_BODY_CHARACTERS:
            raise PayloadTooLarge
        key = idempotency_key(event)
        refusal = look_first(looks, event)
        if refusal and not (key and is_known(event, key)):
            raise refusal
        if key:
            return answer_once(adapter, event, context, key)
        found: dict[str, Any] = adapter(event, context)
        return found

    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
        request_id = event["requestContext"]["requestId"]
        follow(request_id)
        logger().append_keys(route=event["routeKey"])
        method = event["requestContext"].get("http", {}).get("method")
        try:
            with deadline.of(context), languages.read_in(documents.language_of(event)):
                found = answer(event, context)
        except Refusal as refusal:
            found = documents.answer(refusal, event)
        except Exception:  # noqa: BLE001 # whatever it is, the answer is a problem
            logger().exception("request failed")
            found = documents.answer(problems.InternalError(), event)
        _log(event, found["statusCode"])
        found["headers"] = {**found.get("headers", {}), documents.CORRELATION_HEADER: request_id}
        return {**found, "body": "", "isBase64Encoded": False} if method == "HEAD" else found

    return handler


def _log(event: dict[str, Any], status: int) -> None:
    """A line for each write, and for each refusal with whom it was told; reads stand in the access log."""
    refused = status >= HTTPStatus.BAD_REQUEST
    user_id = claims_of(event).get("sub") if refused else None
    if refused or event["requestContext"].get("http", {}).get("method") not in READS:
        whom = {"user": pseudonym(user_id)} if user_id else None
        logger().info("request answered", status=status, extra=whom)


def _methods(route: BaseRoute) -> set[str]:
    """Those of a route, and HEAD where it reads."""
    own: set[str] = getattr(route, "methods", None) or set()
    return own | {"HEAD"} if "GET" in own else own
