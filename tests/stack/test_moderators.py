"""R16: who may decide, and from when until when (situation 11)."""

from tests.stack.conftest import MakeCrowd
from tests.stack.people import Person, codes


def test_s11_a_removed_moderator_loses_the_rights_at_once(
    host: Person, moderator: Person, gather: MakeCrowd
) -> None:
    one, other = gather(2)
    event = host.announce()
    one.ask(event)
    other.ask(event)
    assert codes([moderator.decide("approve", event, one)]) == ["forbidden"]
    host.make_moderator(event, moderator)
    assert moderator.event(event)["my_role"] == "moderator"
    assert moderator.decide("approve", event, one).status_code == 200
    moderator.is_told(event, "moderator_added")

    path = f"/events/{event['id']}/moderators/{moderator.id}"
    assert host.delete(path).status_code == 204
    assert codes([moderator.decide("approve", event, other)]) == ["forbidden"]
    assert codes([moderator.decide("remove", event, one)]) == ["forbidden"]
    assert codes([moderator.get(f"/events/{event['id']}/bookings")]) == ["forbidden"]
    assert moderator.event(event)["place"].get("address") is None
    assert host.delete(path).status_code == 204
    moderator.is_told(event, "moderator_removed")
    assert other.status(event) == "requested"


def test_s11_a_moderator_who_unfollows_stays_one(
    host: Person, moderator: Person, guest: Person
) -> None:
    event = host.announce()
    host.make_moderator(event, moderator)
    guest.ask(event)
    assert moderator.delete(f"/me/following/{host.id}").status_code == 204
    assert moderator.decide("approve", event, guest).status_code == 200
    assert [each["id"] for each in moderator.see("/me/events", role="moderator")["items"]] == [
        event["id"]
    ]


def test_r16_a_moderator_decides_neither_on_oneself_nor_on_the_event(
    host: Person, moderator: Person
) -> None:
    event = host.announce()
    host.make_moderator(event, moderator)
    assert moderator.ask(event).json()["status"] == "requested"
    assert codes([moderator.decide("approve", event, moderator)]) == ["forbidden"]
    assert codes([moderator.post(f"/events/{event['id']}/cancel")]) == ["forbidden"]
    assert codes([host.ask(event)]) == ["forbidden"]
