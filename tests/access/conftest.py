"""The cloud of the component tests, and a company in each visibility."""

import io
import json
import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from moto.core.botocore_stubber import BotocoreStubber

from seance.channels import telegram, vk
from seance.channels.model import Answer
from seance.cloud.observability import logger
from seance.cloud.tables import FeedItem, MainItem
from seance.events import previews
from tests.access.company import Company
from tests.access.table import VISIBILITIES
from tests.component import pump as pumping
from tests.component.clock import Clock
from tests.component.conftest import *  # noqa: F403 # the same fixtures
from tests.component.gateway import World
from tests.component.pump import Pump
from tests.memory.dynamo import Refused, Tables
from tests.memory.expressions import Item

NAMES = {"Main": "main", "Feed": "feed", "Idempotency": "idempotency"}


class Raw(BytesIO):
    """A body as botocore reads it."""

    def stream(self) -> Iterator[bytes]:
        """All of it."""
        yield self.read()


@pytest.fixture
def stored(cloud: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tables]:
    """Tables in memory beneath the product, from which a write is taken back at once."""
    tables = Tables(NAMES)

    def answer(request: Any, **_: object) -> Any:
        asked = json.loads(request.body or "{}")
        try:
            status, body = (
                200,
                tables.answer(
                    str(request.headers["X-Amz-Target"].decode()).rpartition(".")[2], asked
                ),
            )
        except Refused as refusal:
            status, body = 400, refusal.answer
        return AWSResponse(request.url, status, HTTPHeaders(), Raw(json.dumps(body).encode()))

    clients = [base.connection().client.meta.events for base in (MainItem, FeedItem)]
    for each in clients:
        each.register_first("before-send.dynamodb", answer)

    def dump(table: str) -> dict[tuple[str, ...], Item]:
        return {key[1:]: item for key, item in tables.items[table].items()}

    def elsewhere(
        stubber: BotocoreStubber, event_name: str, request: Any, **more: object
    ) -> AWSResponse | None:
        return None if "//dynamodb." in request.url else moto(stubber, event_name, request, **more)

    moto = BotocoreStubber.__call__
    monkeypatch.setattr(BotocoreStubber, "__call__", elsewhere)  # botocore asks every handler
    monkeypatch.setattr(pumping, "dump", dump)
    yield tables
    for each in clients:
        each.unregister("before-send.dynamodb", answer)


@pytest.fixture(autouse=True)
def shell(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page's own HTML, without asking for it."""
    monkeypatch.setattr(previews, "shell", lambda: previews.PLAIN)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> dict[object, list[str]]:
    """What Telegram and VK were asked to say, by chat."""
    said: dict[object, list[str]] = {}

    def post(url: str, fields: dict[str, object]) -> Answer:
        chat = fields.get("chat_id") or fields.get("peer_id") or fields["owner_id"]
        said.setdefault(chat, []).append(str({**fields, "access_token": None}))
        return Answer(200, {"ok": True, "response": 1})

    monkeypatch.setattr(telegram, "post", post)
    monkeypatch.setattr(vk, "post", post)
    return said


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Every line of the log, down to DEBUG."""
    written, found = io.StringIO(), logger()
    handler = logging.StreamHandler(written)
    handler.setFormatter(found.registered_formatter)
    level = found._logger.level
    found.setLevel("DEBUG")
    found._logger.addHandler(handler)
    yield written
    found._logger.removeHandler(handler)
    found.setLevel(level)


@pytest.fixture(params=VISIBILITIES)
def company(
    request: pytest.FixtureRequest,
    stored: Tables,
    world: World,
    pump: Pump,
    clock: Clock,
    said: dict[object, list[str]],
) -> Company:
    """Everybody in their role, before the event."""
    return Company(world, pump, clock, stored, request.param).gather()
