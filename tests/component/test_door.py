"""The door (M34, R23): tickets, check-in, who came and who did not, with exact counts."""

from datetime import timedelta
from typing import Any

import pytest

from seance.bookings import tickets
from tests.component.clock import Clock
from tests.component.gateway import Answer, Person, World
from tests.component.pump import Pump
from tests.component.storage import refused

Event = dict[str, Any]


@pytest.fixture
def event(world: World, host: Person, guest: Person) -> Event:
    """Tomorrow's; the guest has a seat."""
    event = host.announce()
    assert guest.ask(event).status == 201
    assert host.act("approve", event, guest).status == 200
    return event


def counts(person: Person) -> list[int]:
    found = person.get("/me").body["attendance"]
    return [found[name] for name in ("came", "missed", "late")]


def check_in(person: Person, event: Event, code: str) -> Answer:
    return person.post(f"/events/{event['id']}/check-in", {"code": code})


def say(person: Person, event: Event, guest: Person, came: bool | None) -> int:
    path = f"/events/{event['id']}/attendance/{guest.id}"
    return person.put(path, {"came": came}).status


def at_the_door(person: Person, event: Event) -> dict[str, bool | None]:
    answer = person.get(f"/events/{event['id']}/door")
    assert answer.status == 200, answer.body
    return {each["guest"]["name"]: each["came"] for each in answer.body["items"]}


def test_m34_a_confirmed_guest_alone_has_a_ticket_and_opening_it_records_nothing(
    world: World, host: Person, guest: Person, event: Event, clock: Clock
) -> None:
    ticket = guest.booking(event)["ticket"]
    assert tickets.read(ticket["code"])
    assert guest.sees(event)["my_booking"]["ticket"] == ticket
    (own,) = guest.get("/me/bookings").body["items"]
    assert own["ticket"] == ticket
    assert host.get(f"/events/{event['id']}/bookings/{guest.id}").body["ticket"] is None
    assert world.person("Vera").ask(event).body["ticket"] is None

    picture = world.nobody.get(ticket["qr_url"].partition("/api/v1")[2])
    assert (picture.status, picture.headers["content-type"]) == (200, "image/svg+xml")
    assert picture.body.startswith("<svg ")
    clock.to(event["starts_at"])
    assert at_the_door(host, event) == {guest.name: None}
    refused(lambda: world.nobody.get("/public/tickets/nothing.svg"), 404, "not_found")


def test_m34_the_host_side_checks_a_guest_in_by_the_code_however_it_is_typed(
    world: World, host: Person, guest: Person, event: Event, clock: Clock
) -> None:
    moderator = world.person("Mara")
    host.appoint(event, moderator)
    code = guest.booking(event)["ticket"]["code"]
    clock.to(event["starts_at"], hours=-1)
    typed = f"  {code.lower().replace('-', ' ').replace('0', 'o')} "

    for _ in range(2):
        answer = check_in(moderator, event, typed)
        assert answer.status == 200, answer.body
        assert answer.body["guest"]["id"] == guest.id

    assert at_the_door(host, event) == {guest.name: True}
    assert counts(guest) == [1, 0, 0]
    refused(lambda: check_in(guest, event, code), 403, "forbidden")


def test_m34_a_code_is_good_for_its_event_alone_and_while_it_is_a_ticket(
    world: World, host: Person, guest: Person, event: Event, clock: Clock
) -> None:
    code = guest.booking(event)["ticket"]["code"]
    other = host.announce(film_id="alien-1979", starts_at=event["ends_at"])
    clock.to(event["starts_at"], minutes=-1)
    last = "1" if code[-1] == "0" else "0"
    for wrong in (code[:-1] + last, "?", "0" * 10):
        refused(lambda: check_in(host, event, wrong), 404, "not_found")  # noqa: B023
    assert guest.act("withdraw", event).status == 200
    refused(lambda: check_in(host, event, code), 404, "not_found")
    clock.to(other["starts_at"])
    refused(lambda: check_in(host, other, code), 404, "not_found")


@pytest.mark.parametrize(
    ("ahead", "status"), [(-2.01, 409), (-1.99, 200), (47.9, 200), (48.1, 409)]
)
def test_r23_the_door_is_open_from_two_hours_before_the_start_to_48_hours_after(
    host: Person, guest: Person, event: Event, clock: Clock, ahead: float, status: int
) -> None:
    code = guest.booking(event)["ticket"]["code"]
    clock.to(event["starts_at"], hours=ahead)
    assert host.get(f"/events/{event['id']}/door").status == status
    assert check_in(host, event, code).status == status
    assert say(host, event, guest, False) == (204 if status == 200 else status)


def test_r23_came_missed_and_not_taken_are_three_states_and_counts_are_exact(
    world: World, host: Person, guest: Person, event: Event, clock: Clock
) -> None:
    stranger = world.person("Vera")
    clock.to(event["ends_at"])
    for came, expected in (
        (True, [1, 0, 0]),
        (False, [0, 1, 0]),
        (False, [0, 1, 0]),
        (None, [0, 0, 0]),
        (None, [0, 0, 0]),
        (True, [1, 0, 0]),
    ):
        assert say(host, event, guest, came) == 204
        assert at_the_door(host, event) == {guest.name: came}
        assert counts(guest) == expected
    assert say(guest, event, guest, True) == 403
    assert say(host, event, stranger, True) == 404


