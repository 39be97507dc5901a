"""Every operation in process, behind the same Lambda handler as in the cloud, on moto's tables."""

from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from local.api import routers
from seance.cloud import config, mail, queues, schedules, tables
from seance.web import idempotency, pages
from seance.web.app import Handler, lambda_handler
from tests.component.gateway import Person, World
from tests.tables import create_tables

QUEUES = ("NOTICES", "DELIVERIES", "WAITLIST", "COPIES", "CHANGES", "TELL_PARKED", "FOLLOW_UP_PARKED", "DELIVER_PARKED")  # fmt: skip


@pytest.fixture(scope="session")
def api() -> Handler:
    """The whole API as one handler."""
    return lambda_handler(*routers())


@pytest.fixture(autouse=True)
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fresh tables, queues and settings for each test."""
    for name, value in {
        "AWS_DEFAULT_REGION": "eu-central-1",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "MAIN_TABLE": "main",
        "FEED_TABLE": "feed",
        "IDEMPOTENCY_TABLE": "idempotency",
        "SCHEDULE_GROUP": "seance",
        "MAIL_FROM": "seance@example.com",
        "PAGE_URL": "http://localhost:8000",
        "POWERTOOLS_TRACE_DISABLED": "1",
        "LOG_LEVEL": "ERROR",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    caches = (
        config.settings,
        queues._client,
        schedules._client,
        mail._client,
        pages._key,
        idempotency._store,
    )
    with mock_aws():
        create_tables(
            boto3.client("dynamodb"), {"Main": "main", "Feed": "feed", "Idempotency": "idempotency"}
        )
        secret = boto3.client("secretsmanager").create_secret(
            Name="cursor", SecretString="not so secret"
        )
        monkeypatch.setenv("CURSOR_SECRET_ARN", secret["ARN"])
        for name in QUEUES:
            url = boto3.client("sqs").create_queue(QueueName=name.lower())["QueueUrl"]
            monkeypatch.setenv(f"{name}_QUEUE_URL", url)
        for cache in caches:
            cache.cache_clear()
        tables.forget_connections()
        yield
    for cache in caches:
        cache.cache_clear()
    tables.forget_connections()


@pytest.fixture
def world(api: Handler) -> World:
    """People who call the API, and a host's first event where a test needs one."""
    return World(api)


@pytest.fixture
def host(world: World) -> Person:
    """Who announces."""
    return world.person("Anna")


@pytest.fixture
def guest(world: World) -> Person:
    """Who asks."""
    return world.person("Boris")
