"""`make soak`: people at the running local cloud, faults meanwhile, and in the end everything agrees.

So many people do what people do, each in a thread of its own, all operations mixed; meanwhile
functions' processes are killed, and messages and stream records are delivered again. Then the queues
are waited for, and `make reconcile` must find nothing. Bounded by minutes, on loopback only. People
and what they do come from the seed; how their requests meet does not.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from local import cloud, people, processes
from local.functions import read_stack
from local.place import CHECKOUT
from local.reconcile import connect, reconcile
from local.replay import local_stack
from local.telling import TroubleError, run, step, tell

PASSWORD = "Seance-soak-2026"
FILMS = ("solaris-1972", "stalker-1979", "alien-1979")
EXPECTED = {502, 503}  # a function that was killed says nothing; the contract's 503
QUEUES = ("NoticesQueue", "CopiesQueue", "WaitlistQueue", "DeliveriesQueue", "ChangesQueue")
PAUSE_OF_FAULTS = 3.0
TWICE = 0.1  # of the POSTs
SEEN = 300  # how many events people remember


@dataclass
class Town:
    """What everybody knows: people, events, and what answers there were."""

    facts: dict[str, Any]
    until: float
    ids: list[str] = field(default_factory=list)
    events: list[tuple[str, str]] = field(default_factory=list)  # id, host
    answers: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str, answer: httpx.Response) -> None:
        """Count an answer; one that the contract doesn't know is wrong."""
        with self.lock:
            self.answers[f"{answer.status_code}"] += 1
            if answer.status_code >= 500 and answer.status_code not in EXPECTED:  # noqa: PLR2004
                self.wrong.append(f"{what}: {answer.status_code} {answer.text[:200]}")


