"""R25: until when a notice waits, by the clock of its reader."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seance.notices.calm import after_quiet, cannot_wait, due
from seance.notices.store import NoticeItem
from seance.people.model import NoticeWishes, Quiet
from seance.zones import names

NIGHT = Quiet("22:00", "08:00")
BERLIN, KATHMANDU = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kathmandu")
CLOCKS = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
INSTANTS = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001 # given its zone below
    max_value=datetime(2035, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def at(zone: ZoneInfo, *parts: int) -> datetime:
    """An instant by the clock of a zone."""
    return datetime(*parts, tzinfo=zone).astimezone(UTC)  # type: ignore[misc,arg-type]  # year to minute


@pytest.mark.parametrize("zone", [BERLIN, KATHMANDU])
def test_r25_what_comes_in_quiet_hours_waits_for_their_end_over_midnight(zone: ZoneInfo) -> None:
    wishes = NoticeWishes(quiet=NIGHT)
    morning = at(zone, 2026, 12, 2, 8, 0)
    assert due(wishes, zone, at(zone, 2026, 12, 1, 22, 0)) == morning
    assert due(wishes, zone, at(zone, 2026, 12, 2, 7, 59)) == morning
    for loud in (at(zone, 2026, 12, 1, 21, 59), morning):
        assert due(wishes, zone, loud) == loud


def test_r25_quiet_hours_of_one_day_end_on_it() -> None:
    nap = NoticeWishes(quiet=Quiet("13:00", "15:00"))
    assert due(nap, BERLIN, at(BERLIN, 2026, 6, 1, 13, 30)) == at(BERLIN, 2026, 6, 1, 15, 0)
    assert due(nap, BERLIN, loud := at(BERLIN, 2026, 6, 1, 12, 59)) == loud


def test_r25_a_daily_digest_comes_at_nine_or_when_quiet_hours_end() -> None:
    daily = NoticeWishes(digest="daily")
    assert due(daily, BERLIN, at(BERLIN, 2026, 6, 1, 8, 59)) == at(BERLIN, 2026, 6, 1, 9, 0)
    assert due(daily, BERLIN, at(BERLIN, 2026, 6, 1, 9, 0)) == at(BERLIN, 2026, 6, 2, 9, 0)
    late = NoticeWishes(digest="daily", quiet=Quiet("23:00", "11:30"))
    assert due(late, BERLIN, at(BERLIN, 2026, 6, 1, 12, 0)) == at(BERLIN, 2026, 6, 2, 11, 30)


def test_r25_s9_quiet_hours_follow_the_clock_across_its_change() -> None:
    spring = at(BERLIN, 2026, 3, 28, 23, 0)
    assert due(NoticeWishes(quiet=NIGHT), BERLIN, spring) - spring == timedelta(hours=8)
    autumn = at(BERLIN, 2026, 10, 24, 23, 0)
    assert due(NoticeWishes(quiet=NIGHT), BERLIN, autumn) - autumn == timedelta(hours=10)
    skipped, twice = Quiet("22:00", "02:30"), Quiet("22:00", "02:30")
    assert after_quiet(skipped, BERLIN, spring) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert after_quiet(twice, BERLIN, autumn) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@given(CLOCKS, CLOCKS, INSTANTS, st.sampled_from(sorted(names())), st.booleans())
def test_r25_nothing_waits_longer_than_two_days_and_all_goes_on(
    begins: str, ends: str, moment: datetime, name: str, daily: bool
) -> None:
    quiet = Quiet(begins, ends) if begins != ends else None
    wishes = NoticeWishes(quiet=quiet, digest="daily" if daily else "off")
    until = due(wishes, ZoneInfo(name), moment)
    assert moment <= until <= moment + timedelta(days=2, hours=3)
    assert until > moment or not daily


SOON, LATER = "2026-12-02T10:00:00Z", "2026-12-05T10:00:00Z"
NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


def notice(kind: str, starts_at: str, *changes: tuple[str, str, str]) -> NoticeItem:
    """A notice of an event that begins then."""
    told = [{"field": name, "old": old, "new": new} for name, old, new in changes]
    return NoticeItem(kind=kind, starts_at=datetime.fromisoformat(starts_at), changes=told or None)


@pytest.mark.parametrize(
    "urgent",
    [
        notice("reminder_hour", LATER),
        notice("event_cancelled", SOON),
        notice("booking_moved", SOON),
        notice("booking_approved", SOON),
        notice("booking_declined", SOON),
        notice("booking_removed", SOON),
        notice("seat_from_waitlist", SOON),
        notice("event_changed", SOON, ("starts_at", LATER, SOON)),
        notice("event_changed", LATER, ("starts_at", SOON, LATER)),
        notice("event_changed", SOON, ("place", "{}", "{}")),
    ],
    ids=lambda each: f"{each.kind}",
)
def test_r25_what_cannot_wait_does_not(urgent: NoticeItem) -> None:
    assert cannot_wait(urgent, NOW)


@pytest.mark.parametrize(
    "calm",
    [
        notice("reminder_day", SOON),
        notice("booking_requested", SOON),
        notice("event_cancelled", LATER),
        notice("booking_approved", LATER),
        notice("event_changed", LATER, ("starts_at", LATER, "2026-12-06T10:00:00Z")),
        notice("event_changed", SOON, ("title", "a", "b")),
        NoticeItem(kind="channel_disconnected"),
    ],
    ids=lambda each: f"{each.kind}",
)
def test_r25_all_else_waits(calm: NoticeItem) -> None:
    assert not cannot_wait(calm, NOW)
