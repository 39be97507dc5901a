"""People on tables in memory, in virtual time, behind a wire on which things go wrong."""

import asyncio
import itertools
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Any, TypeVar

import pytest
from botocore.retries.quota import RetryQuota

from seance.cloud import clock as product_clock
from seance.cloud import config, queues, schedules, signing, tables
from seance.web import idempotency
from seance.web.app import Handler
from tests.component.gateway import Answer, Person, World
from tests.faults import quick
from tests.faults.turns import Turns
from tests.faults.wire import Wire
from tests.memory.dynamo import Tables

NAMES = {"Main": "main", "Feed": "feed", "Idempotency": "idempotency", "Words": "words"}
ENVIRONMENT = {
    "AWS_DEFAULT_REGION": "eu-central-1",
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_ENDPOINT_URL": "http://nowhere.invalid",
    "POWERTOOLS_TRACE_DISABLED": "1",
    "POWERTOOLS_LOG_LEVEL": "CRITICAL",
    "LOG_LEVEL": "CRITICAL",
    "WRITES_PER_MINUTE": "100000",
    "SEARCHES_PER_MINUTE": "100000",
    **{f"{name.upper()}_TABLE": name for name in NAMES.values()},
}
CACHES = (config.settings, queues._client, schedules._client, idempotency._store)
Connect = Callable[[Wire], None]
Result = TypeVar("Result")


@dataclass
class Town:
    """Everything that a test of many people at once needs."""

    turns: Turns
    tables: Tables
    wire: Wire
    world: World
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def people(self, number: int) -> list[Person]:
        """People without profiles: their first request makes them. Ids repeat from run to run."""
        return [self._person(next(self.numbers)) for _ in range(number)]

    def _person(self, number: int) -> Person:
        person = Person(self.world.api, f"Person{number}")
        person.id = f"person-{number}"
        person.claims = {**(person.claims or {}), "sub": person.id}
        return person

    def at_once(self, *jobs: Callable[[], Answer], over: float = 0.0) -> list[Answer]:
        """All of them begin now, or one after the other `over` so many seconds, each as in a process of its own.

        What they answered.
        """
        started = [
            self.turns.start(partial(with_loop, job), over * place / len(jobs))
            for place, job in enumerate(jobs)
        ]
        self.turns.run()
        return [task.answer() for task in started]

    def trouble(self, seed: int, *, hold: float, lost: float = 0.05, deaf: float = 0.01) -> None:
        """From now on things go wrong, the same for the same seed."""
        random.seed(seed)
        self.wire.random = Random(seed)
        self.wire.hold, self.wire.lost, self.wire.deaf = hold, lost, deaf

    def calm(self) -> None:
        """From now on all goes well."""
        self.wire.hold = self.wire.lost = self.wire.deaf = 0.0


def with_loop(job: Callable[[], Result]) -> Result:
    """A thread has no event loop by itself."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        return job()
    finally:
        loop.close()


@contextmanager
def connected() -> Iterator[Connect]:
    """One client of DynamoDB: they are slow to make. Its wire is changed."""
    current: list[Wire] = []

    def send(**request: Any) -> Any:
        return current[-1](**request)

    with pytest.MonkeyPatch.context() as environment:
        for name, value in ENVIRONMENT.items():
            environment.setenv(name, value)
        for cache in CACHES:
            cache.cache_clear()
        tables.forget_connections()
        tables.MainItem.connection().client.meta.events.register_first("before-send.dynamodb", send)
        yield current.append
    for cache in CACHES:
        cache.cache_clear()
    tables.forget_connections()


@contextmanager
def founded(api: Handler, connect: Connect) -> Iterator[Town]:
    """An empty place where all goes well."""
    turns = Turns()
    stored = Tables(NAMES)
    wire = Wire(stored, turns.sleep)
    connect(wire)
    with pytest.MonkeyPatch.context() as patch:
        # Each person has a process in the cloud, and so a retry quota, of their own.
        patch.setattr(RetryQuota, "acquire", lambda quota, amount: True)
        patch.setattr(time, "sleep", turns.sleep)
        patch.setattr(time, "monotonic", turns.monotonic)
        patch.setattr(product_clock, "datetime", turns)
        patch.setattr(signing, "keys", lambda: iter([b"not so secret"]))
        config.settings.cache_clear()
        yield Town(turns, stored, wire, World(api))
    config.settings.cache_clear()


@contextmanager
def short_way(town: Town) -> Iterator[None]:
    """The wire begins at the client: botocore's making, signing and parsing are left out."""
    with pytest.MonkeyPatch.context() as patch:
        client = tables.MainItem.connection().client
        patch.setattr(client, "_make_api_call", quick.client(town.wire))
        yield
