"""The environment of the functions in the cloud in memory, and the process made as new for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from aws_lambda_powertools.utilities import parameters
from botocore.awsrequest import AWSPreparedRequest, AWSResponse

from seance.channels import transport
from seance.cloud import config, encryption, mail, queues, schedules, tables, websockets
from seance.web import idempotency
from tests.memory.cloud import Cloud, installed

QUEUES = ("NOTICES", "DELIVERIES", "TELEGRAM", "VK", "WEB_PUSH", "WAITLIST", "COPIES", "CHANGES", "DEPARTURES", "TELL_PARKED", "FOLLOW_UP_PARKED", "DELIVER_PARKED", "PUSHES", "MAIL_FEEDBACK")  # fmt: skip
BOT_TOKEN, WEBHOOK_SECRET = "1:not-so-secret-bot-token", "webhook-secret"
ENVIRONMENT = {
    "AWS_DEFAULT_REGION": "eu-central-1",
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "MAIN_TABLE": "main",
    "FEED_TABLE": "feed",
    "IDEMPOTENCY_TABLE": "idempotency",
    "WORDS_TABLE": "words",
    "SCHEDULE_GROUP": "seance",
    "SCHEDULE_ROLE_ARN": "arn:aws:iam::123456789012:role/schedules",
    "SCHEDULE_DEAD_LETTER_ARN": "arn:aws:sqs:eu-central-1:123456789012:dead",
    "COPIES_QUEUE_ARN": "arn:aws:sqs:eu-central-1:123456789012:copies",
    "REMIND_FUNCTION_ARN": "arn:aws:lambda:eu-central-1:123456789012:function:remind",
    "FINISH_FUNCTION_ARN": "arn:aws:lambda:eu-central-1:123456789012:function:finish",
    "CONNECTIONS_KEY_ARN": "arn:aws:kms:eu-central-1:123456789012:key/connections",
    "LIVE_CONNECTIONS_URL": "http://localhost:9/live",
    "MAIL_FROM": "seance@example.com",
    "MAIL_CONFIGURATION_SET": "seance",
    "PAGE_URL": "http://localhost:8000",
    "POWERTOOLS_TRACE_DISABLED": "1",
    "LOG_LEVEL": "CRITICAL",
    "WRITES_PER_MINUTE": "100000",
    "SEARCHES_PER_MINUTE": "100000",
    "TELEGRAM_BOT_NAME": "seance_test_bot",
    "CHANNEL_TIMEOUT_SECONDS": "20",
    **{f"{name}_QUEUE_URL": f"https://sqs.invalid/123456789012/{name.lower()}" for name in QUEUES},
}
CACHES = (
    config.settings,
    queues._client,
    schedules._client,
    mail._client,
    websockets._client,
    idempotency._store,
    encryption._client,
    encryption._read,
    transport._client,
)


@contextmanager
def process(
    cloud: Cloud, network: Callable[[AWSPreparedRequest], AWSResponse] | None = None
) -> Iterator[None]:
    """Meanwhile the product runs in this cloud, reached over `network` (itself, if none is given)."""
    with pytest.MonkeyPatch.context() as environment, installed(network or cloud):
        environment.delenv("AWS_ENDPOINT_URL", raising=False)
        for name, value in ENVIRONMENT.items():
            environment.setenv(name, value)
        environment.setenv("CURSOR_SECRET_ARN", cloud.secret("cursor", "not so secret"))
        environment.setenv("TELEGRAM_TOKEN_SECRET_ARN", cloud.secret("telegram", BOT_TOKEN))
        environment.setenv("PUSH_SECRET_ARN", cloud.secret("push", "not so secret either"))
        environment.setenv("TELEGRAM_WEBHOOK_SECRET_ARN", cloud.secret("webhook", WEBHOOK_SECRET))
        forget()
        yield
    forget()


def forget() -> None:
    """As after a cold start."""
    for cache in CACHES:
        cache.cache_clear()
    parameters.clear_caches()  # type: ignore[no-untyped-call]  # Powertools gives it no type
    tables.forget_connections()
