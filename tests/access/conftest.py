"""The cloud of the component tests, and a company in each visibility."""

import io
import logging
from collections.abc import Iterator

import pytest

from seance.channels import telegram, vk
from seance.channels.model import Answer
from seance.cloud.observability import logger
from seance.events import previews
from tests.access.company import Company
from tests.access.table import VISIBILITIES
from tests.component.clock import Clock
from tests.component.conftest import *  # noqa: F403 # the same fixtures
from tests.component.gateway import World
from tests.component.pump import Pump
from tests.component.storage import CLOUD
from tests.memory.dynamo import Tables

WORDS = {"text", "message", "attachments"}


@pytest.fixture
def stored(cloud: None) -> Tables:
    """The tables beneath the product, from which a write is taken back at once."""
    return CLOUD.tables


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
        said.setdefault(chat, []).append(
            " ".join(str(fields[each]) for each in fields.keys() & WORDS)
        )
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