class Person:
    """Somebody who goes on doing things until the time is over."""

    def __init__(self, town: Town, number: int, seed: int) -> None:
        self.town, self.chance = town, random.Random(seed * 1000 + number)  # noqa: S311
        email = f"soak-{os.getpid()}-{number}@example.com"
        people.sign_up(town.facts, email, PASSWORD, f"Soak {number}")
        tokens = people.sign_in(town.facts, email, PASSWORD)
        self.http = httpx.Client(
            base_url=f"{town.facts['url']}/api/v1",
            headers={"Authorization": f"Bearer {tokens['id_token']}"},
            timeout=60,
        )
        self.id = self.ask("GET", "/me").json()["id"]

    def ask(self, method: str, path: str, body: Any = None) -> httpx.Response:
        """One request; a POST now and then twice with its key, as after a lost answer."""
        key = f"{self.chance.getrandbits(64):x}"
        headers = {"Idempotency-Key": key} if method == "POST" else {}
        for _ in range(2 if headers and self.chance.random() < TWICE else 1):
            answer = self.http.request(
                method,
                path,
                json=body if method in {"POST", "PUT", "PATCH"} else None,
                headers=headers,
            )
            self.town.note(f"{method} {path}", answer)
        return answer

    def live(self) -> None:
        """One act after the other."""
        while time.monotonic() < self.town.until:
            try:
                self.act()
            except httpx.HTTPError:
                with self.town.lock:
                    self.town.answers["lost"] += 1
            time.sleep(self.chance.random() / 2)

    def act(self) -> None:
        """Something that people do, as often as they do it."""
        acts = {
            self.announce: 2,
            self.change: 3,
            self.ask_for_a_seat: 10,
            self.answer: 10,
            self.decide: 8,
            self.meet: 4,
            self.talk: 3,
            self.look: 6,
        }
        chosen = self.chance.choices(list(acts), list(acts.values()))[0]
        chosen()

    def announce(self) -> None:
        """A new evening of few seats."""
        starts_at = datetime.now(UTC) + timedelta(hours=self.chance.randint(30, 2000))
        answer = self.ask(
            "POST",
            "/events",
            {
                "film_id": self.chance.choice(FILMS),
                "place": {"kind": "home", "city": "Berlin", "address": "Linienstraße 40"},
                "starts_at": starts_at.isoformat(),
                "time_zone": "Europe/Berlin",
                "duration_minutes": 100,
                "capacity": self.chance.choice((1, 2, 3, 5, 60)),
                "approval": self.chance.choice(("manual", "automatic")),
                "visibility": self.chance.choice(("public", "public", "followers", "invite_only")),
            },
        )
        if answer.status_code == httpx.codes.CREATED:
            with self.town.lock:
                self.town.events = [*self.town.events[-SEEN:], (answer.json()["id"], self.id)]

    def change(self) -> None:
        """An own event: seats, time, approval, visibility; cancelled, restored, moderated."""
        if event := self._event(own=True):
            hours = self.chance.randint(30, 2000)
            edits: list[dict[str, Any]] = [
                {"capacity": self.chance.randint(1, 80)},
                {"approval": self.chance.choice(("manual", "automatic"))},
                {"visibility": self.chance.choice(("public", "followers"))},
                {"title": f"Evening {self.chance.randint(1, 99)}"},
                {"starts_at": (datetime.now(UTC) + timedelta(hours=hours)).isoformat()},
            ]
            kind = self.chance.random()
            if kind < 0.7:  # noqa: PLR2004
                self.ask("PATCH", f"/events/{event}", self.chance.choice(edits))
            elif kind < 0.85:  # noqa: PLR2004
                self.ask("POST", f"/events/{event}/{self.chance.choice(('cancel', 'restore'))}", {})
            else:
                method = self.chance.choice(("PUT", "DELETE"))
                self.ask(method, f"/events/{event}/moderators/{self._other()}")

    def ask_for_a_seat(self) -> None:
        """Of any event."""
        if event := self._event():
            self.ask("POST", f"/events/{event}/bookings", {"message": "May I come?"})

    def answer(self) -> None:
        """The own side of a booking."""
        if event := self._event():
            what = self.chance.choice(("withdraw", "withdraw", "accept", "refuse", "confirm"))
            self.ask("POST", f"/events/{event}/bookings/me/{what}", {})

    def decide(self) -> None:
        """The host's side of a booking."""
        if event := self._event(own=True):
            found = self.ask("GET", f"/events/{event}/bookings?limit=50")
            rows = found.json()["items"] if found.status_code == httpx.codes.OK else []
            for row in self.chance.sample(rows, min(3, len(rows))):
                what = self.chance.choice(("approve", "approve", "decline", "remove", "revoke"))
                self.ask("POST", f"/events/{event}/bookings/{row['guest']['id']}/{what}", {})
            body = {"guest_id": self._other(), "extra_seat": self.chance.random() < 0.3}  # noqa: PLR2004
            self.ask("POST", f"/events/{event}/invitations", body)

    def meet(self) -> None:
        """Follow, unfollow, block, unblock."""
        kind = self.chance.choice(("following", "following", "following", "blocked"))
        method = self.chance.choice(
            ("PUT", "PUT", "DELETE") if kind == "following" else ("PUT", "DELETE")
        )
        self.ask(method, f"/me/{kind}/{self._other()}")

    def talk(self) -> None:
        """In a chat."""
        if event := self._event():
            self.ask("POST", f"/events/{event}/messages", {"text": "Shall I bring popcorn?"})

    def look(self) -> None:
        """At lists, the inbox, an event; and change the own name now and then."""
        event = self._event() or "none"
        paths = (
            "/events",
            "/me/bookings",
            "/me/events?role=host",
            "/me/notices",
            f"/events/{event}",
        )
        self.ask("GET", self.chance.choice(paths))
        if self.chance.random() < 0.2:  # noqa: PLR2004
            self.ask("PATCH", "/me", {"about": f"Number {self.chance.randint(1, 9)}"})
            self.ask("POST", "/me/notices/read", {"until": datetime.now(UTC).isoformat()})

    def _event(self, *, own: bool = False) -> str | None:
        with self.town.lock:
            known = [each for each, host in self.town.events if not own or host == self.id]
        return self.chance.choice(known) if known else None

    def _other(self) -> str:
        return self.chance.choice([each for each in self.town.ids if each != self.id])


