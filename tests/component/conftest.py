"""Every operation in process, behind the same Lambda handler as in the cloud, on a cloud in memory.

The process is made once for a file of tests and the cloud emptied for each test: clients are slow
to make.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import boto3
import pytest
from moto import mock_aws

from local.api import routers
from seance.cloud import clock as product_clock
from seance.cloud import config, queues
from seance.web.app import Handler, lambda_handler
from tests.component.clock import Clock
from tests.component.gateway import Person, World
from tests.component.pump import Pump
from tests.component.storage import CLOUD
from tests.memory import rights
from tests.memory.environment import process
from tests.memory.short import short_way


@pytest.fixture(scope="session")
def api() -> Handler:
    """The whole API as one handler."""
    return lambda_handler(*routers())


@pytest.fixture(scope="module")
def aws() -> Iterator[None]:
    """Tables, queues, a schedule group and an address to mail from."""
    with process(CLOUD):
        yield


@pytest.fixture(autouse=True)
def cloud(aws: None, request: pytest.FixtureRequest) -> Iterator[None]:
    """Nothing is in the cloud yet; the tables are asked without botocore, but for tests marked `botocore`."""
    CLOUD.clear()
    config.settings.cache_clear()
    with nullcontext() if request.node.get_closest_marker("botocore") else short_way(CLOUD):
        yield
    config.settings.cache_clear()


@pytest.fixture
def cognito(aws: None) -> Iterator[Any]:
    """The client of a Cognito of moto's; all else is asked of the cloud in memory."""
    others = {"passthrough": {"services": [], "urls": [r"https?://(?!cognito-idp\.)"]}}
    config: Any = {"core": others}

    def note(model: Any, **_: object) -> None:
        rights.heard(model.name, {})

    with mock_aws(config=config), pytest.MonkeyPatch.context() as patch:
        patch.setattr(boto3, "DEFAULT_SESSION", session := boto3.Session())
        session.events.register("before-call.cognito-idp", note)
        yield boto3.client("cognito-idp")


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time that the product sees."""
    clock = Clock()
    monkeypatch.setattr(product_clock, "datetime", clock)
    return clock


@pytest.fixture
def pump(cloud: None, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Pump:
    """What carries changes from the tables to the people."""
    pump = Pump(clock)
    monkeypatch.setattr(queues, "send", pump.send)
    return pump


@pytest.fixture
def world(cloud: None, api: Handler) -> World:
    """People who call the API."""
    return World(api)


@pytest.fixture
def host(world: World) -> Person:
    """Who announces."""
    return world.person("Anna")


@pytest.fixture
def guest(world: World) -> Person:
    """Who asks."""
    return world.person("Boris")
