"""M20: what one will be reminded of: list, silence, restore."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from tests.component.clock import Clock, instant
from tests.component.gateway import Person, World, at
from tests.component.pump import Pump
from tests.component.storage import refused, same_twice
from tests.component.told import kinds

WHICH = pytest.mark.parametrize("which", ["day", "hour"])


def reminders(person: Person) -> list[tuple[str, str, bool]]:
    """Event, which, silenced; in the order of the list."""
    answer = person.get("/me/reminders", limit=100)
    assert answer.status == 200, answer.body
    return [(each["event"]["id"], each["which"], each["silenced"]) for each in answer.body["items"]]


def path(event: dict[str, Any], which: str) -> str:
    return f"/me/reminders/{event['id']}/{which}"


def test_host_moderator_and_confirmed_guest_have_a_day_and_an_hour(
    world: World, host: Person, guest: Person
) -> None:
    event = host.announce()
    mila = world.person("Mila")
    host.appoint(event, mila)
    coming = world.confirmed(event, host)
    guest.ask(event)

    for person in (host, mila, coming):
        assert reminders(person) == [(event["id"], "day", False), (event["id"], "hour", False)]
    assert reminders(guest) == []


def test_a_reminder_says_when_it_fires_and_where_that_is(host: Person) -> None:
    event = host.announce()

    first, second = host.get("/me/reminders").body["items"]

    starts_at = instant(event["starts_at"])
    assert first["fires_at"].endswith("Z")
    assert instant(first["fires_at"]) == starts_at - timedelta(hours=24)
    assert instant(second["fires_at"]) == starts_at - timedelta(hours=1)
    assert first["time_zone"] == event["time_zone"] == first["event"]["time_zone"]
    assert (first["event"]["title"], first["event"]["status"]) == (event["title"], "scheduled")


def test_only_moments_that_are_ahead_are_listed(host: Person, clock: Clock) -> None:
    near, far = host.announce(starts_at=at(hours=3)), host.announce(starts_at=at(days=3))
    cancelled = host.announce(starts_at=at(days=4))
    host.cancel(cancelled)

    assert reminders(host) == [(near["id"], "hour", False), (far["id"], "day", False), (far["id"], "hour", False)]  # fmt: skip
    clock.to(far["starts_at"], minutes=-30)
    assert reminders(host) == []


def test_the_pages_are_full_and_end(world: World, host: Person) -> None:
    guest = world.person("Boris")
    events = [host.announce(starts_at=at(days=day), approval="automatic") for day in range(2, 6)]
    for event in events:
        guest.ask(event)
    own = guest.announce(starts_at=at(days=30))
    found: list[tuple[str, str]] = []
    cursor = None
    while True:
        page = guest.get("/me/reminders", limit=3, cursor=cursor).body
        found += [(each["event"]["id"], each["which"]) for each in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
        assert len(page["items"]) == 3

    assert found == [(each["id"], which) for each in (*events, own) for which in ("day", "hour")]
    refused(lambda: host.get("/me/reminders", cursor="forged"), 400, "bad_cursor")


@WHICH
def test_who_silenced_is_not_reminded_and_the_others_are(
    world: World, host: Person, pump: Pump, which: str
) -> None:
    event = host.announce()
    mila = world.person("Mila")
    host.appoint(event, mila)
    quiet, other = world.confirmed(event, host), world.confirmed(event, host, "Other")
    for person in (host, mila, quiet):
        same_twice(partial(person.delete, path(event, which)), 204)
    assert (event["id"], which, True) in reminders(quiet)
    pump.run()
    mails = len(pump.mails)

    pump.fire(event, which)
    pump.run(times=2)

    assert f"reminder_{which}" in kinds(other)
    for person in (host, mila, quiet):
        assert f"reminder_{which}" not in kinds(person)
    assert [mail.to for mail in pump.mails[mails:]] == ["other@example.com"]


def test_one_silenced_reminder_leaves_the_other(host: Person, pump: Pump) -> None:
    event = host.announce()
    pump.run()
    host.delete(path(event, "day"))

    pump.fire(event, "day")
    pump.fire(event, "hour")
    pump.run()

    assert [kind for kind in kinds(host) if kind.startswith("reminder")] == ["reminder_hour"]


@WHICH
def test_a_restored_reminder_comes(host: Person, pump: Pump, which: str) -> None:
    event = host.announce()
    pump.run()
    host.delete(path(event, which))

    same_twice(lambda: host.put(path(event, which)), 204)
    pump.fire(event, which)
    pump.run()

    assert f"reminder_{which}" in kinds(host)
    assert (event["id"], which, True) not in reminders(host)


def test_restoring_what_was_never_silenced_changes_nothing(host: Person) -> None:
    event = host.announce()
    before = reminders(host)
    assert host.put(path(event, "day")).status == 204
    assert reminders(host) == before


def test_a_silence_outlives_a_move(world: World, host: Person, pump: Pump) -> None:
    event = host.announce(starts_at=at(days=3))
    guest = world.confirmed(event, host)
    guest.delete(path(event, "day"))
    pump.run()

    moved = host.edit(event, starts_at=at(days=6)).body
    pump.run()

    assert reminders(guest) == [(event["id"], "day", True), (event["id"], "hour", False)]
    pump.fire(moved, "day")
    pump.run()
    assert "reminder_day" not in kinds(guest)
    assert "reminder_day" in kinds(host)


@pytest.mark.parametrize("method", ["DELETE", "PUT"])
def test_who_has_no_such_reminder_finds_none(
    world: World, host: Person, guest: Person, clock: Clock, method: str
) -> None:
    event, hidden = host.announce(), host.announce(starts_at=at(days=9), visibility="invite_only")
    guest.ask(event)
    withdrawn = world.confirmed(event, host)
    withdrawn.act("withdraw", event)
    for person, asked in ((guest, event), (withdrawn, event), (guest, hidden)):
        refused(partial(person.call, method, path(asked, "day")), 404, "not_found")
    refused(lambda: host.call(method, path(event, "week")), 404, "not_found")
    refused(lambda: host.call(method, "/me/reminders/nothing/day"), 404, "not_found")
    clock.to(event["starts_at"], hours=-2)
    refused(lambda: host.call(method, path(event, "day")), 404, "not_found")
    assert host.call(method, path(event, "hour")).status == 204
    host.cancel(event)
    refused(lambda: host.call(method, path(event, "hour")), 404, "not_found")
