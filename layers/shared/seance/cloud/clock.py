"""The one place that reads the clock, so that a test can set it."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment in UTC, to the millisecond (what the tables keep)."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
