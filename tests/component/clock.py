"""The product's clock in a test's hands."""

from datetime import UTC, datetime, timedelta, tzinfo


class Clock:
    """Stands in for `datetime` in `seance.cloud.clock`: a millisecond passes at each look."""

    def __init__(self) -> None:
        self.moment = datetime.now(UTC).replace(microsecond=0)

    def now(self, zone: tzinfo) -> datetime:
        """What the product sees."""
        self.moment += timedelta(milliseconds=1)
        return self.moment.astimezone(zone)

    def forward(self, **span: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**span)

    def to(self, moment: str, **later: float) -> None:
        """Let time pass until an instant of an answer, or so much later."""
        self.moment = instant(moment) + timedelta(**later)


def instant(text: str) -> datetime:
    """An instant of an answer."""
    return datetime.fromisoformat(text)
