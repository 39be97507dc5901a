"""What the flows of the sweep begin with: people and events in every state, and who carries on.

In virtual time; `Stage.back` makes everything as it was when the stage was ready.
"""

import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from live import converse
from seance.web.app import Handler
from tests.component.gateway import Answer, Person, World, event_body
from tests.component.pump import QUEUES, STREAMS, batch, filters, fits, record
from tests.component.pump import Lambda as Function
from tests.faults.line import Line
from tests.faults.turns import Turns
from tests.memory.cloud import Cloud, Message

Body = dict[str, Any]
HORIZON = 1200.0  # seconds; what waits longer is part of the state
SILENCE = 40.0  # seconds after which a client asks again, and a message comes again
TRIES = 5
HEARD = {"statusCode": 200}


def live_event(name: str, route: str, **more: Any) -> Body:
    """What the WebSocket API says of a connection; each has its user's name."""
    request = {"connectionId": name, "routeKey": route, "requestId": f"live-{name}"}
    return {"requestContext": request, **more}


class Context:
    """What Lambda tells a function, in virtual time."""

    function_name, aws_request_id = "api", "test"

    def __init__(self, turns: Turns) -> None:
        self.turns, self.began = turns, turns.seconds

    def get_remaining_time_in_millis(self) -> int:
        """Of 25 seconds."""
        return int(1000 * (25 - (self.turns.seconds - self.began)))


@dataclass(frozen=True)
class Call:
    """A function to be called by AWS; of a queue, with one message."""

    function: Function
    event: Body
    message: Message | None = None

    @property
    def about(self) -> str:
        """Its event as text, to choose by."""
        return json.dumps(self.event, ensure_ascii=False)


@dataclass
class Stage:
    """The clock, the cloud and the people. `names` are ids by the names that flows use."""

    cloud: Cloud
    line: Line
    turns: Turns
    api: Handler
    names: dict[str, str] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)  # to Telegram and VK
    seen: int = 0
    calls: deque[Call] = field(default_factory=deque)
    waiting: list[tuple[float, Message]] = field(default_factory=list)
    mark: tuple[Any, ...] = ()

    # --- Time ---

    def keep(self) -> None:
        """From now on `back` comes back to here."""
        cloud = self.cloud
        self.mark = (
            len(cloud.tables.stream),
            dict(cloud.schedules),
            tuple(len(each) for each in (cloud.messages, cloud.mails, cloud.frames, self.said)),
            self.turns.seconds,
            self.seen,
            tuple(self.calls),
            tuple(self.waiting),
        )

    def back(self) -> None:
        """All is as it was."""
        place, schedules, lengths, self.turns.seconds, self.seen, calls, waiting = self.mark
        self.cloud.tables.back(place)
        self.cloud.schedules = dict(schedules)
        lists: tuple[list[Any], ...] = (
            self.cloud.messages,
            self.cloud.mails,
            self.cloud.frames,
            self.said,
        )
        for each, length in zip(lists, lengths, strict=True):
            del each[length:]
        self.calls, self.waiting = deque(calls), list(waiting)
        self.line.begin()

    def is_untouched(self) -> bool:
        """Whether the product's own tables are as they were then."""
        changes = self.cloud.tables.stream[self.mark[0] :]
        return all(each.key[0] == "idempotency" for each in changes)

    # --- People ---

    def person(self, name: str) -> Person:
        """Somebody with a profile."""
        person = World(self.api).person(name)
        self.people[name], self.names[name] = person, person.id
        return person

    def at(self, **ahead: float) -> str:
        """An instant from the virtual now on."""
        moment = self.turns.began + timedelta(seconds=self.turns.seconds) + timedelta(**ahead)
        return moment.isoformat().replace("+00:00", "Z")

    def announce(self, host: str, name: str, days: float, **more: Any) -> Body:
        """An event that flows know by this name."""
        body = event_body(starts_at=self.at(days=days), **more)
        answer = self.people[host].post("/events", body)
        assert answer.status == 201, answer.body
        self.names[name] = answer.body["id"]
        event: Body = answer.body
        return event

    def say(self, name: str, route: str, **more: Any) -> None:
        """On somebody's live connection."""
        event = live_event(name, route, **more)
        assert converse.handler(event, Context(self.turns)) == HEARD, event

    # --- What AWS carries ---

    def pump(self, until: Callable[[Call], bool] = lambda _: False) -> Call | None:
        """Carry on until it is quiet, or until this call would be made; it is not made then."""
        for _ in range(2000):
            self._collect()
            if not self.calls:
                if not self._wait():
                    return None
                continue
            call = self.calls.popleft()
            if until(call):
                return call
            self.deliver(call)
        raise AssertionError("it never becomes quiet")

    def deliver(self, call: Call) -> None:
        """Call a function, and again when it fails, as AWS does."""
        for _ in range(TRIES):
            answer = call.function(call.event, Context(self.turns))
            if answer in (None, {"batchItemFailures": []}, HEARD):
                return
            self.turns.sleep(SILENCE)
        raise AssertionError(f"to the dead letters: {call.about}")

    def _collect(self) -> None:
        moment = self.turns.now(self.turns.began.tzinfo)  # type: ignore[arg-type]  # aware
        stream = self.cloud.tables.stream
        records: dict[str, list[Body]] = {table: [] for table in STREAMS}
        for each in stream[self.seen :]:
            if each.key[0] in STREAMS:
                records[each.key[0]].append(record(each.old, each.new, moment))
        self.seen = len(stream)
        for table, functions in STREAMS.items():
            for name, function in functions.items():
                if wanted := [each for each in records[table] if fits(each, filters(name))]:
                    self.calls.append(Call(function, {"Records": wanted}))
        for message in self.cloud.messages:
            self.waiting.append((self.turns.seconds + message.delay, message))
        self.cloud.messages.clear()
        due = [each for at, each in self.waiting if at <= self.turns.seconds]
        self.waiting = [each for each in self.waiting if each[0] > self.turns.seconds]
        for message in due:
            event = batch(message.text)
            event["Records"][0]["messageId"] = message.id
            self.calls.append(Call(QUEUES[message.queue], event, message))

    def _wait(self) -> bool:
        """Until the next message is due, if that is soon."""
        soon = [at for at, _ in self.waiting if at - self.mark_time <= HORIZON]
        if not soon:
            return False
        self.turns.sleep(max(0.0, min(soon) - self.turns.seconds))
        return True

    @property
    def mark_time(self) -> float:
        """When the flow began."""
        return float(self.mark[3]) if self.mark else self.turns.seconds

    def ask(self, who: str, method: str, path: str, body: Any, query: Body) -> Answer:
        """One request of a flow; a POST with the key of the flow."""
        person = self.people.get(who)
        caller = person or World(self.api).nobody
        headers = {"x-telegram-bot-api-secret-token": "webhook-secret"}
        if method == "POST":
            headers["Idempotency-Key"] = "the-flow"
        return caller.call(method, path, body, headers=headers, base="", **query)
