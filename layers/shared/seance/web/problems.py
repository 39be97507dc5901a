"""Every refusal as a problem document (RFC 9457), in one place."""

from botocore.exceptions import BotoCoreError, ClientError
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pynamodb.exceptions import PynamoDBException
from starlette.exceptions import HTTPException

from seance.cloud.concurrency import is_outage, passes
from seance.cloud.observability import count, logger
from seance.errors import BadCursor, NotFound, Refusal, UpstreamUnavailable, ValidationFailed
from seance.web.documents import document, headers, language_of


class InternalError(Refusal):
    """A fault of ours; the log has the reason, the answer only the id to find it by."""

    status = 500
    code = "internal_error"
    title = "Something went wrong on our side"


def validation_failed(error: RequestValidationError) -> Refusal:
    """What the request's checks found; an id of a wrong form names nothing, so it is not found."""
    found = error.errors()
    if any(each["loc"][0] == "path" for each in found):
        return NotFound()
    errors = [
        {
            "field": ".".join(map(str, each["loc"][1:])) or "body",
            "message": each["msg"].removeprefix("Value error, "),
        }
        for each in found
    ]
    if any(each["field"] == "cursor" for each in errors):
        return BadCursor()
    detail = "; ".join(f"{each['field']}: {each['message']}" for each in errors)
    return ValidationFailed(detail, errors=errors)


def add_problem_handlers(app: FastAPI) -> None:
    """Make every way to fail answer with a problem."""

    def answer(request: Request, refusal: Refusal) -> Response:
        count("Refused", code=refusal.code)
        event = request.scope["aws.event"]
        language = language_of(event)
        body = document(refusal, event["requestContext"]["requestId"], language)
        return Response(body, refusal.status, headers(refusal, language))

    @app.exception_handler(Refusal)
    async def refused(request: Request, error: Refusal) -> Response:
        return answer(request, error)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        return answer(request, validation_failed(error))

    @app.exception_handler(HTTPException)
    async def unrouted(request: Request, error: HTTPException) -> Response:
        refused = error.status_code in (404, 405)
        return answer(request, NotFound() if refused else ValidationFailed(error.detail))

    @app.exception_handler(PynamoDBException)
    async def undecided(request: Request, error: PynamoDBException) -> Response:
        logger().exception("tables did not answer", exc_info=error)
        return answer(request, UpstreamUnavailable() if passes(error) else InternalError())

    @app.exception_handler(BotoCoreError)
    @app.exception_handler(ClientError)
    async def unanswered(request: Request, error: BotoCoreError | ClientError) -> Response:
        logger().exception("AWS did not answer", exc_info=error)
        return answer(request, UpstreamUnavailable() if is_outage(error) else InternalError())

    @app.exception_handler(Exception)
    async def failed(request: Request, error: Exception) -> Response:
        logger().exception("request failed", exc_info=error)
        return answer(request, InternalError())
