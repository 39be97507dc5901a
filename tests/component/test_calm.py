"""Quiet hours and the daily digest (M37, R25): later and together, never lost, never doubled."""

import json
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from queues import refresh, send_email
from seance.cloud import keys, mail, schedules
from seance.notices import waiting
from seance.notices.store import NoticeItem
from tests.component.clock import Clock
from tests.component.gateway import CONTEXT, Person, World, at
from tests.component.pump import Pump, batch
from tests.component.storage import dump, refused
from tests.component.told import kinds, notices

ZONE = "Asia/Kathmandu"
DAILY = {"digest": "daily"}


def settle(person: Person, **changes: Any) -> None:
    """Replace some of how one is told."""
    now = person.get("/me/notice-settings").body
    assert person.put("/me/notice-settings", {**now, **changes}).status == 200


def hush(person: Person, clock: Clock, hours: float = 8) -> None:
    """Quiet from an hour ago for so long, by the clock of where the person is."""
    assert person.patch("/me", {"time_zone": ZONE}).status == 200
    there = clock.moment.astimezone(ZoneInfo(ZONE))
    quiet = {
        "from": f"{there - timedelta(hours=1):%H:%M}",
        "to": f"{there + timedelta(hours=hours):%H:%M}",
    }
    settle(person, quiet=quiet)


def due(pump: Pump) -> dict[datetime, dict[str, Any]]:
    """What is scheduled for readers, by its time."""
    return {
        datetime.fromisoformat(each["ScheduleExpression"][3:-1] + "+00:00"): json.loads(
            each["Target"]["Input"]
        )
        for name, each in pump.schedules().items()
        if name.endswith("-calm")
    }


def fire(pump: Pump, times: int = 1) -> None:
    """Have the clock reach what is scheduled for readers, and everything be called so many times."""
    for moment, message in sorted(due(pump).items(), key=lambda each: each[0]):
        pump.clock.moment = max(pump.clock.moment, moment)
        for _ in range(times):
            assert refresh.handler(batch(message), CONTEXT) == {"batchItemFailures": []}
        pump.run(times)


def mailed(pump: Pump, person: Person) -> list[Any]:
    """What one was mailed."""
    address = f"{person.name.lower()}@example.com"
    return [each for each in pump.mails if each.to == address]


class TestChoosing:
    """`/me/notice-settings`."""

    def test_m37_who_never_chose_hears_all_at_once_and_a_choice_is_read_back(
        self, host: Person
    ) -> None:
        settings = host.get("/me/notice-settings").body
        assert (settings["quiet"], settings["digest"]) == (None, "off")
        chosen = {**settings, "quiet": {"from": "22:30", "to": "08:00"}, "digest": "daily"}
        assert host.put("/me/notice-settings", chosen).body == chosen
        assert host.get("/me/notice-settings").body == chosen
        assert host.delete("/me/connections/email").status == 204
        kept = host.get("/me/notice-settings").body
        assert (kept["quiet"], kept["digest"]) == (chosen["quiet"], "daily")
        exported = host.get("/me/export").body["sections"]["settings"][0]
        assert exported["quiet"] == {"begins": "22:30", "ends": "08:00"}
        assert host.put("/me/notice-settings", settings).body == settings
        assert host.get("/me/notice-settings").body["quiet"] is None

    @pytest.mark.parametrize(
        "wrong",
        [
            {"quiet": {"from": "24:00", "to": "08:00"}},
            {"quiet": {"from": "8:00", "to": "09:00"}},
            {"quiet": {"from": "08:00", "to": "08:00"}},
            {"quiet": {"from": "08:00"}},
            {"quiet": {"begins": "08:00", "ends": "09:00"}},
            {"digest": "weekly"},
        ],
    )
    def test_m37_what_is_no_time_of_day_is_refused(
        self, host: Person, wrong: dict[str, Any]
    ) -> None:
        body = {"channels": {}, "muted": [], "language": "en", **wrong}
        refused(lambda: host.put("/me/notice-settings", body), 422, "validation_failed")