class Trouble:
    """What happens to the machinery meanwhile."""

    def __init__(self, town: Town, folder: Path, seed: int) -> None:
        self.town, self.chance = town, random.Random(seed)  # noqa: S311
        self.folder, self.done = folder, Counter[str]()
        self.stack = local_stack(town.facts)
        self.sqs = self.stack.client("sqs")

    def make(self) -> None:
        """One after the other until the time is over."""
        kinds = (self.kill, self.deliver_again, self.send_again)
        while time.monotonic() < self.town.until:
            kind = self.chance.choice(kinds)
            kind()
            time.sleep(PAUSE_OF_FAULTS)

    def kill(self) -> None:
        """A function's process, of this local cloud and no other."""
        parent = processes.running(cloud.NAME, self.folder)
        listed = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(parent)],
            capture_output=True,
            text=True,
            check=False,
        ).stdout.splitlines()
        workers = [line.split()[0] for line in listed if "python" in line or "worker" in line]
        if workers:
            try:
                os.kill(int(self.chance.choice(workers)), signal.SIGKILL)
            except ProcessLookupError:
                return  # it ended by itself
            self.done["killed"] += 1

    def deliver_again(self) -> None:
        """The newest records of a stream, to each of its functions."""
        streams = self.stack.client("dynamodbstreams")
        table, functions = self.chance.choice(
            (
                ("main_table", ("TellOfChanges", "FollowUp")),
                ("feed_table", ("DeliverNotices", "PushNews")),
            )
        )
        records = _newest(streams, self.town.facts[table])
        for function in functions:
            self.stack.client("lambda").invoke(
                FunctionName=self.stack.functions[function],
                InvocationType="Event",
                Payload=json.dumps({"Records": records}).encode(),
            )
        self.done["delivered again"] += 1

    def send_again(self) -> None:
        """A message that waits comes twice."""
        url = self.stack.queues[self.chance.choice(QUEUES)]
        for message in self.sqs.receive_message(
            QueueUrl=url, VisibilityTimeout=0, MaxNumberOfMessages=5
        ).get("Messages", ()):
            self.sqs.send_message(QueueUrl=url, MessageBody=message["Body"])
            self.done["sent again"] += 1

    def await_quiet(self) -> None:
        """Until no queue has anything, seen twice in a row; dead letters are a fault."""
        quiet, last = 0, time.monotonic() + 900
        while quiet < 3:  # noqa: PLR2004
            left = self._left(dead=False)
            quiet = 0 if left else quiet + 1
            if time.monotonic() > last:
                raise TroubleError(f"The queues never became empty: {left}", "Read the logs.")
            time.sleep(2)
        if dead := self._left(dead=True):
            raise TroubleError(f"Dead letters: {dead}", "docs/operations.md says where to look.")

    def _left(self, *, dead: bool) -> dict[str, int]:
        parts = ["", "NotVisible", "Delayed"]
        names: Any = [f"ApproximateNumberOfMessages{part}" for part in parts]
        found = {}
        for name, url in self.stack.queues.items():
            if name.endswith("DeadLetters") == dead:
                seen = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)
                found[name] = sum(map(int, seen["Attributes"].values()))
        return {name: number for name, number in found.items() if number}


def _newest(streams: Any, table: str) -> list[dict[str, Any]]:
    arn = streams.list_streams(TableName=table)["Streams"][0]["StreamArn"]
    shard = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][-1]["ShardId"]
    start = streams.get_shard_iterator(
        StreamArn=arn, ShardId=shard, ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]
    records: list[dict[str, Any]] = []
    while start:
        page = streams.get_records(ShardIterator=start, Limit=1000)
        records = [*records, *page["Records"]][-50:]
        start = page.get("NextShardIterator") if page["Records"] else None
    return [
        json.loads(
            json.dumps(
                each, default=lambda value: value.timestamp() if isinstance(value, datetime) else ""
            )
        )
        for each in records
    ]


def rushes() -> None:
    """A hundred seeds of the rushes with conflicts and lost answers, and the booking world at length."""
    command = [str(CHECKOUT / ".venv/bin/pytest"), "-q", "-n", "auto", "--hypothesis-profile=soak"]
    command += ["tests/faults/test_rush.py", "tests/faults/test_booking_world.py"]
    done = subprocess.run(
        command, cwd=CHECKOUT, env=os.environ | {"RUSH_SEEDS": "100"}, check=False
    )
    if done.returncode:
        raise TroubleError("A rush or the booking world failed.", "Its seed is above.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))  # noqa: S311
    parser.add_argument("--no-rushes", action="store_true", help="only the people")
    asked = parser.parse_args()
    facts = read_stack()
    tell(f"SEED={asked.seed}")
    if not asked.no_rushes:
        with step("100 rushes of each size, and the booking world"):
            rushes()
    town = Town(facts, time.monotonic())
    with step(f"{asked.people} people sign up"):
        crowd = [Person(town, number, asked.seed) for number in range(asked.people)]
        town.ids = [each.id for each in crowd]
    folder = Path(os.environ.get("SEANCE_LOCAL_DIR") or CHECKOUT / ".local").resolve()
    trouble = Trouble(town, folder, asked.seed)
    town.until = time.monotonic() + asked.minutes * 60
    with (
        step(f"They live for {asked.minutes:g} minutes"),
        ThreadPoolExecutor(asked.people + 1) as all_of_them,
    ):
        lives = [all_of_them.submit(each) for each in (*(one.live for one in crowd), trouble.make)]
        for life in lives:
            life.result()
    tell(
        f"  answers: {dict(town.answers)}; trouble: {dict(trouble.done)}; events: {len(town.events)}"
    )
    with step("Waiting until the queues are empty"):
        trouble.await_quiet()
    connect(trouble.stack, None, None)
    left = reconcile(fix=False, most_pages=10_000, pause=10)
    for line in town.wrong[:20]:
        tell(line)
    if left or town.wrong:
        raise TroubleError(
            f"{len(left)} mismatches, {len(town.wrong)} wrong answers.", f"SEED={asked.seed}"
        )
    tell("All agree.")


if __name__ == "__main__":
    run(main)
