"""Asking a catalogue of films over HTTP: in time, or not at all for a while."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from random import uniform
from typing import TYPE_CHECKING, Any

from seance.cloud import clients, deadline
from seance.cloud.observability import logger
from seance.errors import UpstreamUnavailable

if TYPE_CHECKING:
    from httpx import Client, Response

TIMEOUT_SECONDS = 2.0
TRIES = 3
PATIENCE_SECONDS = 1.5  # the longest pause between two tries
REST_SECONDS = 30.0  # after a failure nobody waits for it again so soon
LONGEST_REST_SECONDS = 600.0
OK, NOT_FOUND, TOO_MANY, OUR_FAULT, ITS_FAULT = 200, 404, 429, range(400, 500), 500


class Upstream:
    """One API. When it has failed it rests, and every question is refused at once."""

    def __init__(self, url: str, headers: Mapping[str, str]) -> None:
        self._url, self._headers = url, dict(headers)
        self._rests_until = 0.0

    @cached_property
    def _client(self) -> "Client":
        import httpx  # 140 ms that only a question costs

        return httpx.Client(base_url=self._url, headers=self._headers, timeout=TIMEOUT_SECONDS)

    def get(self, path: str, **params: Any) -> Any:
        """The JSON answer, None where there is no such thing; raises UpstreamUnavailable."""
        if (left := self._rests_until - time.monotonic()) > 0:
            raise _silent(left)
        rest = REST_SECONDS
        for tried in range(1, TRIES + 1):
            answer = self._ask(path, params)
            if answer is not None and answer.status_code == NOT_FOUND:
                return None
            if answer is not None and answer.status_code == OK:
                try:
                    return answer.json()
                except ValueError:
                    answer = None
            pause = _asked_to_wait(answer)
            if pause is not None and pause > PATIENCE_SECONDS:
                rest = min(pause, LONGEST_REST_SECONDS)
                break
            if (
                answer is not None
                and answer.status_code in OUR_FAULT
                and answer.status_code != TOO_MANY
            ):
                break  # a wrong key, or no requests left for today: asking again changes nothing
            if deadline.left() < clients.ROUND_SECONDS:
                break
            if tried < TRIES:
                jitter = uniform(0, 0.2 * 2**tried)  # noqa: S311 # no secret
                time.sleep(jitter if pause is None else pause)
        self._rests_until = time.monotonic() + rest
        raise _silent(rest)

    def _ask(self, path: str, params: Mapping[str, Any]) -> "Response | None":
        """One try; nothing where no answer came. The key stands in a header, never in an address."""
        import httpx

        try:
            answer = self._client.get(path, params=params, timeout=deadline.within(TIMEOUT_SECONDS))
        except httpx.HTTPError as error:
            logger().warning("film catalogue did not answer", reason=type(error).__name__)
            return None
        if answer.status_code not in (OK, NOT_FOUND):
            logger().warning("film catalogue refused", status=answer.status_code)
        return answer


def _silent(seconds: float) -> UpstreamUnavailable:
    return UpstreamUnavailable(
        "The film catalogue does not answer.", retry_after=max(1, round(seconds))
    )


def _asked_to_wait(answer: "Response | None") -> float | None:
    """`Retry-After` in seconds: a number of them, or a date (RFC 9110, 10.2.3)."""
    asked = answer.headers.get("Retry-After") if answer is not None else None
    if not asked:
        return None
    try:
        return max(0.0, float(asked))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None
