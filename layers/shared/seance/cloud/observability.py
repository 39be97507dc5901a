"""Structured logs with a correlation id. No personal data goes into a log line."""

from functools import lru_cache

from aws_lambda_powertools import Logger


@lru_cache(maxsize=1)
def logger() -> Logger:
    """The logger of this process; its level and service come from `POWERTOOLS_*`."""
    return Logger()
