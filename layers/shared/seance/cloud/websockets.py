"""Open WebSocket connections of API Gateway: a frame to one, or to many side by side."""

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context  # the deadline goes into the threads with it
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from seance.cloud import clients
from seance.cloud.config import settings
from seance.cloud.observability import logger

if TYPE_CHECKING:
    from mypy_boto3_apigatewaymanagementapi import ApiGatewayManagementApiClient

WIDTH = 32  # posts at a time: a slow connection keeps one of them busy, not the others

Frame = dict[str, Any]


@lru_cache(maxsize=1)
def _client() -> "ApiGatewayManagementApiClient":
    made: ApiGatewayManagementApiClient = clients.client(
        "apigatewaymanagementapi",
        attempts=2,
        endpoint_url=settings().live_connections_url,
        max_pool_connections=WIDTH,
    )
    return made


def post(connection_id: str, frame: Frame) -> bool:
    """Send a frame; false when the connection is gone (410)."""
    text = json.dumps(frame, separators=(",", ":"), ensure_ascii=False, default=_instant)
    try:
        _client().post_to_connection(ConnectionId=connection_id, Data=text.encode())
    except _client().exceptions.GoneException:
        return False
    return True


def post_to_all(connection_ids: Iterable[str], frame: Frame) -> list[str]:
    """Send a frame to each, side by side; answers with those that are gone.

    One that does not take it in time misses it: the numbers of what it gets next show that, and it
    asks for what is missing.
    """

    def try_post(connection_id: str) -> str | None:
        try:
            return None if post(connection_id, frame) else connection_id
        except Exception as error:  # noqa: BLE001 # the others get theirs
            logger().warning("frame not delivered", reason=type(error).__name__)
            return None

    ids = list(connection_ids)
    if not ids:
        return []
    _client()  # made before the threads: boto3 makes clients in one thread only
    with ThreadPoolExecutor(min(WIDTH, len(ids))) as posts:
        tried = [posts.submit(copy_context().run, try_post, each) for each in ids]
    return [gone for each in tried if (gone := each.result())]


def _instant(value: datetime) -> str:
    """An instant as the API writes it."""
    return value.isoformat().replace("+00:00", "Z")
