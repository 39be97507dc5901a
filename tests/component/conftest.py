"""Every operation in process, behind the same Lambda handler as in the cloud, on moto's tables.

The cloud is made once for a file of tests and emptied for each test: clients are slow to make.
"""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.core.serialize import AttributePicker, AttributePickerContext
from moto.dynamodb.models import dynamodb_backends
from moto.scheduler.models import scheduler_backends
from moto.ses.models import ses_backends
from moto.sqs.models import sqs_backends

from local.api import routers
from seance.channels import calling
from seance.cloud import clock as product_clock
from seance.cloud import config, mail, queues, schedules, sealing, signing, sockets, tables
from seance.web import idempotency
from seance.web.app import Handler, lambda_handler
from tests.component.clock import Clock
from tests.component.gateway import Person, World
from tests.component.pump import Pump
from tests.tables import create_tables

REGION = "eu-central-1"
QUEUES = ("NOTICES", "DELIVERIES", "TELEGRAM", "VK", "WAITLIST", "COPIES", "CHANGES", "DEPARTURES", "TELL_PARKED", "FOLLOW_UP_PARKED", "DELIVER_PARKED", "PUSHES")  # fmt: skip
TABLES = {"Main": "main", "Feed": "feed", "Idempotency": "idempotency"}
ENVIRONMENT = {
    "AWS_DEFAULT_REGION": REGION,
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "MAIN_TABLE": "main",
    "FEED_TABLE": "feed",
    "IDEMPOTENCY_TABLE": "idempotency",
    "SCHEDULE_GROUP": "seance",
    "SCHEDULE_ROLE_ARN": "arn:aws:iam::123456789012:role/schedules",
    "SCHEDULE_DEAD_LETTER_ARN": "arn:aws:sqs:eu-central-1:123456789012:dead",
    "COPIES_QUEUE_ARN": "arn:aws:sqs:eu-central-1:123456789012:copies",
    "REMIND_FUNCTION_ARN": "arn:aws:lambda:eu-central-1:123456789012:function:remind",
    "FINISH_FUNCTION_ARN": "arn:aws:lambda:eu-central-1:123456789012:function:finish",
    "LIVE_CONNECTIONS_URL": "http://localhost:9/live",
    "MAIL_FROM": "seance@example.com",
    "PAGE_URL": "http://localhost:8000",
    "POWERTOOLS_TRACE_DISABLED": "1",
    "LOG_LEVEL": "CRITICAL",
    "WRITES_PER_MINUTE": "100000",
    "TELEGRAM_BOT_NAME": "seance_test_bot",
    "CHANNEL_TIMEOUT_SECONDS": "0.3",
}
BOT_TOKEN, WEBHOOK_SECRET = "1:not-so-secret-bot-token", "webhook-secret"


@pytest.fixture(scope="session")
def api() -> Handler:
    """The whole API as one handler."""
    return lambda_handler(*routers())


@pytest.fixture(scope="session", autouse=True)
def quick_moto() -> Iterator[None]:
    """Attributes of an answer, for which moto tries many names, have only one in DynamoDB."""
    slow = AttributePicker.__call__

    def pick(self: AttributePicker, context: AttributePickerContext) -> Any:
        service = context.service_model.service_name if context.service_model else None
        if isinstance(context.obj, dict) and service == "dynamodb":
            return context.obj.get(context.key)
        return slow(self, context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AttributePicker, "__call__", pick)
        yield


@pytest.fixture(scope="module")
def aws() -> Iterator[None]:
    """Tables, queues, a schedule group and an address to mail from."""
    caches = (
        config.settings,
        queues._client,
        schedules._client,
        mail._client,
        sockets._client,
        signing.key,
        idempotency._store,
        sealing._client,
        calling._client,
    )
    with pytest.MonkeyPatch.context() as environment, mock_aws():
        environment.delenv("AWS_ENDPOINT_URL", raising=False)
        for name, value in ENVIRONMENT.items():
            environment.setenv(name, value)
        create_tables(boto3.client("dynamodb"), TABLES)
        secret = boto3.client("secretsmanager").create_secret(
            Name="cursor", SecretString="not so secret"
        )
        environment.setenv("CURSOR_SECRET_ARN", secret["ARN"])
        for name, value in (
            ("TELEGRAM_TOKEN", BOT_TOKEN),
            ("TELEGRAM_WEBHOOK", WEBHOOK_SECRET),
        ):
            made = boto3.client("secretsmanager").create_secret(Name=name, SecretString=value)
            environment.setenv(f"{name}_SECRET_ARN", made["ARN"])
        key = boto3.client("kms").create_key()["KeyMetadata"]["Arn"]
        environment.setenv("CONNECTIONS_KEY_ARN", key)
        sqs = boto3.client("sqs")
        for name in QUEUES:
            url = sqs.create_queue(QueueName=name.lower())["QueueUrl"]
            environment.setenv(f"{name}_QUEUE_URL", url)
        boto3.client("scheduler").create_schedule_group(Name="seance")
        boto3.client("sesv2").create_email_identity(EmailIdentity="seance@example.com")
        for cache in caches:
            cache.cache_clear()
        tables.forget_connections()
        yield
    for cache in caches:
        cache.cache_clear()
    tables.forget_connections()


@pytest.fixture(autouse=True)
def cloud(aws: None) -> Iterator[None]:
    """Nothing is in the cloud yet."""
    for name in TABLES.values():
        dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables[name].items.clear()
    for queue in sqs_backends[DEFAULT_ACCOUNT_ID][REGION].queues.values():
        queue._messages.clear()
    for group in scheduler_backends[DEFAULT_ACCOUNT_ID][REGION].schedule_groups.values():
        group.schedules.clear()
    ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages.clear()
    config.settings.cache_clear()
    yield
    config.settings.cache_clear()


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
