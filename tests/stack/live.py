"""A live connection of somebody, as a page holds one."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.stack.people import Event, Person
from tests.stack.waiting import PATIENCE

Frame = dict[str, Any]


class Live:
    """What somebody hears, in order."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.heard: list[Frame] = []

    def say(self, action: str, **fields: Any) -> None:
        """Ask for something."""
        self.socket.send(json.dumps({"action": action, **fields}))

    def listen(self, seconds: float) -> Frame | None:
        """The next frame, if one comes within this time."""
        try:
            frame: Frame = json.loads(self.socket.recv(timeout=seconds))
        except TimeoutError:
            return None
        self.heard.append(frame)
        return frame

    def hears(self, kind: str, holds: Callable[[Frame], object] = bool) -> Frame:
        """The next frame of a kind; others before it are heard too."""
        deadline = time.monotonic() + PATIENCE
        while (left := deadline - time.monotonic()) > 0:
            frame = self.listen(left)
            if frame and frame["type"] == kind and holds(frame):
                return frame
        raise AssertionError(f"no {kind}: {self.heard}")

    def subscribe(self, event: Event, after: int | None = None) -> list[Frame]:
        """Subscribe to an event; answers with all that came until the end of the answer."""
        before = len(self.heard)
        asked = {"event_id": event["id"]} | ({} if after is None else {"after": after})
        self.say("subscribe", **asked)
        self.hears("subscribed")
        return self.heard[before:]

    def hears_nothing_of(self, text: str, until: Callable[[], object]) -> None:
        """Nothing with this text comes until something else, which came later, has."""
        until()
        assert text not in json.dumps(self.heard, ensure_ascii=False)


def address(who: Person) -> str:
    """Where live connections are opened."""
    return str(who.cloud.facts["live_url"])


@contextmanager
def live(who: Person) -> Iterator[Live]:
    """Connect as a page does: with a ticket."""
    answer = who.post("/me/live")
    assert answer.status_code == 201, answer.text
    with connect(
        f"{address(who)}?ticket={answer.json()['ticket']}", open_timeout=PATIENCE
    ) as socket:
        yield Live(socket)
