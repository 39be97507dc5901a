"""R25: until when a notice waits, and which never does. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from seance.notices.store import NoticeItem
from seance.people.model import NoticeWishes, Quiet

DIGEST_AT = time(9)  # by the reader's clock
SOON = timedelta(hours=24)
ANSWERS = frozenset({"booking_approved", "booking_declined", "booking_removed", "seat_from_waitlist"})  # fmt: skip
CALLED_OFF = frozenset({"event_cancelled", "booking_moved"})
MOVED = frozenset({"starts_at", "place"})


def due(wishes: NoticeWishes, zone: ZoneInfo, at: datetime) -> datetime:
    """When what comes at `at` may go out: then, with the next digest, or when quiet hours end. In UTC."""
    moment = _next(DIGEST_AT, at, zone) if wishes.digest == "daily" else at
    return after_quiet(wishes.quiet, zone, moment)


def after_quiet(quiet: Quiet | None, zone: ZoneInfo, at: datetime) -> datetime:
    """This instant, or the end of the quiet hours that it lies in.

    The clock decides, however it is changed in the night: an end that it skips is as much later, one
    that it shows twice is the second.
    """
    if quiet is None:
        return at
    shown = f"{at.astimezone(zone):%H:%M}"
    within = (
        quiet.begins <= shown < quiet.ends
        if quiet.begins < quiet.ends
        else shown >= quiet.begins or shown < quiet.ends
    )
    return _next(time.fromisoformat(quiet.ends), at, zone) if within else at


def cannot_wait(notice: NoticeItem, at: datetime) -> bool:
    """The hour's reminder, and within a day of the start: cancelled, moved, an answer about the reader's own seat.

    Of a move the old start counts as well as the new one.
    """
    if notice.kind == "reminder_hour":
        return True
    changes = {each["field"]: each for each in notice.changes or ()}
    starts = [notice.starts_at] if notice.starts_at else []
    if moved := changes.get("starts_at"):
        starts += [datetime.fromisoformat(moved[side]) for side in ("old", "new")]
    urgent = notice.kind in ANSWERS | CALLED_OFF or (
        notice.kind == "event_changed" and not MOVED.isdisjoint(changes)
    )
    return urgent and any(each - at <= SOON for each in starts)


def _next(shown: time, at: datetime, zone: ZoneInfo) -> datetime:
    """The first instant after `at` at which the zone's clock shows this time of day."""
    today = at.astimezone(zone).date()
    days = (today + timedelta(days=ahead) for ahead in range(3))
    return next(moment for day in days if (moment := _instant(day, shown, zone)) > at)


def _instant(day: date, shown: time, zone: ZoneInfo) -> datetime:
    """In a gap of the clock what comes after it, of a time that comes twice the second (PEP 495)."""
    both = (datetime.combine(day, shown, zone).replace(fold=fold) for fold in (0, 1))
    return max(each.astimezone(UTC) for each in both)
