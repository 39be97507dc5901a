"""R1, R2: seats under real concurrency (situations 1, 2 and 4)."""

from functools import partial

from tests.stack.conftest import MakeCrowd
from tests.stack.people import Person, codes, seats
from tests.stack.waiting import at_once, eventually, side_by_side


def test_s1_two_approvals_of_the_last_seat_give_it_once(
    host: Person, moderator: Person, gather: MakeCrowd
) -> None:
    rounds = 20
    event = host.announce(capacity=1)
    host.make_moderator(event, moderator)
    guests = gather(rounds + 1)
    side_by_side(*(partial(each.ask, event) for each in guests))
    waiting = list(guests)
    for taken in range(rounds):
        assert seats(host.event(event)) == (taken, 1)
        one, other = waiting[:2]
        answers = at_once(
            partial(host.decide, "approve", event, one),
            partial(moderator.decide, "approve", event, other),
        )
        assert sorted(codes(answers), key=str) == [200, "sold_out"]
        waiting.remove(one if answers[0].status_code == 200 else other)
        if taken + 1 < rounds:
            host.change(event, capacity=taken + 2)
    assert seats(host.event(event)) == (rounds, 0)
    assert [each.status(event) for each in waiting] == ["requested"]


def test_s2_forty_requests_for_ten_seats_are_normal_and_the_eleventh_approval_is_refused(
    host: Person, guest: Person, gather: MakeCrowd
) -> None:
    event = host.announce(capacity=10)
    guests = gather(40)
    answers = side_by_side(*(partial(each.ask, event) for each in guests))
    assert {answer.json()["status"] for answer in answers} == {"requested"}
    body = {"approve": [each.id for each in guests[:10]]}
    decided = host.post(f"/events/{event['id']}/bookings/decide", body).json()["results"]
    assert [each["status"] for each in decided] == ["confirmed"] * 10
    eleventh = host.decide("approve", event, guests[10])
    assert (eleventh.status_code, eleventh.json()["code"]) == (409, "sold_out")
    assert seats(host.event(event)) == (10, 0)
    still = host.see(f"/events/{event['id']}/bookings", status="requested", limit=100)["items"]
    assert len(still) == 30
    assert guest.ask(event).json()["status"] == "waitlisted"


def test_s4_contention_is_not_sold_out(host: Person, moderator: Person, gather: MakeCrowd) -> None:
    event = host.announce(capacity=12)
    host.make_moderator(event, moderator)
    guests = gather(12)
    side_by_side(*(partial(each.ask, event) for each in guests))
    deciders = [host, moderator] * 6
    answers = at_once(
        *(
            partial(who.decide, "approve", event, each)
            for who, each in zip(deciders, guests, strict=True)
        )
    )
    assert codes(answers) == [200] * 12
    assert seats(host.event(event)) == (12, 0)


def test_r1_24_guests_at_once_for_5_seats_then_the_waitlist_moves_up_in_order(
    host: Person, gather: MakeCrowd
) -> None:
    event = host.announce(capacity=5, approval="automatic")
    guests = gather(24)
    answers = at_once(*(partial(each.ask, event) for each in guests))
    assert codes(answers) == [201] * 24
    got = [answer.json()["status"] for answer in answers]
    assert (got.count("confirmed"), got.count("waitlisted")) == (5, 19)
    assert seats(host.event(event)) == (5, 0)
    eventually(lambda: host.event(event)["waitlist_length"], lambda length: length == 19)

    places = {
        each.see(f"/events/{event['id']}/bookings/me")["waitlist_position"]: each
        for each, status in zip(guests, got, strict=True)
        if status == "waitlisted"
    }
    assert sorted(places) == list(range(1, 20))
    leaving = [each for each, status in zip(guests, got, strict=True) if status == "confirmed"]
    for position, who in enumerate(leaving[:3], start=1):
        assert who.do("withdraw", event).status_code == 200
        promoted = places[position]
        promoted.is_told(event, "seat_from_waitlist")
        assert promoted.status(event) == "confirmed"
        assert places[position + 1].status(event) == "waitlisted"
        assert who.status(event) == "withdrawn"
        assert seats(host.event(event)) == (5, 0)


def test_r2_a_request_sent_many_times_at_once_is_one_booking(host: Person, guest: Person) -> None:
    event = host.announce()
    answers = at_once(*[lambda: guest.ask(event)] * 6)
    assert set(codes(answers)) <= {200, 201}
    assert len({answer.json()["requested_at"] for answer in answers}) == 1
    assert {answer.json()["version"] for answer in answers} == {1}
    assert len(host.see(f"/events/{event['id']}/bookings")["items"]) == 1


def test_r4_one_guest_confirmed_at_two_places_at_once_gets_one(
    host: Person, moderator: Person, guest: Person
) -> None:
    one, other = host.announce(), moderator.announce()
    guest.ask(one)
    guest.ask(other)
    answers = at_once(
        lambda: host.decide("approve", one, guest),
        lambda: moderator.decide("approve", other, guest),
    )
    assert sorted(codes(answers), key=str) == [200, "time_conflict"]
    assert sorted([guest.status(one), guest.status(other)]) == ["confirmed", "requested"]