def test_r23_who_withdraws_within_three_hours_is_late_until_they_come_after_all(
    host: Person, guest: Person, event: Event, clock: Clock
) -> None:
    clock.to(event["starts_at"], hours=-2.5)
    for _ in range(2):
        assert guest.act("withdraw", event).status == 200
    assert counts(guest) == [0, 0, 1]
    assert guest.ask(event).status == 201
    assert counts(guest) == [0, 0, 0]
    assert host.act("approve", event, guest).status == 200
    clock.to(event["starts_at"], hours=-1)
    assert say(host, event, guest, True) == 204
    assert counts(guest) == [1, 0, 0]
    assert guest.act("withdraw", event).status == 200  # came, and left before it began
    assert counts(guest) == [0, 0, 1]


def test_r23_who_withdraws_early_or_is_removed_is_not_late(
    world: World, host: Person, guest: Person, event: Event, clock: Clock
) -> None:
    other = world.confirmed(event, host)
    clock.to(event["starts_at"], hours=-3.1)
    assert guest.act("withdraw", event).status == 200
    clock.to(event["starts_at"], hours=-1)
    assert host.act("remove", event, other).status == 200
    assert counts(guest) == counts(other) == [0, 0, 0]


def test_r23_who_gives_a_seat_up_for_another_within_three_hours_is_late(
    world: World, guest: Person, event: Event, clock: Clock
) -> None:
    vera = world.person("Vera")
    guest.follow(vera)
    there = vera.announce(starts_at=event["starts_at"])
    vera.invite(there, guest)
    clock.to(event["starts_at"], hours=-2.5)
    body = {"instead_of": [event["id"]]}
    assert guest.post(f"/events/{there['id']}/bookings/me/accept", body).status == 200
    assert counts(guest) == [0, 0, 1]


def test_r23_who_gives_a_seat_up_for_a_moved_one_within_three_hours_is_late(
    world: World, guest: Person, pump: Pump, event: Event, clock: Clock
) -> None:
    vera = world.person("Vera")
    there = vera.announce(approval="automatic", starts_at=event["ends_at"])
    assert guest.ask(there).status == 201
    vera.edit(there, starts_at=event["starts_at"])
    pump.run()
    clock.to(event["starts_at"], hours=-2.5)
    body = {"instead_of": [event["id"]]}
    assert guest.post(f"/events/{there['id']}/bookings/me/confirm", body).status == 200
    assert counts(guest) == [0, 0, 1]


def test_r23_who_is_removed_after_the_check_in_did_not_come(
    host: Person, guest: Person, event: Event, clock: Clock
) -> None:
    clock.to(event["starts_at"], hours=-1)
    assert say(host, event, guest, True) == 204
    assert host.act("remove", event, guest).status == 200
    assert counts(guest) == [0, 0, 0]


def test_r23_counts_are_shown_to_the_guest_and_to_hosts_whom_the_guest_asks(
    world: World, host: Person, guest: Person, event: Event, clock: Clock
) -> None:
    clock.to(event["ends_at"])
    assert say(host, event, guest, False) == 204
    olga, clara = world.person("Olga"), world.person("Clara")
    clock.forward(days=1)
    film = olga.announce(starts_at=_in_two_days(clock))
    assert guest.ask(film).status == 201
    (asked,) = olga.get(f"/events/{film['id']}/bookings").body["items"]
    assert asked["guest"]["attendance"] == {"came": 0, "missed": 1, "late": 0}
    assert olga.act("approve", film, guest).status == 200
    clara.ask(film)
    assert olga.act("approve", film, clara).status == 200
    company = clara.get(f"/events/{film['id']}/bookings").body["items"]
    assert {each["guest"]["attendance"] for each in company if each["guest"]["id"] == guest.id} == {
        None
    }
    assert clara.get(f"/users/{guest.id}").body["attendance"] is None


def _in_two_days(clock: Clock) -> str:
    return (clock.moment + timedelta(days=2)).isoformat().replace("+00:00", "Z")


def test_r23_who_is_gone_is_at_the_door_without_a_name_and_counts_nowhere(
    host: Person, guest: Person, event: Event, clock: Clock, pump: Pump
) -> None:
    clock.to(event["starts_at"])
    assert guest.delete("/me").status == 202
    pump.run()
    clock.forward(minutes=5)
    pump.run()
    assert say(host, event, guest, True) == 204
    assert list(at_the_door(host, event).values()) == [True]
    assert guest.name not in at_the_door(host, event)


def test_m34_the_guest_is_told_once_of_each_state(
    host: Person, guest: Person, event: Event, clock: Clock, pump: Pump
) -> None:
    clock.to(event["ends_at"])
    for came in (False, None, False, True, False):
        assert say(host, event, guest, came) == 204
        pump.run()
    told = [
        each["text"]
        for each in guest.get("/me/notices").body["items"]
        if each["kind"] == "attendance_recorded"
    ]
    assert len(told) == len(set(told)) == 2
    assert "attendance_recorded" not in [
        each["kind"] for each in host.get("/me/notices").body["items"]
    ]
