"""One POST to a service, and how often it is tried. No secret reaches a log from here."""

import logging
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from seance.channels.model import Answer, Later, Unreached, Unsure
from seance.cloud import deadline
from seance.cloud.config import settings

if TYPE_CHECKING:
    import httpx
    from tenacity import RetryCallState

Made = TypeVar("Made")
CONNECT_SECONDS = 2.0
TRIES = 3
SHORT_SECONDS = 3.0  # what the services ask to wait longer waits in the queue
ROUND_SECONDS = 9.0  # a wait, a try, and the writing down of what came of it
PATIENCE_SECONDS = 9.0  # after it no new try begins, so that all ends before the function does


@lru_cache(maxsize=1)
def _client() -> "httpx.Client":
    """Made on first use: httpx takes 140 ms to import."""
    import httpx

    logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs addresses, and so a bot's token
    return httpx.Client()


def _timeout() -> "httpx.Timeout":
    """As set, or what is left of the call's time where that is less."""
    import httpx

    seconds = deadline.within(settings().channel_timeout_seconds)
    return httpx.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS))


def post(url: str, fields: Mapping[str, Any]) -> Answer:
    """Send a form. Raises `Unreached` before it was sent, and `Unsure` afterwards."""
    return _post(url, data=dict(fields))


def post_bytes(url: str, content: bytes, headers: Mapping[str, str]) -> Answer:
    """Send bytes. Raises as `post` does."""
    return _post(url, content=content, headers=dict(headers))


def _post(url: str, **request: Any) -> Answer:
    import httpx

    if deadline.left() <= 0:
        raise Unreached("no time is left")
    try:
        answer = _client().post(url, timeout=_timeout(), **request)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise Unreached(type(error).__name__) from None
    except httpx.HTTPError as error:
        raise Unsure(type(error).__name__) from None
    try:
        body = answer.json()
    except ValueError:
        body = {}
    after = answer.headers.get("retry-after", "")
    return Answer(
        answer.status_code,
        body if isinstance(body, dict) else {},
        float(after) if after.isascii() and after.isdigit() else None,
    )


def insist(say: Callable[[], Made], *, again_when_unsure: bool) -> Made:
    """Try a few times where that is safe and soon; what is left is raised."""
    from tenacity import Retrying, retry_if_exception, stop_after_attempt, stop_after_delay
    from tenacity.wait import wait_random_exponential

    backoff = wait_random_exponential(multiplier=0.5, max=SHORT_SECONDS)

    def soon(error: BaseException) -> bool:
        asked = isinstance(error, Later) and error.seconds <= SHORT_SECONDS
        safe = (Unreached, Unsure) if again_when_unsure else Unreached
        return (asked or isinstance(error, safe)) and deadline.left() > ROUND_SECONDS

    def wait(state: "RetryCallState") -> float:
        error = state.outcome.exception() if state.outcome else None
        return error.seconds if isinstance(error, Later) else backoff(state)

    return Retrying(
        retry=retry_if_exception(soon),
        wait=wait,
        stop=stop_after_attempt(TRIES) | stop_after_delay(PATIENCE_SECONDS),
        reraise=True,
    )(say)