class TestQuiet:
    """Quiet hours."""

    @pytest.mark.parametrize("times", [1, 2])
    def test_m37_r25_r12_what_comes_in_quiet_hours_is_in_the_inbox_at_once_and_mailed_once_at_their_end(
        self, host: Person, guest: Person, pump: Pump, clock: Clock, times: int
    ) -> None:
        hush(host, clock)
        event = host.announce()
        guest.ask(event)
        pump.run(times)
        assert kinds(host) == ["booking_requested"]
        assert not mailed(pump, host)
        (end,) = due(pump)
        assert timedelta(hours=7.9) < end - clock.moment <= timedelta(hours=8)
        fire(pump, times)
        (mail,) = mailed(pump, host)
        assert notices(host)[0]["title"] in mail.subject
        assert not any(each in dump("feed") for each in [keys.waiting(host.id)])
        fire(pump)
        assert len(mailed(pump, host)) == 1

    def test_m37_several_things_go_out_as_one_mail_with_a_link_each(
        self, host: Person, world: World, pump: Pump, clock: Clock
    ) -> None:
        hush(host, clock)
        events = [host.announce(title=f"Вечер {n}", starts_at=at(days=3 + n)) for n in range(3)]
        for event, guest in zip(events, world.people(3), strict=True):
            guest.ask(event)
            pump.run()
        assert len(due(pump)) == 1, "the first that waits makes the one schedule"
        fire(pump)
        (mail,) = mailed(pump, host)
        assert mail.subject == "3 notifications"
        for event in events:
            assert event["title"] in mail.text
            assert event["short_url"] in mail.text
            assert event["short_url"] in mail.html
        assert "/inbox" in mail.text

    def test_r25_what_cannot_wait_comes_at_once(
        self, host: Person, world: World, pump: Pump, clock: Clock
    ) -> None:
        event = host.announce(starts_at=at(hours=20))
        guest = world.person("Clara")
        pump.run()
        hush(guest, clock)
        guest.ask(event)
        assert host.act("approve", event, guest).status == 200
        pump.run()
        assert host.cancel(event).status == 200
        pump.run()
        clock.forward(seconds=90)
        pump.run()
        assert len(mailed(pump, guest)) == 2
        assert not due(pump)

    def test_r25_a_move_and_a_cancellation_days_ahead_wait(
        self, host: Person, world: World, pump: Pump, clock: Clock
    ) -> None:
        event = host.announce()
        guest = world.confirmed(event, host)
        pump.forget()
        hush(guest, clock)
        pump.mails.clear()
        assert host.edit(event, starts_at=at(days=5)).status == 200
        pump.run()
        clock.forward(seconds=90)
        pump.run()
        assert host.cancel(event).status == 200
        pump.run()
        clock.forward(seconds=90)
        pump.run()
        assert not mailed(pump, guest)
        fire(pump)
        (mail,) = mailed(pump, guest)
        assert "2 notifications" in mail.subject
        assert len(mail.files) == 1, "one entry for one event, as it now stands"

    def test_r25_s8_a_reminder_that_waited_says_nothing_of_an_event_that_is_off(
        self, host: Person, world: World, pump: Pump, clock: Clock
    ) -> None:
        event = host.announce()
        guest = world.confirmed(event, host)
        pump.forget()
        pump.mails.clear()
        clock.to(event["starts_at"], hours=-24.5)
        hush(guest, clock, hours=3)
        pump.fire(event, "day")
        pump.run()
        assert "reminder_day" in kinds(guest)
        assert not mailed(pump, guest)
        assert host.cancel(event).status == 200
        pump.run()
        clock.forward(seconds=90)
        pump.run()
        (mail,) = mailed(pump, guest)
        fire(pump)
        assert mailed(pump, guest) == [mail]
        assert not [key for key in dump("feed") if key[1] == "WAITING"]

    def test_r25_a_schedule_that_fires_early_lets_nothing_out_and_is_made_again(
        self, host: Person, guest: Person, pump: Pump, clock: Clock
    ) -> None:
        hush(host, clock)
        guest.ask(host.announce())
        pump.run()
        ((end, message),) = due(pump).items()
        schedules.remove(next(name for name in pump.schedules() if name.endswith("-calm")))
        assert refresh.handler(batch(message), CONTEXT) == {"batchItemFailures": []}
        pump.run()
        assert not mailed(pump, host)
        assert list(due(pump)) == [end]
        fire(pump)
        assert len(mailed(pump, host)) == 1

    def test_r25_quiet_hours_that_are_chosen_meanwhile_hold_it_up_once_more_and_no_longer(
        self, host: Person, guest: Person, pump: Pump, clock: Clock
    ) -> None:
        hush(host, clock, hours=2)
        guest.ask(host.announce())
        pump.run()
        (end,) = due(pump)
        clock.moment = end
        hush(host, clock, hours=5)
        fire(pump)
        assert not mailed(pump, host)
        fire(pump)
        assert len(mailed(pump, host)) == 1
        assert clock.moment - end >= timedelta(hours=4.9)

    def test_r25_what_waits_goes_out_although_its_reader_wants_no_calm_any_more(
        self, host: Person, world: World, pump: Pump, clock: Clock
    ) -> None:
        hush(host, clock)
        event, (first, second) = host.announce(), world.people(2)
        first.ask(event)
        pump.run()
        settle(host, quiet=None)
        second.ask(event)
        pump.run()
        assert len(mailed(pump, host)) == 1
        fire(pump)
        assert len(mailed(pump, host)) == 2

    def test_r25_r12_a_redelivery_after_all_went_out_adds_nothing(
        self, host: Person, guest: Person, pump: Pump, clock: Clock
    ) -> None:
        guest.ask(host.announce())
        pump.run()
        hush(host, clock)
        early = pump.mails.copy()
        _again(pump, host)
        assert not due(pump), "it went out before"
        guest.act("withdraw", _only_event(host))
        pump.run()
        fire(pump)
        sent = pump.mails.copy()
        assert len(sent) == len(early) + 1
        settle(host, quiet=None)
        _again(pump, host)
        assert pump.mails == sent

    def test_r25_who_leaves_hears_nothing_of_what_waited(
        self, host: Person, guest: Person, pump: Pump, clock: Clock
    ) -> None:
        hush(host, clock)
        guest.ask(host.announce())
        pump.run()
        assert host.delete("/me").status == 202
        pump.run()
        clock.forward(minutes=2)
        pump.run()
        pump.mails.clear()
        fire(pump)
        assert not mailed(pump, host)
        assert not [key for key in dump("feed") if key[0] == keys.user(host.id)]


