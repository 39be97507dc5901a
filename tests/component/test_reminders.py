"""R11, R12: reminders a day and an hour before, and the end (R13, R14)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.component.clock import Clock, instant
from tests.component.gateway import Person, World, at
from tests.component.pump import Pump
from tests.component.told import kinds, notices, only


def planned(pump: Pump, event: dict[str, Any]) -> dict[str, datetime]:
    """When the schedules of an event fire, in UTC."""
    prefix = f"seance-{event['id']}-"
    found = {}
    for name, schedule in pump.schedules().items():
        assert schedule["ScheduleExpressionTimezone"] == "UTC"
        assert schedule["ActionAfterCompletion"] == "DELETE"
        assert schedule["Target"]["DeadLetterConfig"]
        if name.startswith(prefix):
            text = schedule["ScheduleExpression"].removeprefix("at(").removesuffix(")")
            found[name.removeprefix(prefix)] = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return found


def before(event: dict[str, Any], **span: float) -> datetime:
    return instant(event["starts_at"]) - timedelta(**span)


def test_an_event_has_a_day_an_hour_and_an_end(host: Person, pump: Pump) -> None:
    event = host.announce()
    pump.run(times=2)

    assert planned(pump, event) == {
        "day": before(event, hours=24),
        "hour": before(event, hours=1),
        "finish": instant(event["ends_at"]),
    }
    targets = {name[-4:]: each["Target"]["Arn"] for name, each in pump.schedules().items()}
    assert targets["-day"].endswith(":remind")
    assert targets["hour"].endswith(":remind")
    assert targets["nish"].endswith(":finish")


@pytest.mark.parametrize(
    ("ahead", "left"),
    [({"minutes": 30}, {"finish"}), ({"hours": 3}, {"hour", "finish"}), ({"hours": 25}, {"day", "hour", "finish"})],
    ids=["half an hour", "three hours", "a day and an hour"],
)  # fmt: skip
def test_a_moment_that_has_passed_is_skipped(
    host: Person, pump: Pump, ahead: dict[str, int], left: set[str]
) -> None:
    event = host.announce(starts_at=at(**ahead))
    pump.run()

    assert set(planned(pump, event)) == left


def test_reminders_follow_a_moved_event(host: Person, pump: Pump) -> None:
    event = host.announce(starts_at=at(days=3))
    pump.run()

    moved = host.edit(event, starts_at=at(days=6)).body
    pump.run(times=2)

    assert planned(pump, event)["day"] == before(moved, hours=24)
    assert planned(pump, event)["finish"] == instant(moved["ends_at"])


def test_an_event_moved_close_keeps_only_the_hour(host: Person, pump: Pump) -> None:
    event = host.announce(starts_at=at(days=3))
    pump.run()

    moved = host.edit(event, starts_at=at(hours=3)).body
    pump.run()

    assert set(planned(pump, event)) == {"hour", "finish"}
    assert planned(pump, event)["hour"] == before(moved, hours=1)


def test_reminders_vanish_with_a_cancelled_event_and_return_with_a_restored_one(
    host: Person, pump: Pump
) -> None:
    event = host.announce()
    pump.run()
    host.cancel(event)
    pump.run(times=2)
    assert planned(pump, event) == {}

    host.restore(event)
    pump.run()

    assert set(planned(pump, event)) == {"day", "hour", "finish"}


def test_reminders_vanish_with_a_deleted_event(host: Person, pump: Pump) -> None:
    event = host.announce()
    pump.run()

    host.delete(f"/events/{event['id']}")
    pump.run(times=2)

    assert pump.schedules() == {}


@pytest.mark.parametrize("which", ["day", "hour"])
def test_host_moderators_and_the_confirmed_are_reminded_once(
    world: World, host: Person, pump: Pump, which: str
) -> None:
    event = host.announce(capacity=2)
    mila, invited = world.person("Mila"), world.follower(host)
    host.appoint(event, mila)
    host.invite(event, invited)
    asked = world.person("Asked")
    asked.ask(event)
    early = world.confirmed(event, host, "Early")
    pump.run()
    late = world.confirmed(event, host, "Late")  # confirmed after the schedule was made
    pump.run()

    message = pump.fire(event, which)
    pump.run(times=2)
    pump.call(which, message)
    pump.run()

    kind = f"reminder_{which}"
    for person in (host, mila, early, late):
        notice = only(person, kind)
        assert notice["short_url"] == event["short_url"]
        assert "(Europe/Moscow, UTC+3)" in notice["text"]
    for person in (invited, asked):
        assert kind not in kinds(person)


def test_who_left_in_time_is_not_reminded(world: World, host: Person, pump: Pump) -> None:
    event = host.announce()
    guest = world.confirmed(event, host)
    pump.run()
    guest.act("withdraw", event)

    pump.fire(event, "day")
    pump.run()

    assert "reminder_day" not in kinds(guest)
    assert "reminder_day" in kinds(host)


def test_a_reminder_that_was_sent_does_not_suppress_the_one_for_the_new_time(
    world: World, host: Person, pump: Pump
) -> None:
    event = host.announce(starts_at=at(days=2))
    guest = world.confirmed(event, host)
    pump.run()
    pump.fire(event, "day")
    pump.run()
    host.edit(event, starts_at=at(days=5))
    pump.run()

    pump.fire(event, "day")
    pump.run()

    assert kinds(guest).count("reminder_day") == 2


@pytest.mark.parametrize("which", ["day", "hour"])
def test_a_schedule_of_the_old_time_reminds_nobody(
    host: Person, pump: Pump, clock: Clock, which: str
) -> None:
    event = host.announce(starts_at=at(days=3))
    pump.run()
    old = {"event_id": event["id"], "which": which, "starts_at": unix(event)}
    host.edit(event, starts_at=at(days=6))
    clock.to(event["starts_at"], hours=-1)

    pump.call(which, old)
    pump.run()

    assert not {kind for kind in kinds(host) if kind.startswith("reminder")}


def unix(event: dict[str, Any]) -> int:
    return int(instant(event["starts_at"]).timestamp())


def test_a_schedule_that_fires_while_the_event_is_cancelled_reminds_nobody(
    world: World, host: Person, pump: Pump
) -> None:
    event = host.announce()
    guest = world.confirmed(event, host)
    pump.run()

    pump.fire(event, "day")  # its message is on the way
    host.cancel(event)
    pump.run()

    assert "reminder_day" not in kinds(guest)
    assert "event_cancelled" in kinds(guest)


@pytest.mark.parametrize("change", ["cancelled", "deleted", "started"])
def test_a_schedule_that_fires_too_late_sends_nothing(
    host: Person, pump: Pump, clock: Clock, change: str
) -> None:
    event = host.announce()
    if change == "cancelled":
        host.cancel(event)
    elif change == "deleted":
        host.delete(f"/events/{event['id']}")
    else:
        clock.to(event["starts_at"])
    pump.forget()

    pump.call("day", {"event_id": event["id"], "which": "day", "starts_at": unix(event)})

    assert pump.messages("notices") == []


def test_a_reminder_that_waited_too_long_in_the_queue_reminds_nobody(
    host: Person, pump: Pump, clock: Clock
) -> None:
    event = host.announce()
    pump.run()
    pump.fire(event, "hour")
    clock.to(event["starts_at"])

    pump.run()

    assert "reminder_hour" not in kinds(host)


@pytest.mark.parametrize(
    ("zone", "winter"),
    [("Europe/Berlin", True), ("America/New_York", True), ("Asia/Kathmandu", False)],
)
def test_s9_a_day_is_24_hours_whatever_the_clocks_do(
    host: Person, pump: Pump, clock: Clock, zone: str, winter: bool
) -> None:
    """The clocks go back in the night of 25 October 2026 in Berlin (1 November in New York)."""
    night = "2026-11-01T17:00:00+00:00" if "New" in zone else "2026-10-25T17:00:00+00:00"
    clock.to(night, days=-5)
    event = host.announce(starts_at=night, time_zone=zone)
    pump.run()

    assert planned(pump, event)["day"] == instant(night) - timedelta(hours=24)
    pump.fire(event, "day")
    pump.run()
    text = only(host, "reminder_day")["text"]
    assert {
        "Europe/Berlin": "25 October 2026, 18:00 (Europe/Berlin, UTC+1)",
        "America/New_York": "1 November 2026, 12:00 (America/New_York, UTC-5)",
        "Asia/Kathmandu": "25 October 2026, 22:45 (Asia/Kathmandu, UTC+5:45)",
    }[zone] in text


class TestFinish:
    """The end."""

    def test_the_host_and_who_was_there_are_asked_for_reviews_once(
        self, world: World, host: Person, pump: Pump
    ) -> None:
        event = host.announce(capacity=1)
        there, mila, waiting = (
            world.confirmed(event, host),
            world.person("Mila"),
            world.person("W"),
        )
        host.appoint(event, mila)
        waiting.ask(event)
        pump.run()

        message = pump.fire(event, "finish")
        pump.call("finish", message)
        pump.run(times=2)

        asked = {
            person.name: kinds(person).count("review_requested")
            for person in (host, there, mila, waiting)
        }
        assert asked == {"Anna": 1, "Clara": 1, "Mila": 0, "W": 0}
        assert instant(notices(there)[-1]["created_at"]) == instant(event["ends_at"])

    def test_an_end_that_passed_while_changes_waited_is_made_up_for(
        self, world: World, host: Person, pump: Pump, clock: Clock
    ) -> None:
        event = host.announce()
        there = world.confirmed(event, host)
        clock.to(event["ends_at"], minutes=20)
        pump.run()

        assert set(planned(pump, event)) == {"finish"}
        assert instant(event["ends_at"]) < planned(pump, event)["finish"]
        pump.fire(event, "finish")
        pump.run(times=2)
        assert kinds(there).count("review_requested") == 1

    @pytest.mark.parametrize("change", ["cancelled", "deleted", "moved", "early"])
    def test_what_did_not_take_place_is_not_reviewed(
        self, host: Person, pump: Pump, clock: Clock, change: str
    ) -> None:
        event = host.announce()
        message = {"event_id": event["id"], "which": "finish", "starts_at": unix(event)}
        if change == "cancelled":
            host.cancel(event)
        elif change == "deleted":
            host.delete(f"/events/{event['id']}")
        elif change == "moved":
            host.edit(event, starts_at=at(days=9))
        pump.forget()
        if change != "early":
            clock.to(event["ends_at"])

        pump.call("finish", message)

        assert pump.messages("notices") == []
