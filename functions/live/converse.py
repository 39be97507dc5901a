"""The live connection (M16, M17): `wss …/live`, from its opening to its end. See docs/live.md.

Opened with a ticket, or by programs with a token, which the HTTP API's own authorizer verifies.
What it then says is answered on the connection itself; what happens elsewhere, `streams.push` tells.
"""

from typing import Any

from seance.cloud import deadline, identity, origin, websockets
from seance.cloud.observability import follow, logger
from seance.live import protocol, store, tickets
from seance.people.store import present

Request = dict[str, Any]


def connect(connection_id: str, event: Request) -> int:
    """The status that the handshake is answered with. Neither ticket nor token is ever logged."""
    query = event.get("queryStringParameters") or {}
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    if not origin.knows_the_secret(headers):
        return 403
    token = headers.get("authorization", "").removeprefix("Bearer ").strip()
    token = token or query.get("access_token") or query.get("token")
    if ticket := query.get("ticket"):
        user_id = tickets.redeem(ticket)
    else:
        user_id = identity.verified(token) if token else None
    if user_id is None or not present([user_id]):
        return 401
    store.open_connection(connection_id, user_id)
    return 200


def hear(connection_id: str, text: str) -> None:
    """Answer one message."""
    user_id = store.user_of(connection_id)
    if user_id is None:
        websockets.post(connection_id, {"type": "error", "code": "unauthorized"})  # connect again
        return
    try:
        for frame in protocol.answer(connection_id, user_id, text):
            if not websockets.post(connection_id, frame):
                store.forget(connection_id)
                return
    except Exception:  # noqa: BLE001 # whoever asked learns that it failed, and may ask again
        logger().exception("live request failed")
        websockets.post(connection_id, {"type": "error", "code": "internal_error"})


@deadline.kept
def handler(event: Request, context: object) -> dict[str, int]:
    """Called by the WebSocket API for each connection's opening, messages and end."""
    request = event["requestContext"]
    connection_id, route = request["connectionId"], request["routeKey"]
    follow(request["requestId"])
    match route:
        case "$connect":
            return {"statusCode": connect(connection_id, event)}
        case "$disconnect":
            store.forget(connection_id)
        case _:
            hear(connection_id, event.get("body") or "")
    return {"statusCode": 200}