class TestDigest:
    """The daily digest."""

    def test_m37_a_day_is_one_mail_in_the_readers_language_without_what_is_muted_by_then(
        self, host: Person, guest: Person, pump: Pump
    ) -> None:
        assert host.patch("/me", {"time_zone": ZONE, "language": "ru"}).status == 200
        settle(host, **DAILY)
        event = host.announce(title="Солярис у меня")
        guest.ask(event)
        pump.run()
        guest.act("withdraw", event)
        pump.run()
        guest.ask(event)
        pump.run()
        (end,) = due(pump)
        assert f"{end.astimezone(ZoneInfo(ZONE)):%H:%M}" == "09:00"
        settle(host, **DAILY, muted=["booking_withdrawn"])
        fire(pump)
        (mail,) = mailed(pump, host)
        assert mail.subject == "2 уведомления"
        assert "Запрос на место: Солярис у меня" in mail.text
        assert "Гость не придёт" not in mail.text
        assert not [key for key in dump("feed") if key[1] == "WAITING"]

    def test_m37_what_is_muted_while_the_digest_is_on_its_way_is_left_out(
        self, host: Person, guest: Person, pump: Pump
    ) -> None:
        settle(host, **DAILY)
        guest.ask(host.announce())
        pump.run()
        ((end, message),) = due(pump).items()
        pump.clock.moment = end
        refresh.handler(batch(message), CONTEXT)
        settle(host, **DAILY, muted=["booking_requested"])
        pump.run()
        assert not mailed(pump, host)

    def test_m37_a_digest_lists_some_and_counts_the_others(
        self, host: Person, world: World, pump: Pump, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(waiting, "MOST_LISTED", 2)
        monkeypatch.setattr(waiting, "MOST_KEPT", 3)
        settle(host, **DAILY)
        event = host.announce(title="Солярис")
        for guest in world.people(5):
            guest.ask(event)
            pump.clock.forward(seconds=1)
            pump.run()
        fire(pump, times=2)
        (mail,) = mailed(pump, host)
        assert mail.subject == "5 notifications"
        assert mail.text.count("Солярис, ") + mail.text.count(event["short_url"]) >= 2
        assert mail.text.count(event["short_url"]) == 2
        assert "3 more" in mail.text

    def test_m37_what_comes_after_a_schedule_got_lost_makes_a_new_one_that_brings_all(
        self, host: Person, world: World, pump: Pump
    ) -> None:
        settle(host, **DAILY)
        event, (first, second) = host.announce(), world.people(2)
        first.ask(event)
        pump.run()
        (end,) = due(pump)
        schedules.remove(next(name for name in pump.schedules() if name.endswith("-calm")))
        pump.clock.moment = end + timedelta(hours=1)
        second.ask(event)
        pump.run()
        (soon,) = due(pump)
        assert soon - pump.clock.moment < timedelta(minutes=1)
        fire(pump)
        (mail,) = mailed(pump, host)
        assert mail.subject == "2 notifications"

    def test_m37_a_schedule_that_stands_although_nothing_waits_is_gone_on_with(
        self, host: Person, world: World, pump: Pump
    ) -> None:
        settle(host, **DAILY)
        event, (first, second) = host.announce(), world.people(2)
        first.ask(event)
        pump.run()
        waiting.WaitingItem.of(
            keys.waiting(host.id)
        ).delete()  # as where only the schedule was made
        second.ask(event)
        pump.run()
        assert len(due(pump)) == 1
        fire(pump)
        assert len(mailed(pump, host)) == 1

    def test_m37_a_digest_that_failed_is_tried_again_and_sent_once(
        self, host: Person, guest: Person, pump: Pump, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settle(host, **DAILY)
        guest.ask(host.announce())
        pump.run()
        ((end, message),) = due(pump).items()
        pump.clock.moment = end
        refresh.handler(batch(message), CONTEXT)
        ((_, digest_id),) = [key for key in dump("feed") if key[1].startswith("DIGEST#")]
        body = {"user_id": host.id, "digest_id": digest_id.removeprefix("DIGEST#")}
        with monkeypatch.context() as patch:
            patch.setattr(mail, "send", _broken)
            assert send_email.handler(batch(body), CONTEXT)["batchItemFailures"]
        pump.run(2)
        for _ in range(2):
            assert not send_email.handler(batch(body), CONTEXT)["batchItemFailures"]
        assert len(mailed(pump, host)) == 1


def test_m37_a_held_notice_is_read_from_what_the_release_before_wrote(
    host: Person, guest: Person, pump: Pump
) -> None:
    guest.ask(host.announce())
    pump.run()
    (notice,) = notices(host)
    found = NoticeItem.find(keys.notice(host.id, notice["id"]))
    assert found
    assert found.waits_since is None


def _broken(_: object) -> None:
    raise RuntimeError


def _again(pump: Pump, person: Person) -> None:
    """The Feed's stream brings the reader's notices once more."""
    table = pump.seen["feed"]
    for key in [each for each in table if each[0] == keys.user(person.id)]:
        if key[1].startswith("NOTICE#"):
            del table[key]
    pump.run()


def _only_event(host: Person) -> dict[str, Any]:
    (event,) = host.get("/me/events", role="host").body["items"]
    return dict(event)
