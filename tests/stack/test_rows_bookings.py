"""M7–M11: guests ask, hosts and moderators decide, invite and help each other."""

from tests.stack.conftest import MakeCrowd
from tests.stack.people import Event, Person, codes, seats, soon
from tests.stack.waiting import eventually


def test_m7_a_guest_asks_and_sees_own_bookings_by_status_and_pages(
    host: Person, guest: Person
) -> None:
    events = [host.announce(soon(days=50 + day)) for day in range(3)]
    asked = [guest.ask(event).json() for event in events]
    assert {each["status"] for each in asked} == {"requested"}
    host.approve(events[1], guest)
    assert guest.status(events[1]) == "confirmed"
    first = guest.see("/me/bookings", limit=2, when="upcoming")
    rest = guest.see("/me/bookings", limit=2, when="upcoming", cursor=first["next_cursor"])
    listed = [each["event"]["id"] for each in first["items"] + rest["items"]]
    assert listed == [each["id"] for each in events]
    confirmed = guest.see("/me/bookings", status="confirmed")["items"]
    assert [each["event_id"] for each in confirmed] == [events[1]["id"]]


def test_m8_host_and_moderator_decide_on_one_and_on_many(
    host: Person, moderator: Person, gather: MakeCrowd
) -> None:
    event = host.announce(capacity=2)
    host.make_moderator(event, moderator)
    first, second, third, fourth = gather(4)
    for who in (first, second, third, fourth):
        who.ask(event)
    path = f"/events/{event['id']}/bookings"
    pending = moderator.see(path, status="requested")["items"]
    assert [each["guest"]["id"] for each in pending] == [
        each.id for each in (first, second, third, fourth)
    ]
    assert moderator.decide("approve", event, first).json()["status"] == "confirmed"
    many = {"approve": [second.id, third.id], "decline": [fourth.id]}
    decided = host.post(f"{path}/decide", many).json()["results"]
    assert [each.get("status") or each["code"] for each in decided] == [
        "confirmed",
        "sold_out",
        "declined",
    ]
    assert host.decide("remove", event, first).json()["status"] == "removed"
    assert seats(host.event(event)) == (1, 1)
    again = first.ask(event)
    assert (again.json()["code"], again.json()["next_step"]) == (
        "wrong_status",
        "wait_for_invitation",
    )


def test_m9_a_follower_is_invited_with_an_extra_seat_and_accepts_or_refuses(
    host: Person, gather: MakeCrowd
) -> None:
    comes, accepts, refuses, stranger = gather(4)
    event = host.announce(capacity=1, approval="automatic")
    comes.ask(event)
    for who in (accepts, refuses):
        who.follow(host)

    def invite(guest: Person, **fields: object) -> tuple[int, str]:
        answer = host.post(f"/events/{event['id']}/invitations", {"guest_id": guest.id, **fields})
        return answer.status_code, answer.json().get("code") or answer.json()["status"]

    assert invite(accepts, extra_seat=True) == (201, "invited")
    assert invite(refuses) == (201, "invited")
    assert invite(stranger) == (409, "not_a_follower")
    full = refuses.do("accept", event)
    assert (full.json()["code"], full.json()["next_step"]) == ("sold_out", "join_waitlist")
    assert accepts.do("accept", event).json()["status"] == "confirmed"
    assert refuses.do("refuse", event).json()["status"] == "refused"
    assert seats(host.event(event)) == (2, 0)
    host.is_told(event, "invitation_accepted")
    host.is_told(event, "invitation_refused")


def test_m10_who_waits_sees_the_place_in_line_and_gets_the_seat_that_is_left(
    host: Person, gather: MakeCrowd
) -> None:
    comes, first, second = gather(3)
    event = host.announce(capacity=1, approval="automatic")
    for who in (comes, first, second):
        who.ask(event)

    def place_of(who: Person) -> int:
        booking: Event = who.see(f"/events/{event['id']}/bookings/me")
        return int(booking["waitlist_position"])

    assert (place_of(first), place_of(second)) == (1, 2)
    assert comes.do("withdraw", event).json()["status"] == "withdrawn"
    eventually(lambda: first.status(event), lambda status: status == "confirmed")
    first.is_told(event, "seat_from_waitlist")
    assert place_of(second) == 1


def test_m11_a_moderator_helps_until_the_rights_are_taken(
    host: Person, moderator: Person, gather: MakeCrowd
) -> None:
    asks, refused, follows = gather(3)
    event = host.announce()
    host.make_moderator(event, moderator)
    follows.follow(host)
    listed = host.see(f"/events/{event['id']}/moderators")
    people = listed["items"] if isinstance(listed, dict) else listed
    assert moderator.id in str(people)
    for who in (asks, refused):
        who.ask(event)
    invitation = {"guest_id": follows.id}
    assert codes(
        [
            moderator.decide("approve", event, asks),
            moderator.decide("decline", event, refused),
            moderator.post(f"/events/{event['id']}/invitations", invitation),
            host.delete(f"/events/{event['id']}/moderators/{moderator.id}"),
            moderator.decide("revoke", event, follows),
        ]
    ) == [200, 200, 201, 204, "forbidden"]
