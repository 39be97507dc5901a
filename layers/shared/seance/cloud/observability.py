"""Structured logs with a correlation id, and metrics. No personal data goes into either."""

import hashlib
import json
import os
import re
import sys
from contextvars import ContextVar
from functools import lru_cache
from logging import LogRecord
from typing import Literal

from aws_lambda_powertools import Logger
from aws_lambda_powertools.logging.formatter import LambdaPowertoolsFormatter

from seance.cloud.clock import now
from seance.cloud.config import settings

# What is counted. `Refused` has a code, `NoticeSent` and `NoticeUnsent` a kind and a channel, `ReminderLag` is in seconds.
Outcome = Literal[
    "EventAnnounced",
    "BookingAsked",
    "BookingWaitlisted",
    "BookingConfirmed",
    "BookingPromoted",
    "Refused",
    "NoticeSent",
    "NoticeUnsent",
    "ReminderLag",
    "Mismatch",
    "JourneyDone",
]
NAMESPACE = "Seance"

_former: ContextVar[str | None] = ContextVar("former", default=None)


# What an error from outside may quote: e-mail addresses, JWTs, a Telegram bot's token, tokens in URLs.
HIDDEN = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+|eyJ[\w-]+\.[\w-]+\.[\w-]+|bot\d+:[\w-]+|(?<=token=)[^&\s\"']+"
)


class _Discreet(LambdaPowertoolsFormatter):
    """Hides what nobody should read in a log, also where an exception's text holds it."""

    def format(self, record: LogRecord) -> str:
        """One line of JSON."""
        return HIDDEN.sub("***", super().format(record))


@lru_cache(maxsize=1)
def logger() -> Logger:
    """The logger of this process; its level and service come from `POWERTOOLS_*`.

    Several functions write into one group, so each line says whose it is.
    """
    name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME")
    return Logger(logger_formatter=_Discreet(), function_name=name)


def follow(cause: str | None) -> None:
    """From here on log lines, metrics, messages and items carry this correlation id."""
    logger().set_correlation_id(cause)
    _former.set(None)


def correlation_id() -> str | None:
    """The id of the request that all this is done for."""
    return logger().get_correlation_id()


def go_on_from(former: str | None) -> None:
    """The present request is that one's repeat, whose process vanished before it answered."""
    _former.set(former)


def is_own(cause: str | None) -> bool:
    """Whether this very request wrote that, or the one that it repeats."""
    return cause is not None and cause in (correlation_id(), _former.get())


def pseudonym(user_id: str) -> str:
    """What a log line of a refused request calls its user: support finds it for an id, nobody the id for it."""
    return hashlib.sha256(user_id.encode()).hexdigest()[:16]


def count(
    outcome: Outcome,
    number: float = 1,
    *,
    unit: Literal["Count", "Seconds"] = "Count",
    **dimensions: str,
) -> None:
    """One business outcome: a log line that CloudWatch makes a metric of.

    Source: "Embedded metric format" in the CloudWatch user guide. Written by hand, for a line costs a
    tenth of what it does through Powertools, and must come out whatever the log level is.
    """
    dimensions = {"stage": settings().stage_name, **dimensions}
    metric = {
        "Namespace": NAMESPACE,
        "Dimensions": [[*dimensions]],
        "Metrics": [{"Name": outcome, "Unit": unit}],
    }
    line = {
        "message": outcome,
        **dimensions,
        outcome: number,
        "correlation_id": correlation_id(),
        "_aws": {"Timestamp": int(now().timestamp() * 1000), "CloudWatchMetrics": [metric]},
    }
    sys.stdout.write(json.dumps(line) + "\n")
