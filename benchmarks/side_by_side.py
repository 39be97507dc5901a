"""One hot event, three ways, in one run: (a) bare boto3, (b) FastAPI with PostgreSQL, (c) Seance.

Each over HTTP on loopback, with the same driver and the same number of worker processes, in turn: seats sold a
second and whether they are exactly those that there are, then how long asking and approving take.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection
from statistics import median, quantiles
from typing import Any

import boto3
import psycopg

from benchmarks.report import ROUNDS, Figure, run
from benchmarks.rivals import bare, postgres, ticketing
from local import dynamodb
from local.telling import TroubleError, tell
from tests.component.gateway import at, event_body
from tests.memory.cloud import NAMES
from tests.memory.environment import ENVIRONMENT
from tests.tables import create_tables

WORKERS = 4
SEATS, GUESTS, CROWD = 40, 80, 32  # of a rush; so many are in flight
IN_FLIGHT = {
    1: 10,
    8: 24,
    32: 64,
}  # users at once, and how many guests ask and are approved in a round
PATIENCE = 60.0  # seconds for a server to answer, and for a request
NAMED = {
    "bare": "(a) bare boto3",
    "ticketing": "(b) FastAPI, PostgreSQL",
    "seance": "(c) Seance",
}


@dataclass
class Rival:
    """One of the three: where it answers, and how many hold a seat by what it stored."""

    name: str
    port: int
    held: Callable[[str], int]
    rates: list[float] = field(default_factory=list)
    wrong: int = 0  # seats over or under, of all rounds
    seconds: dict[tuple[str, int], list[float]] = field(default_factory=dict)

    def call(self, path: str, user: str, body: Any = None, method: str = "POST") -> tuple[int, Any]:
        """Status and body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"x-user": user, "content-type": "application/json", "connection": "close"}
        connection.request(method, f"/api/v1{path}", body and json.dumps(body), headers)
        answer = connection.getresponse()
        read = answer.read()
        connection.close()
        return answer.status, json.loads(read or b"{}")

    def announce(self, day: int, capacity: int, approval: str) -> str:
        """The id of an event; each on a day of its own, for nobody is at two at once."""
        body = event_body(capacity=capacity, approval=approval, starts_at=at(days=day))
        status, event = self.call("/events", "host", body)
        assert status == HTTPStatus.CREATED, event
        return str(event["id"])


def timed(ask: Callable[[], tuple[int, Any]]) -> tuple[float, float, Any]:
    """How long it took, when it was answered, and what; only what the contract knows is an answer."""
    began = time.monotonic()
    status, body = ask()
    ended = time.monotonic()
    assert status in (200, 201, 409), (status, body)
    return ended - began, ended, body


def at_once(many: int, asks: list[Callable[[], tuple[int, Any]]]) -> list[tuple[float, float, Any]]:
    """All of them, so many in flight."""
    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(timed, asks))


def rush(rival: Rival, day: int) -> None:
    """More ask than there are seats, of which each is sold once."""
    event = rival.announce(day, SEATS, "automatic")
    began = time.monotonic()
    answers = at_once(
        CROWD,
        [
            partial(rival.call, f"/events/{event}/bookings", f"guest-{each}")
            for each in range(GUESTS)
        ],
    )
    sold = [ended for _, ended, body in answers if body.get("status") == "confirmed"]
    rival.rates.append(len(sold) / (max(sold) - began))
    rival.wrong += abs(rival.held(event) - SEATS) + abs(len(sold) - SEATS)


def converse(rival: Rival, day: int, users: int, guests: int) -> None:
    """Guests ask for seats of one event that its host then approves."""
    event = rival.announce(day, guests, "manual")
    path = f"/events/{event}/bookings"
    names = [f"guest-{each}" for each in range(guests)]
    asked = at_once(users, [partial(rival.call, path, name) for name in names])
    approved = at_once(
        users, [partial(rival.call, f"{path}/{name}/approve", "host") for name in names]
    )
    for what, answers in (("ask", asked), ("approve", approved)):
        rival.seconds.setdefault((what, users), []).extend(each for each, _, _ in answers)
    assert rival.held(event) == guests


