"""M20: one sees what one will be reminded of, silences it and restores it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.stack.cloud import Cloud
from tests.stack.conftest import MakeCrowd
from tests.stack.people import Event, Person, moment, soon
from tests.stack.waiting import eventually

DAY, HOUR = "Event in 24 hours", "Event in an hour"


def reminders(person: Person, event: Event) -> dict[str, dict[str, Any]]:
    """Those of one event, by which."""
    items = person.see("/me/reminders", limit=100)["items"]
    return {each["which"]: each for each in items if each["event"]["id"] == event["id"]}


def titles(person: Person, event: Event) -> str:
    """The subjects of the mails about one event."""
    return "\n".join(mail["Subject"] for mail in person.mails(event))


def test_m20_one_lists_silences_and_restores_reminders(
    cloud: Cloud, host: Person, gather: MakeCrowd, all_told: Callable[[], None]
) -> None:
    quiet, changed, asker = gather(3)
    event = host.announce(soon(days=3))
    for guest in (quiet, changed, asker):
        guest.ask(event)
    host.approve(event, quiet, changed)
    starts_at = moment(event["starts_at"])

    found = reminders(quiet, event)
    assert {which: moment(each["fires_at"]) for which, each in found.items()} == {
        "day": starts_at - timedelta(hours=24),
        "hour": starts_at - timedelta(hours=1),
    }
    assert {each["time_zone"] for each in found.values()} == {"Europe/Berlin"}
    assert reminders(asker, event) == {}
    path = f"/me/reminders/{event['id']}"
    for person in (quiet, changed, host):
        assert [person.delete(f"{path}/day").status_code for _ in range(2)] == [204, 204]
    assert asker.delete(f"{path}/day").status_code == 404
    assert [changed.put(f"{path}/day").status_code for _ in range(2)] == [204, 204]
    silenced = {which: each["silenced"] for which, each in reminders(quiet, event).items()}
    assert silenced == {"day": True, "hour": False}

    host.change(event, starts_at=soon(days=4).isoformat())  # a silence outlives a move
    all_told()
    for which in ("day", "hour"):
        cloud.invoke("RemindGuests", cloud.schedules(event["id"])[which].message)

    for person in (quiet, changed, host):
        person.is_told(event, "reminder_hour")
        eventually(lambda who=person: titles(who, event), lambda found: HOUR in found)  # type: ignore[misc]
    changed.is_told(event, "reminder_day")
    eventually(lambda: titles(changed, event), lambda found: DAY in found)
    all_told()
    assert [who.notices(event, "reminder_day") for who in (quiet, host, asker)] == [[], [], []]
    assert [DAY in titles(who, event) for who in (quiet, host, changed)] == [False, False, True]
