"""Situation 6: who has a seat at a moved event, and every copy of its time."""

from functools import partial

from tests.stack.conftest import MakePerson
from tests.stack.people import FILMS, Person, codes, moment, new_address, seats, soon
from tests.stack.waiting import eventually


def test_s6_a_guest_with_a_clash_is_moved_and_keeps_the_seat_until_it_is_cleared(
    host: Person, guest: Person, make: MakePerson
) -> None:
    other = make("Olga")
    clash = other.announce(soon(days=11), approval="automatic", film_id=FILMS[1])
    event = host.announce(soon(days=10))
    guest.ask(clash)
    guest.ask(event)
    host.approve(event, guest)
    new_start = moment(clash["starts_at"])
    host.change(event, starts_at=new_start.isoformat())

    eventually(partial(guest.status, event), lambda status: status == "moved")
    guest.is_mailed(event, guest.is_told(event, "booking_moved"))
    assert seats(host.event(event)) == (1, 4)
    booking = guest.see(f"/events/{event['id']}/bookings/me")
    assert soon() < moment(booking["respond_by"]) < new_start
    assert "confirm" in guest.event(event)["actions"]
    assert guest.event(event)["place"]["address"]

    refused = guest.do("confirm", event)
    assert codes([refused]) == ["time_conflict"]
    assert [each["event_id"] for each in refused.json()["conflicts"]] == [clash["id"]]
    assert guest.do("withdraw", clash).status_code == 200
    assert guest.do("confirm", event).json()["status"] == "confirmed"
    assert seats(host.event(event)) == (1, 4)


def test_s6_agenda_lists_and_search_follow_a_moved_event(
    host: Person, moderator: Person, guest: Person, make: MakePerson
) -> None:
    old, new = soon(days=10), soon(days=11)
    city = new_address("city").partition("@")[0]
    place = {"kind": "cinema", "city": city, "latitude": -45.5, "longitude": 170.5}
    event = host.announce(old, place=place)
    host.make_moderator(event, moderator)
    guest.ask(event)
    host.approve(event, guest)
    host.change(event, starts_at=new.isoformat())

    def listed(who: Person, path: str, **params: str) -> list[str]:
        shown = [each.get("event", each) for each in who.see(path, **params)["items"]]
        return [each["starts_at"] for each in shown if each["id"] == event["id"]]

    for look in (
        partial(listed, guest, "/me/bookings"),
        partial(listed, guest, "/me/bookings", when="upcoming"),
        partial(listed, host, "/me/events"),
        partial(listed, moderator, "/me/events", role="moderator"),
        partial(listed, guest, "/events", city=city),
        partial(listed, guest, "/events", near="-45.5,170.5"),
        partial(listed, guest, "/events", **{"from": new.isoformat(), "query": city}),
    ):
        eventually(look, lambda found: [moment(each) for each in found] == [new])
    assert listed(guest, "/events", city=city, to=soon(days=10, hours=12).isoformat()) == []

    # Both are free at the old time now, and busy at the new one.
    at_old = make("Olga").announce(old, approval="automatic")
    at_new = make("Oleg").announce(new, approval="automatic")
    eventually(lambda: guest.ask(at_old).json().get("status"), lambda status: status == "confirmed")
    refused = guest.ask(at_new)
    assert codes([refused]) == ["time_conflict"]
    assert [each["event_id"] for each in refused.json()["conflicts"]] == [event["id"]]
    host.announce(old, film_id=FILMS[1])
    clash = {"film_id": FILMS[1], "time_zone": "UTC", "capacity": 1}
    place = {"kind": "online"}
    refused = host.post("/events", clash | {"starts_at": new.isoformat(), "place": place})
    assert codes([refused]) == ["time_conflict"]


def test_s6_a_cancelled_event_keeps_nobody_busy_and_a_restored_one_asks_again(
    host: Person, guest: Person, make: MakePerson
) -> None:
    event = host.announce(soon(days=10))
    guest.ask(event)
    host.approve(event, guest)
    host.post(f"/events/{event['id']}/cancel")
    meanwhile = make("Olga").announce(soon(days=10), approval="automatic")
    eventually(
        lambda: guest.ask(meanwhile).json().get("status"), lambda status: status == "confirmed"
    )
    host.post(f"/events/{event['id']}/restore")
    eventually(partial(guest.status, event), lambda status: status == "moved")
    guest.is_told(event, "booking_moved")
    assert seats(host.event(event)) == (1, 4)