def measure() -> list[Figure]:
    """All three in turn, a round after the other."""
    if dynamodb.java() < dynamodb.JAVA:
        raise TroubleError(f"DynamoDB Local needs Java {dynamodb.JAVA}.", "apt-get install default-jre-headless")  # fmt: skip
    if postgres.programs() is None:
        raise TroubleError("There is no PostgreSQL to compare with.", "apt-get install postgresql")
    dynamodb.fetch()
    with ExitStack() as running:
        engine = running.enter_context(dynamodb.engine())
        address = running.enter_context(postgres.database(_free_port()))
        rivals = _rivals(running, engine, address)
        for number in range(ROUNDS):
            for each in rivals:
                rush(each, 2 + number * 4)
                for place, (users, guests) in enumerate(IN_FLIGHT.items()):
                    converse(each, 3 + number * 4 + place, users, guests)
            tell(f"  round {number + 1} of {ROUNDS}")
    return [figure for each in rivals for figure in _figures(each)]


def _rivals(running: ExitStack, engine: str, address: str) -> list[Rival]:
    """Started, with their tables, and warm: whoever will ask has a profile."""
    os.environ.update({**ENVIRONMENT, "MAXIMUM_UPCOMING_EVENTS": "1000"})  # all are one host's
    os.environ.update({"AWS_ENDPOINT_URL": engine, "TICKETING_DATABASE": address})
    client = boto3.client("dynamodb", region_name="eu-central-1")
    create_tables(client, NAMES)
    bare.create()
    database = running.enter_context(psycopg.connect(address, autocommit=True))
    database.execute(ticketing.TABLES)

    def stored(table: str, event: str) -> int:
        pages = client.get_paginator("scan").paginate(
            TableName=table,
            FilterExpression="event_id = :event AND #status = :confirmed",
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues={":event": {"S": event}, ":confirmed": {"S": "confirmed"}},
        )
        return sum(page["Count"] for page in pages)

    def written(event: str) -> int:
        counted = "SELECT count(*) FROM booking WHERE event_id = %s AND status = 'confirmed'"
        row = database.execute(counted, (event,)).fetchone()
        return int(row[0]) if row else 0

    held: dict[str, Callable[[str], int]] = {
        "bare": partial(stored, bare.TABLE),
        "ticketing": written,
        "seance": partial(stored, NAMES["Main"]),
    }
    rivals = [Rival(name, _free_port(), each) for name, each in held.items()]
    for each in rivals:
        running.enter_context(_server(each))
        for name in ("host", *(f"guest-{number}" for number in range(GUESTS))):
            each.call("/me", name, method="GET")  # the others answer 404
    return rivals


@contextmanager
def _server(rival: Rival) -> Iterator[None]:
    command = [sys.executable, "-m", "benchmarks.rivals.serve", rival.name]
    process = subprocess.Popen([*command, str(rival.port), str(WORKERS)])
    try:
        end = time.monotonic() + PATIENCE
        while not _answers(rival.port):
            if process.poll() is not None or time.monotonic() > end:
                raise TroubleError(f"{rival.name} does not answer.", "See above what it said.")
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _answers(port: int) -> bool:
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _figures(rival: Rival) -> list[Figure]:
    name = NAMED[rival.name]
    figures = [
        Figure(name, round(median(rival.rates), 1), "seats a second"),
        Figure(name, rival.wrong, f"seats over or under, in {len(rival.rates)} rushes"),
    ]
    for (what, users), seconds in rival.seconds.items():
        cuts = quantiles(seconds, n=20)
        for part, value in (("p50", median(seconds)), ("p95", cuts[-1])):
            at = ("users in flight", float(users))
            figures.append(Figure(name, round(value * 1000, 1), f"ms, {what}, {part}", at=at))
    return figures


if __name__ == "__main__":
    run(measure)
