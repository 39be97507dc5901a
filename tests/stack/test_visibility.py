"""R6: to whom an event is not shown, it does not exist."""

from functools import partial

from tests.stack.people import Event, Person, codes, soon
from tests.stack.waiting import eventually


def finds(who: Person, event: Event, **filters: str) -> bool:
    """Whether a search shows the event."""
    found = who.see("/events", limit=100, **filters)["items"]
    return event["id"] in [each["id"] for each in found]


def is_nothing_to(who: Person, event: Event) -> None:
    assert (
        codes(
            [
                who.get(f"/events/{event['id']}"),
                who.ask(event),
                who.get(f"/events/{event['id']}/bookings"),
                who.get(f"/public/events/{event['id']}"),
            ]
        )
        == ["not_found"] * 4
    )
    assert not finds(who, event)


def test_r6_events_for_followers_exist_for_who_follows_and_as_long_as_they_do(
    host: Person, guest: Person
) -> None:
    event = host.announce(visibility="followers")
    is_nothing_to(guest, event)
    guest.follow(host)
    assert guest.event(event)["my_role"] == "none"
    eventually(partial(finds, guest, event), what="The event in the search")
    eventually(partial(finds, guest, event, visibility="followers"))
    later = host.announce(soon(days=15), visibility="followers")
    guest.is_told(later, "event_announced")
    eventually(partial(finds, guest, later))
    assert guest.delete(f"/me/following/{host.id}").status_code == 204
    is_nothing_to(guest, event)
    is_nothing_to(guest, later)


def test_r6_who_unfollows_keeps_an_existing_booking(host: Person, guest: Person) -> None:
    event = host.announce(visibility="followers")
    guest.follow(host)
    guest.ask(event)
    host.approve(event, guest)
    assert guest.delete(f"/me/following/{host.id}").status_code == 204
    assert guest.event(event)["my_booking"]["status"] == "confirmed"
    eventually(partial(finds, guest, event))


def test_r6_events_for_the_invited_exist_for_the_invited(
    host: Person, moderator: Person, guest: Person
) -> None:
    event = host.announce(visibility="invite_only")
    for who in (moderator, guest):
        who.follow(host)
    is_nothing_to(moderator, event)
    assert (
        host.post(f"/events/{event['id']}/invitations", {"guest_id": guest.id}).status_code == 201
    )
    guest.is_told(event, "invited")
    eventually(partial(finds, guest, event))
    assert guest.do("accept", event).json()["status"] == "confirmed"
    is_nothing_to(moderator, event)


def test_r6_a_public_event_is_announced_to_followers_and_found_by_everybody(
    host: Person, guest: Person, moderator: Person
) -> None:
    guest.follow(host)
    event = host.announce()
    guest.is_mailed(event, guest.is_told(event, "event_announced"))
    eventually(partial(finds, moderator, event, **{"from": soon(days=9).isoformat()}))
    assert moderator.kinds(event) == []
