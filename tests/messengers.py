"""Telegram and VK as small real HTTP servers on loopback: they keep what they are sent.

Answers are scripted one by one; without a script they take every message.
"""

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

Body = dict[str, Any]
Answer = tuple[int, Body | str, dict[str, str]]


@dataclass(frozen=True)
class Request:
    """One call: its path and its form, or what it has instead."""

    path: str
    fields: dict[str, str]
    raw: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Messenger:
    """One service. `taken` are the calls that it answered with success, `asked` all of them."""

    success: Callable[[Request], Body]
    url: str = ""
    asked: list[Request] = field(default_factory=list)
    taken: list[Request] = field(default_factory=list)
    script: deque[Answer] = field(default_factory=deque)
    awake: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.awake.set()

    def will_answer(self, status: int, body: Body | str = "", **headers: str) -> None:
        """The next call without an answer yet gets this one."""
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        self.script.append((status, body, names))

    def will_fail(self, code: int) -> None:
        """VK's way: an error in a body with status 200."""
        self.will_answer(200, {"error": {"error_code": code, "error_msg": "as scripted"}})

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """Meanwhile no call is answered; it was heard all the same."""
        self.awake.clear()
        try:
            yield
        finally:
            self.awake.set()

    def answer(self, request: Request) -> Answer:
        """What a call gets."""
        self.asked.append(request)
        if not self.awake.is_set():
            self.awake.wait(60)
            return 503, "", {}
        if self.script:
            return self.script.popleft()
        self.taken.append(request)
        return 200, self.success(request), {}

    def forget(self) -> None:
        """As new."""
        self.asked.clear()
        self.taken.clear()
        self.script.clear()


class Handler(BaseHTTPRequestHandler):
    """Reads a form, answers JSON."""

    messenger: Messenger

    def do_POST(self) -> None:  # http.server calls it so
        raw = self.rfile.read(int(self.headers.get("content-length", 0)))
        form = dict(parse_qsl(raw.decode(errors="replace")))
        names = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.path, form, raw, names)
        status, body, headers = self.messenger.answer(request)
        text = (body if isinstance(body, str) else json.dumps(body)).encode()
        try:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)
        except OSError:
            return  # who asked waits no longer

    def log_message(self, *_: object) -> None:
        """Quiet."""


@contextmanager
def serving(messenger: Messenger) -> Iterator[Messenger]:
    """Run it on a free port."""
    handler = type("Bound", (Handler,), {"messenger": messenger})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    messenger.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield messenger
    finally:
        messenger.awake.set()
        server.shutdown()
        thread.join()
        server.server_close()


def telegram() -> Messenger:
    """https://core.telegram.org/bots/api#making-requests."""
    return Messenger(lambda _: {"ok": True, "result": {"message_id": 1}})


def vk() -> Messenger:
    """https://dev.vk.com/api/api-requests."""
    posts = {"/method/wall.post": {"post_id": 77}}
    return Messenger(lambda request: {"response": posts.get(request.path, 1)})


def push() -> Messenger:
    """https://www.rfc-editor.org/rfc/rfc8030#section-5."""
    return Messenger(lambda _: {})


def blocked() -> Body:
    """What Telegram says of a user who has blocked the bot."""
    said = "Forbidden: bot was blocked by the user"
    return {"ok": False, "error_code": 403, "description": said}


def too_fast(seconds: int) -> Body:
    """Telegram's flood control."""
    said = f"Too Many Requests: retry after {seconds}"
    parameters = {"retry_after": seconds}
    return {"ok": False, "error_code": 429, "description": said, "parameters": parameters}
