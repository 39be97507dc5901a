"""A guest asks for a seat (M7): R1, R2, R4, and the waitlist."""

from typing import Any

import pytest

from seance.bookings import lists
from seance.cloud import config
from tests.budgets.units import counting
from tests.component.clock import Clock
from tests.component.gateway import Person, World, at
from tests.component.pump import Pump
from tests.component.storage import dump, refused, same_twice


def test_a_manual_event_takes_a_request(host: Person, guest: Person) -> None:
    event = host.announce()

    answer = same_twice(
        lambda: guest.post(f"/events/{event['id']}/bookings", {"message": "  Можно? "}), 200
    )

    assert answer.status == 201
    booking = answer.body
    assert booking["event_id"] == event["id"]
    assert (booking["guest"]["id"], booking["guest"]["name"]) == (guest.id, "Boris")
    assert (booking["status"], booking["message"]) == ("requested", "Можно?")
    assert (booking["version"], booking["decided_at"], booking["respond_by"]) == (1, None, None)
    assert (booking["extra_seat"], booking["is_super"], booking["invited_by"]) == (
        False,
        False,
        None,
    )
    assert host.sees(event)["seats_taken"] == 0
    booking["guest"]["attendance"] = None  # counts are not in the copy that an event's page shows
    assert guest.sees(event)["my_booking"] == booking
    assert (guest.sees(event)["my_role"], guest.sees(event)["actions"]) == ("guest", ["withdraw"])


def test_an_automatic_event_confirms_at_once(host: Person, guest: Person) -> None:
    event = host.announce(approval="automatic", capacity=2)

    answer = same_twice(lambda: guest.ask(event), 200)

    assert (answer.status, answer.body["status"]) == (201, "confirmed")
    assert guest.sees(event)["seats_left"] == 1


def test_a_second_request_answers_with_the_booking_that_exists(
    world: World, host: Person, guest: Person
) -> None:
    event = host.announce(approval="automatic", capacity=1)
    first = guest.ask(event).body

    again = guest.post(f"/events/{event['id']}/bookings", {"message": "anders"})

    assert (again.status, again.body) == (200, first)
    assert host.sees(event)["seats_taken"] == 1


@pytest.mark.parametrize("approval", ["manual", "automatic"])
def test_who_asks_when_it_is_full_waits_in_the_order_of_asking(
    world: World, host: Person, approval: str
) -> None:
    event = host.announce(approval=approval, capacity=1)
    world.confirmed(event, host)
    waiting = world.people(3)

    answers = [person.ask(event).body for person in waiting]

    assert [each["status"] for each in answers] == ["waitlisted"] * 3
    assert [each["waitlist_position"] for each in answers] == [1, 2, 3]
    seen = waiting[2].sees(event)
    assert (seen["my_booking"]["waitlist_position"], seen["waitlist_length"]) == (3, 3)
    waiting[0].act("withdraw", event)
    assert [each.booking(event)["waitlist_position"] for each in waiting] == [None, 1, 2]


def test_a_place_far_behind_is_told_by_number(
    world: World, host: Person, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "EXACTLY", 3)
    event = host.announce(approval="automatic", capacity=1)
    holder, *people = world.people(9)

    def places() -> list[int | None]:
        return [each.booking(event)["waitlist_position"] for each in people]

    asked = [each.ask(event).body["waitlist_position"] for each in (holder, *people)]
    assert asked == [None, 1, 2, 3, 4, 5, 6, 7, 8]
    assert places() == [1, 2, 3, 4, 5, 6, 7, 8]
    assert people[7].sees(event)["my_booking"]["waitlist_position"] == 8
    holder.act("withdraw", event)
    pump.run()
    assert places() == [None, 1, 2, 3, 4, 5, 6, 7]
    people[7].act("withdraw", event)  # who comes last goes: taken for one of those before
    assert places() == [None, 1, 2, 3, 4, 4, 5, None]
    people[7].ask(event)
    assert places()[-1] == 7


def test_a_place_costs_a_bounded_number_of_rows(
    world: World, host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "EXACTLY", 3)
    event = host.announce(approval="automatic", capacity=1)
    people = world.people(12)
    for person in people:
        person.ask(event)
    with counting() as looking:
        assert people[-1].booking(event)["waitlist_position"] == 11
    (line,) = [asked for _, asked in looking.calls if asked.get("IndexName") == "by_time"]
    assert (line["Limit"], line["Select"]) == (4, "COUNT")


def test_what_can_be_done_with_a_full_event_is_to_wait(
    world: World, host: Person, guest: Person
) -> None:
    event = host.announce(capacity=1)
    assert guest.sees(event)["actions"] == ["request"]
    world.confirmed(event, host)
    assert guest.sees(event)["actions"] == ["join_waitlist"]


def test_forty_requests_for_ten_seats_are_normal(world: World, host: Person) -> None:
    event = host.announce(capacity=2)
    people = world.people(8)

    assert {person.ask(event).body["status"] for person in people} == {"requested"}

    assert [host.act("approve", event, person).status for person in people[:2]] == [200, 200]
    for person in people[2:]:
        refused(person_approved(host, event, person), 409, "sold_out", "raise_capacity")
    assert host.sees(event)["seats_taken"] == 2


def person_approved(host: Person, event: dict[str, Any], person: Person) -> Any:
    """To be asked for later."""
    return lambda: host.act("approve", event, person)


def test_the_host_takes_no_seat_of_the_own_event(host: Person) -> None:
    event = host.announce()

    refused(lambda: host.ask(event), 403, "forbidden")
    assert "request" not in host.sees(event)["actions"]


