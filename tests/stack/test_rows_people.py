"""M13, M15, M20: people follow and block each other, silence reminders, take their data and go."""

from tests.stack.cloud import Cloud
from tests.stack.conftest import MakeCrowd
from tests.stack.people import Person, codes, seats, soon
from tests.stack.waiting import eventually


def ids(person: Person, path: str) -> list[str]:
    """Whom a list names."""
    return [each["id"] for each in person.see(path)["items"]]


def test_m13_people_follow_and_block_each_other(host: Person, gather: MakeCrowd) -> None:
    fan, other = gather(2)
    for who in (fan, other):
        who.follow(host)
    assert sorted(ids(host, f"/users/{host.id}/followers")) == sorted([fan.id, other.id])
    assert ids(fan, "/me/following") == [host.id]
    assert other.delete(f"/me/following/{host.id}").status_code == 204
    assert ids(host, f"/users/{host.id}/followers") == [fan.id]
    event = host.announce()
    assert host.put(f"/me/blocked/{fan.id}").status_code == 204
    assert ids(host, "/me/blocked") == [fan.id]
    assert ids(fan, "/me/following") == []
    refused = [
        fan.get(f"/events/{event['id']}"),
        fan.ask(event),
        fan.put(f"/me/following/{host.id}"),
    ]
    assert codes(refused) == ["not_found"] * 3
    assert host.delete(f"/me/blocked/{fan.id}").status_code == 204
    assert fan.ask(event).status_code == 201


def test_m20_a_reminder_is_listed_silenced_and_restored(
    cloud: Cloud, host: Person, guest: Person
) -> None:
    event = host.announce(soon(days=2))
    guest.ask(event)
    host.approve(event, guest)

    def silenced() -> dict[str, bool]:
        found = guest.see("/me/reminders")["items"]
        return {each["which"]: each["silenced"] for each in found}

    assert silenced() == {"day": False, "hour": False}
    path = f"/me/reminders/{event['id']}"
    assert codes([guest.delete(f"{path}/day"), guest.delete(f"{path}/day")]) == [204, 204]
    assert silenced() == {"day": True, "hour": False}
    moments = eventually(lambda: cloud.schedules(event["id"]), lambda found: "day" in found)
    cloud.invoke("RemindGuests", moments["day"].message)
    host.is_told(event, "reminder_day")
    assert guest.notices(event, "reminder_day") == []
    assert guest.put(f"{path}/day").status_code == 204
    assert silenced() == {"day": False, "hour": False}


def test_m15_s10_one_takes_the_own_data_and_goes(
    host: Person, guest: Person, gather: MakeCrowd
) -> None:
    waits = gather(1)[0]
    event = host.announce(capacity=1, approval="automatic")
    own = guest.announce(soon(days=12))
    for who in (guest, waits):
        who.ask(event)
    waits.ask(own)
    exported = guest.see("/me/export")
    assert guest.email in str(exported)
    assert {event["id"], own["id"]} <= set(str(exported).split("'"))
    assert waits.email not in str(exported)
    assert guest.delete("/me").status_code == 202
    waits.is_told(event, "seat_from_waitlist")
    waits.is_told(own, "event_cancelled")
    assert seats(host.event(event)) == (1, 0)
    eventually(lambda: host.get(f"/users/{guest.id}").status_code, lambda status: status == 404)
