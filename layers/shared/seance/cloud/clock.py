"""The one place that reads the clock, so that a test can set it."""

from datetime import UTC, datetime

DAY = 86_400  # seconds


def now() -> datetime:
    """This moment in UTC, to the millisecond (what the tables keep)."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def rest_of_day(moment: datetime) -> int:
    """Seconds until the next day begins in UTC, at least 1: what `Retry-After` says where a day's number is used up."""
    return DAY - int(moment.timestamp()) % DAY