def test_a_moderator_may_be_a_guest(world: World, host: Person) -> None:
    event = host.announce()
    moderator = world.person("Mila")
    host.appoint(event, moderator)

    assert moderator.ask(event).body["is_super"] is True
    assert host.act("approve", event, moderator).body["status"] == "confirmed"
    assert moderator.sees(event)["my_role"] == "moderator"


def test_a_guest_who_is_busy_gets_no_seat_of_an_automatic_event(world: World, host: Person) -> None:
    first = host.announce()
    guest = world.confirmed(first, host)
    other = world.person("Olga").announce(approval="automatic")

    answer = refused(lambda: guest.ask(other), 409, "time_conflict", "choose_other_time")

    assert [each["event_id"] for each in answer.body["conflicts"]] == [first["id"]]


def test_a_host_who_hosts_then_is_busy(world: World, host: Person) -> None:
    other = world.person("Olga").announce(approval="automatic")
    own = host.announce()

    answer = refused(lambda: host.ask(other), 409, "time_conflict", "choose_other_time")

    assert answer.body["conflicts"][0]["event_id"] == own["id"]


def test_a_busy_guest_may_ask_and_wait(world: World, host: Person) -> None:
    first = host.announce()
    guest = world.confirmed(first, host)
    manual = world.person("Olga").announce()

    assert guest.ask(manual).body["status"] == "requested"


@pytest.mark.parametrize("left_by", ["withdraw", "refuse"])
def test_who_left_may_ask_again(world: World, host: Person, left_by: str) -> None:
    event = host.announce()
    guest = world.follower(host)
    if left_by == "refuse":
        host.invite(event, guest)
    else:
        guest.ask(event)
    guest.act(left_by, event)

    again = guest.ask(event)

    assert (again.status, again.body["status"]) == (201, "requested")
    assert again.body["version"] == 3


@pytest.mark.parametrize("action", ["decline", "remove", "revoke"])
def test_an_answer_of_the_host_is_final_for_asking(world: World, host: Person, action: str) -> None:
    event = host.announce()
    guest = world.follower(host)
    if action == "revoke":
        host.invite(event, guest)
    else:
        guest.ask(event)
    if action == "remove":
        host.act("approve", event, guest)
    host.act(action, event, guest)

    refused(lambda: guest.ask(event), 409, "wrong_status", "wait_for_invitation")
    assert guest.sees(event)["actions"] == []


def test_who_is_invited_and_asks_is_still_invited(world: World, host: Person) -> None:
    event = host.announce()
    guest = world.follower(host)
    host.invite(event, guest)

    answer = guest.ask(event)

    assert (answer.status, answer.body["status"]) == (200, "invited")


@pytest.mark.parametrize("minutes", [0, 30])
def test_nobody_asks_after_the_start(
    host: Person, guest: Person, clock: Clock, minutes: int
) -> None:
    event = host.announce()
    clock.to(event["starts_at"], minutes=minutes)

    refused(lambda: guest.ask(event), 409, "event_started")
    assert guest.sees(event)["actions"] == []


def test_a_newcomers_first_request_makes_the_profile(world: World, host: Person) -> None:
    event = host.announce()
    newcomer = Person(world.api, "Nina")

    assert newcomer.ask(event).body["guest"]["name"] == "Nina"
    assert (f"USER#{newcomer.id}", "PROFILE") in dump("main")


@pytest.mark.parametrize(
    "body",
    ["[]", '{"status": "confirmed"}', '{"message": 5}', '{"message": "\\u0000"}', "{", '"x"'],
)
@pytest.mark.parametrize(
    "path",
    ["", "/me/withdraw", "/me/accept", "/me/refuse", "/me/confirm", "/G/approve", "/G/decline", "/G/remove", "/G/revoke"],
)  # fmt: skip
def test_a_wrong_body_books_and_decides_nothing(
    host: Person, guest: Person, path: str, body: str
) -> None:
    event = host.announce()
    guest.ask(event)
    caller = host if "/G/" in path else guest
    full = f"/events/{event['id']}/bookings{path.replace('/G/', f'/{guest.id}/')}"

    refused(lambda: caller.post(full, body), 422, "validation_failed")


def test_a_message_of_two_thousand_characters_is_the_longest(host: Person, guest: Person) -> None:
    event = host.announce(starts_at=at(days=9))
    path = f"/events/{event['id']}/bookings"

    refused(lambda: guest.post(path, {"message": "я" * 2001}), 422, "validation_failed")
    assert guest.post(path, {"message": "я" * 2000}).status == 201


def test_a_big_automatic_event_keeps_its_seats_in_shards(
    world: World, host: Person, sharded: None
) -> None:
    event = host.announce(approval="automatic", capacity=5)
    people = world.people(6)

    statuses = [person.ask(event).body["status"] for person in people]

    assert statuses == ["confirmed"] * 5 + ["waitlisted"]
    assert len([key for key in dump("main") if key[0].startswith("SEATS#")]) == 1
    assert (host.sees(event)["seats_taken"], host.sees(event)["seats_left"]) == (5, 0)
    refused(lambda: host.edit(event, capacity=4), 409, "seats_taken", "remove_guests_first")
    people[0].act("withdraw", event)
    assert host.sees(event)["seats_left"] == 1
    assert host.edit(event, capacity=4).body["seats_left"] == 0
    assert host.edit(event, capacity=8).body["seats_left"] == 4


@pytest.fixture
def sharded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two seats make a shard."""
    monkeypatch.setenv("SEATS_PER_SHARD", "2")
    config.settings.cache_clear()
