"""An outside service: a small real HTTP server on loopback, and what it was asked."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Asked:
    """One request."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


@dataclass(frozen=True)
class Said:
    """One answer."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Outside:
    """`answer` says what it answers and may be exchanged; an exception closes the connection."""

    url: str
    answer: Callable[[Asked], Said]
    asked: list[Asked] = field(default_factory=list)

    def paths(self) -> list[str]:
        """What was asked for."""
        return [each.path for each in self.asked]

    def fail(self, status: int = 500, **headers: str) -> None:
        """From now on every answer is this refusal."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answer = lambda _: Said({}, status, named)


@contextmanager
def serving(answer: Callable[[Asked], Said]) -> Iterator[Outside]:
    """The server, for the time of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the standard library's name
            split = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(split.path, dict(parse_qsl(split.query)), headers)
            outside.asked.append(asked)
            said = outside.answer(asked)
            body = said.body if isinstance(said.body, bytes) else json.dumps(said.body).encode()
            self.send_response(said.status)
            for name, value in {"Content-Length": str(len(body)), **said.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """No noise."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    outside = Outside(f"http://127.0.0.1:{server.server_port}", answer)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield outside
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
