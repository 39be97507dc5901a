"""A server on loopback for one of the rivals: `python -m benchmarks.rivals.serve <bare|seance|ticketing> <port> <workers>`.

A Lambda handler is called by processes that take one request at a time each, as Lambda has them, with the
event of an HTTP API (payload format 2.0). Who asks stands in the header `X-User`: none of the rivals looks at a token.
"""

import os
import signal
import sys
import uuid
from collections.abc import Callable
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace
from typing import Any

import uvicorn

from benchmarks.rivals import bare
from local.api import routers
from seance.web.app import lambda_handler

Lambda = Callable[[dict[str, Any], Any], dict[str, Any]]
CONTEXT = SimpleNamespace(
    function_name="api", aws_request_id="local", get_remaining_time_in_millis=lambda: 25_000
)


class Server(HTTPServer):
    """With room for a crowd before the door."""

    request_queue_size = 128


class Gateway(BaseHTTPRequestHandler):
    """What API Gateway does; a connection for each request, so that whoever is free takes it."""

    def __init__(self, *args: Any, call: Lambda) -> None:
        self.call = call
        super().__init__(*args)

    def log_message(self, *_: Any) -> None:
        """Nothing."""

    def do_GET(self) -> None:
        """One request."""
        self._answer()

    def do_POST(self) -> None:
        """One request."""
        self._answer()

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", "0"))).decode()
        user = self.headers["x-user"]
        claims = {"sub": user, "name": user, "email": f"{user}@example.com"}
        found = self.call(
            {
                "version": "2.0",
                "routeKey": f"{self.command} {self.path}",
                "rawPath": self.path,
                "rawQueryString": "",
                "headers": {"content-type": "application/json"},
                "requestContext": {
                    "requestId": str(uuid.uuid4()),
                    "http": {
                        "method": self.command,
                        "path": self.path,
                        "sourceIp": "127.0.0.1",
                        "protocol": "HTTP/1.1",
                    },
                    "authorizer": {
                        "jwt": {"claims": claims | {"email_verified": "true"}, "scopes": None}
                    },
                },
                "body": body or None,
                "isBase64Encoded": False,
            },
            CONTEXT,
        )
        answer = str(found.get("body") or "").encode()
        self.send_response(found["statusCode"])
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


def serve(call: Lambda, port: int, workers: int) -> None:
    """Until it is told to end."""
    server = Server(("127.0.0.1", port), partial(Gateway, call=call))
    children = []
    for _ in range(workers):
        child = os.fork()
        if child == 0:
            server.serve_forever()
        children.append(child)

    def end(*_: object) -> None:
        for each in children:
            os.kill(each, signal.SIGKILL)

    signal.signal(signal.SIGTERM, end)
    for each in children:
        os.waitpid(each, 0)


def main() -> None:
    name, port, workers = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    if name == "ticketing":
        uvicorn.run(
            "benchmarks.rivals.ticketing:app", host="127.0.0.1", port=port, workers=workers,
            log_level="warning", access_log=False,
        )  # fmt: skip
    else:
        serve(bare.handler if name == "bare" else lambda_handler(*routers()), port, workers)


if __name__ == "__main__":
    main()
