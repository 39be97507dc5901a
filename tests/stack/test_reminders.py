"""R11: reminders from schedules that fire, a day and an hour before (situations 6, 7 and 8).

The showings of this file are made first and side by side: their moments come in seconds.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from tests.stack.cloud import Cloud, Schedule
from tests.stack.conftest import MakeCrowd, MakePerson
from tests.stack.people import Event, Person, moment, soon
from tests.stack.waiting import eventually, side_by_side

HOUR, DAY = timedelta(hours=1), timedelta(hours=24)
AHEAD = timedelta(seconds=20)  # time enough for a slow machine to make the schedules


@dataclass(frozen=True)
class Showing:
    """An event with one guest of each kind."""

    cloud: Cloud
    host: Person
    moderator: Person
    confirmed: Person
    late: Person
    requested: Person
    removed: Person
    event: Event

    @property
    def coming(self) -> list[Person]:
        return [self.host, self.moderator, self.confirmed, self.late]

    @property
    def others(self) -> list[Person]:
        return [self.requested, self.removed]

    def move(self, starts_at: datetime) -> datetime:
        self.host.change(self.event, starts_at=starts_at.isoformat())
        return starts_at

    def stands(self, **moments: datetime) -> dict[str, Schedule]:
        """Its schedules, once exactly these moments (and the end) are waited for."""
        ends_at = moment(self.host.event(self.event)["ends_at"])
        eventually(
            lambda: self.cloud.moments(self.event["id"]),
            lambda found: found == {**moments, "finish": ends_at},
            what=f"Schedules at {moments}",
        )
        return self.cloud.schedules(self.event["id"])

    def mails(self, who: Person, title: str) -> list[str]:
        """The mails to somebody with this title."""
        subjects = [mail["Subject"] for mail in who.mails(self.event)]
        return [subject for subject in subjects if title in subject]

    def reminders(self) -> list[list[str]]:
        """The reminders of everybody, by person."""
        return [
            [kind for kind in who.kinds(self.event) if kind.startswith("reminder")]
            for who in (*self.coming, *self.others)
        ]


def prepare(cloud: Cloud, make: MakePerson, gather: MakeCrowd, starts_at: datetime) -> Showing:
    """Far enough ahead for everybody to find their place."""
    host, moderator = make("Anna"), make("Vera")
    guests = confirmed, late, requested, removed = gather(4)
    event = host.announce(starts_at)
    host.make_moderator(event, moderator)
    for guest in guests:
        guest.ask(event)
    host.approve(event, confirmed, removed)
    return Showing(cloud, host, moderator, confirmed, late, requested, removed, event)


@dataclass(frozen=True)
class Showings:
    """One for each story; `*_at` is the start that it was moved to."""

    hour: Showing
    hour_at: datetime
    day: Showing
    day_at: datetime


@pytest.fixture(scope="module")
def showings(cloud: Cloud, make: MakePerson, gather: MakeCrowd) -> Showings:
    """Both are moved so that one moment comes in seconds; then a guest goes and a guest comes."""
    build = partial(prepare, cloud, make, gather, soon(days=5))
    hour, day = side_by_side(build, build)
    hour_at, day_at = hour.move(soon() + HOUR + AHEAD), day.move(soon() + DAY + AHEAD)
    hour.stands(hour=hour_at - HOUR)
    day.stands(hour=day_at - HOUR, day=day_at - DAY)
    for each in (hour, day):
        assert each.host.decide("remove", each.event, each.removed).status_code == 200
        each.host.approve(each.event, each.late)
    return Showings(hour, hour_at, day, day_at)


def test_s7_moved_so_that_only_the_hour_before_is_ahead_only_that_one_is_sent(
    showings: Showings, all_told: Callable[[], None]
) -> None:
    showing = showings.hour
    for who in showing.coming:
        who.is_mailed(showing.event, who.is_told(showing.event, "reminder_hour"))
    showing.stands()  # it deleted itself
    all_told()
    assert showing.reminders() == [["reminder_hour"]] * 4 + [[]] * 2
    title = showing.host.is_told(showing.event, "reminder_hour")["title"]
    assert showing.mails(showing.host, title)
    assert not any(showing.mails(who, title) for who in showing.others)


def test_r11_a_reminder_tells_the_local_time_and_zone_of_the_place(showings: Showings) -> None:
    notice = showings.hour.late.is_told(showings.hour.event, "reminder_hour")
    local = showings.hour_at.astimezone(ZoneInfo("Europe/Berlin"))
    assert f"{local:%H:%M} (Europe/Berlin, UTC+" in notice["text"]
    assert notice["short_url"] == showings.hour.event["short_url"]


def test_s6_a_reminder_sent_for_the_old_time_does_not_suppress_the_new_one(
    showings: Showings, all_told: Callable[[], None]
) -> None:
    showing = showings.day
    for who in showing.coming:
        who.is_mailed(showing.event, who.is_told(showing.event, "reminder_day"))
    showing.stands(hour=showings.day_at - HOUR)
    assert showing.reminders() == [["reminder_day"]] * 4 + [[]] * 2

    again_at = showing.move(soon() + DAY + AHEAD)
    showing.stands(hour=again_at - HOUR, day=again_at - DAY)
    for who in showing.coming:
        notice = who.is_told(showing.event, "reminder_day", times=2)
        assert moment(notice["created_at"]) == again_at - DAY
        eventually(partial(showing.mails, who, notice["title"]), lambda mails: len(mails) == 2)
    all_told()
    assert showing.reminders() == [["reminder_day"] * 2] * 4 + [[]] * 2


def test_s6_moved_by_a_day_both_reminders_move(
    cloud: Cloud, make: MakePerson, gather: MakeCrowd
) -> None:
    first = soon(days=3)
    showing = prepare(cloud, make, gather, first)
    showing.stands(hour=first - HOUR, day=first - DAY)
    second = showing.move(first + DAY)
    showing.stands(hour=second - HOUR, day=second - DAY)


def test_r11_reminders_vanish_with_a_cancelled_event_and_come_back_with_a_restored_one(
    cloud: Cloud, host: Person
) -> None:
    starts_at = soon(days=3)
    event = host.announce(starts_at)
    waited_for = {
        "day": starts_at - DAY,
        "hour": starts_at - HOUR,
        "finish": moment(event["ends_at"]),
    }
    stand = partial(cloud.moments, event["id"])
    eventually(stand, lambda found: found == waited_for)
    host.post(f"/events/{event['id']}/cancel")
    eventually(stand, lambda found: found == {})
    host.post(f"/events/{event['id']}/restore")
    eventually(stand, lambda found: found == waited_for)
    unbooked = host.announce(soon(days=6))
    eventually(partial(cloud.moments, unbooked["id"]), lambda found: len(found) == 3)
    assert host.delete(f"/events/{unbooked['id']}").status_code == 204
    eventually(partial(cloud.moments, unbooked["id"]), lambda found: found == {})


def test_r11_an_event_announced_half_an_hour_ahead_reminds_nobody_late(
    cloud: Cloud, host: Person
) -> None:
    event = host.announce(soon(minutes=30))
    ends_at = moment(event["ends_at"])
    eventually(partial(cloud.moments, event["id"]), lambda found: found == {"finish": ends_at})


def test_s8_nobody_is_reminded_of_a_cancelled_or_moved_event(
    cloud: Cloud, make: MakePerson, gather: MakeCrowd, all_told: Callable[[], None]
) -> None:
    starts_at = soon(days=3)
    build = partial(prepare, cloud, make, gather, starts_at)
    cancelled, moved = side_by_side(build, build)
    late = [each.stands(hour=starts_at - HOUR, day=starts_at - DAY) for each in (cancelled, moved)]
    cancelled.host.post(f"/events/{cancelled.event['id']}/cancel")
    eventually(partial(cloud.moments, cancelled.event["id"]), lambda found: found == {})
    moved_to = moved.move(starts_at + DAY)
    moved.stands(hour=moved_to - HOUR, day=moved_to - DAY)

    # A reminder that was on its way: the old schedules fire after all, in the real Scheduler ...
    on_their_way = [
        replace(schedules[which], name=f"{schedules[which].name}-late")
        for schedules in late
        for which in ("hour", "day")
    ]
    for schedule in on_their_way:
        cloud.put_schedule(schedule, soon(seconds=1))
    scheduler = cloud.client("scheduler")

    def still_there() -> set[str]:
        listed = scheduler.list_schedules(GroupName=cloud.schedule_group, NamePrefix="seance-")
        return {each["Name"] for each in listed["Schedules"]} & {each.name for each in on_their_way}

    eventually(still_there, lambda left: not left, what="The late schedules to fire")
    # ... and the reminder had even left the schedule's function when the event was cancelled.
    for showing in (cancelled, moved):
        message = {
            "kind": "reminder_hour",
            "event_id": showing.event["id"],
            "version": int(starts_at.timestamp()),
            "at": (starts_at - HOUR).isoformat(),
            "audience": "coming",
        }
        cloud.send("NoticesQueue", message)
    all_told()
    assert cancelled.reminders() == [[]] * 6
    assert moved.reminders() == [[]] * 6
