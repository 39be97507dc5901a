"""The host side approves, declines and removes (M8), one or many at once."""

from typing import Any

import pytest

from tests.component.clock import Clock
from tests.component.gateway import Person, World
from tests.component.storage import everything, refused, same_twice


def put_into(status: str, world: World, host: Person, event: dict[str, Any]) -> Person:
    """A guest whose booking is in this status."""
    guest = world.follower(host, "Gleb")
    if status in {"invited", "refused", "revoked"}:
        host.invite(event, guest)
    else:
        guest.ask(event)
    if status in {"confirmed", "removed"}:
        host.act("approve", event, guest)
    step = {
        "declined": lambda: host.act("decline", event, guest),
        "removed": lambda: host.act("remove", event, guest),
        "revoked": lambda: host.act("revoke", event, guest),
        "withdrawn": lambda: guest.act("withdraw", event),
        "refused": lambda: guest.act("refuse", event),
    }.get(status)
    if step:
        assert step().status == 200
    return guest


@pytest.mark.parametrize(
    ("action", "start", "end"),
    [
        ("approve", "requested", "confirmed"),
        ("decline", "requested", "declined"),
        ("remove", "confirmed", "removed"),
        ("revoke", "invited", "declined"),
    ],
)
def test_the_host_decides_once_however_often_it_is_sent(
    world: World, host: Person, action: str, start: str, end: str
) -> None:
    event = host.announce()
    guest = put_into(start, world, host, event)
    path = f"/events/{event['id']}/bookings/{guest.id}/{action}"

    decided = same_twice(lambda: host.post(path, {"message": "Так вышло"}), 200).body

    assert (decided["status"], decided["decided_by"]) == (end, host.id)
    assert decided["decided_at"]
    assert decided["version"] >= 2
    assert guest.booking(event) | {"ticket": None} == decided  # a ticket is its guest's alone


@pytest.mark.parametrize(
    ("action", "start", "end"),
    [
        ("withdraw", "requested", "withdrawn"),
        ("withdraw", "confirmed", "withdrawn"),
        ("accept", "invited", "confirmed"),
        ("refuse", "invited", "refused"),
    ],
)
def test_the_guest_answers_once_however_often_it_is_sent(
    world: World, host: Person, action: str, start: str, end: str
) -> None:
    event = host.announce()
    guest = put_into(start, world, host, event)

    decided = same_twice(lambda: guest.act(action, event), 200).body

    assert (decided["status"], decided["decided_by"]) == (end, guest.id)
    assert guest.act(action, event, guest).body == decided  # by the own id as by `me`


HOST_STEPS = {
    "requested": "approve_or_decline",
    "invited": "revoke",
    "confirmed": "remove",
    "declined": "invite",
    "refused": "invite",
    "withdrawn": "invite",
    "removed": "invite",
}
GUEST_STEPS = {
    "requested": "wait_for_decision",
    "invited": "accept_or_refuse",
    "confirmed": "withdraw",
    "declined": "wait_for_invitation",
    "removed": "wait_for_invitation",
    "refused": "request",
    "withdrawn": "request",
}


@pytest.mark.parametrize(
    ("action", "status"),
    [
        *[("approve", each) for each in ("invited", "declined", "refused", "withdrawn", "removed")],
        *[("decline", each) for each in ("invited", "confirmed", "refused", "withdrawn", "removed")],
        *[("remove", each) for each in ("requested", "invited", "declined", "refused", "withdrawn")],
        *[("revoke", each) for each in ("requested", "confirmed", "refused", "withdrawn", "removed")],
        *[("withdraw", each) for each in ("invited", "declined", "refused", "removed")],
        *[("accept", each) for each in ("requested", "declined", "refused", "withdrawn", "removed")],
        *[("refuse", each) for each in ("requested", "confirmed", "declined", "withdrawn", "removed")],
        *[("confirm", each) for each in ("requested", "invited", "declined", "withdrawn", "removed")],
    ],
)  # fmt: skip
def test_what_the_state_table_does_not_know_is_refused(
    world: World, host: Person, action: str, status: str
) -> None:
    event = host.announce()
    guest = put_into(status, world, host, event)
    by = host if action in {"approve", "decline", "remove", "revoke"} else guest
    steps = HOST_STEPS if by is host else GUEST_STEPS

    refused(lambda: by.act(action, event, guest), 409, "wrong_status", steps[status])


@pytest.mark.parametrize("action", ["approve", "decline", "remove", "revoke"])
def test_what_nobody_asked_for_is_not_found(host: Person, guest: Person, action: str) -> None:
    event = host.announce()

    refused(lambda: host.act(action, event, guest), 404, "not_found")


@pytest.mark.parametrize("action", ["withdraw", "accept", "refuse", "confirm"])
def test_a_guest_without_a_booking_has_nothing_to_answer(
    host: Person, guest: Person, action: str
) -> None:
    event = host.announce()

    refused(lambda: guest.act(action, event), 404, "not_found")


def test_a_decline_after_a_withdrawal_frees_no_second_seat(world: World, host: Person) -> None:
    event = host.announce(capacity=2)
    guest = world.confirmed(event, host)
    guest.act("withdraw", event)

    refused(lambda: host.act("decline", event, guest), 409, "wrong_status", "invite")
    refused(lambda: host.act("remove", event, guest), 409, "wrong_status", "invite")
    assert host.sees(event)["seats_left"] == 2


def test_a_removed_guest_gives_the_seat_and_the_time_back(world: World, host: Person) -> None:
    event = host.announce(capacity=1)
    guest = world.confirmed(event, host)

    host.act("remove", event, guest)

    assert host.sees(event)["seats_left"] == 1
    assert guest.announce(film_id="alien-1979")


def test_a_withdrawn_guest_is_free_for_that_time(world: World, host: Person) -> None:
    event = host.announce()
    guest = world.confirmed(event, host)
    other = world.person("Olga").announce(approval="automatic")
    assert guest.ask(other).code == "time_conflict"

    guest.act("withdraw", event)

    assert guest.ask(other).body["status"] == "confirmed"


def test_a_busy_guest_is_not_approved_and_the_host_does_not_learn_why(
    world: World, host: Person
) -> None:
    event = host.announce()
    olga, guest = world.person("Olga"), world.person("Boris")
    elsewhere = olga.announce(approval="automatic")
    guest.ask(event)
    guest.ask(elsewhere)

    answer = refused(
        lambda: host.act("approve", event, guest), 409, "time_conflict", "choose_other_time"
    )

    assert "conflicts" not in answer.body
    assert elsewhere["id"] not in str(answer.body)


def test_a_waiting_guest_is_approved_when_a_seat_is_free(world: World, host: Person) -> None:
    event = host.announce(capacity=1)
    first, second = world.confirmed(event, host), world.person("Boris")
    second.ask(event)
    refused(lambda: host.act("approve", event, second), 409, "sold_out", "raise_capacity")

    first.act("withdraw", event)

    assert host.act("approve", event, second).body["status"] == "confirmed"


def test_a_waiting_guest_may_be_declined(world: World, host: Person, guest: Person) -> None:
    event = host.announce(capacity=1)
    world.confirmed(event, host)
    guest.ask(event)

    assert host.act("decline", event, guest).body["status"] == "declined"


@pytest.mark.parametrize("action", ["approve", "decline", "remove", "revoke", "accept", "refuse"])
def test_nobody_decides_after_the_start(
    world: World, host: Person, clock: Clock, action: str
) -> None:
    event = host.announce()
    start = {"remove": "confirmed", "revoke": "invited", "accept": "invited", "refuse": "invited"}
    guest = put_into(start.get(action, "requested"), world, host, event)
    by = guest if action in {"accept", "refuse"} else host
    clock.to(event["starts_at"])

    refused(lambda: by.act(action, event, guest), 409, "event_started")


def test_a_confirmed_guest_does_not_withdraw_after_the_start(
    world: World, host: Person, clock: Clock
) -> None:
    event = host.announce()
    guest = world.confirmed(event, host)
    clock.to(event["starts_at"])

    refused(lambda: guest.act("withdraw", event), 409, "event_started")


def test_one_leaves_the_waitlist_even_after_the_start(
    world: World, host: Person, guest: Person, clock: Clock
) -> None:
    event = host.announce(capacity=1)
    world.confirmed(event, host)
    guest.ask(event)
    clock.to(event["starts_at"])

    assert guest.sees(event)["actions"] == ["withdraw"]
    assert same_twice(lambda: guest.act("withdraw", event), 200).body["status"] == "withdrawn"


class TestManyAtOnce:
    """One refusal does not stop the others."""

    def test_who_waits_for_an_automatic_event_is_declined_by_its_host(
        self, world: World, host: Person
    ) -> None:
        event = host.announce(approval="automatic", capacity=1)
        people = world.people(3)
        for person in people:
            person.ask(event)

        answer = host.decide(event, decline=[people[1].id])

        assert [each["status"] for each in answer.body["results"]] == ["declined"]
        assert people[2].booking(event)["waitlist_position"] == 1

    def test_each_guest_gets_an_answer_in_the_order_of_the_request(
        self, world: World, host: Person
    ) -> None:
        event = host.announce(capacity=2)
        people = world.people(4)
        for person in people:
            person.ask(event)
        ids = [person.id for person in people]
        stranger = world.person("Stranger")

        answer = host.decide(event, approve=[*ids[:3], stranger.id], decline=[ids[3]])

        assert answer.status == 200
        assert answer.body["results"] == [
            {"guest_id": ids[0], "status": "confirmed", "code": None},
            {"guest_id": ids[1], "status": "confirmed", "code": None},
            {"guest_id": ids[2], "status": None, "code": "sold_out"},
            {"guest_id": stranger.id, "status": None, "code": "not_found"},
            {"guest_id": ids[3], "status": "declined", "code": None},
        ]
        assert host.sees(event)["seats_taken"] == 2

    def test_sent_twice_it_answers_the_same(self, world: World, host: Person) -> None:
        event = host.announce()
        yes, no = world.people(2)
        yes.ask(event)
        no.ask(event)

        same_twice(lambda: host.decide(event, approve=[yes.id], decline=[no.id]), 200)

    def test_nobody_is_fine(self, host: Person) -> None:
        event = host.announce()

        assert same_twice(lambda: host.decide(event), 200).body == {"results": []}

    def test_a_hundred_is_the_most(self, host: Person) -> None:
        event = host.announce()
        ids = [f"guest-{place}" for place in range(101)]

        refused(lambda: host.decide(event, approve=ids), 422, "validation_failed")
        refused(
            lambda: host.decide(event, approve=ids[:50], decline=ids[50:]), 422, "validation_failed"
        )
        assert len(host.decide(event, decline=ids[:100]).body["results"]) == 100

    @pytest.mark.parametrize(
        "body",
        [
            {"approve": ["anna", "anna"]},
            {"approve": ["anna"], "decline": ["anna"]},
            {"approve": "anna"},
            {"approve": [1]},
            {"approve": [""]},
            {"approve": ["\u0000"]},
            {"approve": None},
            {"remove": ["anna"]},
            [],
            "{",
        ],
        ids=str,
    )
    def test_a_wrong_body_decides_nothing(self, host: Person, body: Any) -> None:
        event = host.announce()

        refused(
            lambda: host.post(f"/events/{event['id']}/bookings/decide", body),
            422,
            "validation_failed",
        )

    def test_the_moderator_cannot_slip_in(self, world: World, host: Person) -> None:
        event = host.announce()
        moderator = world.person("Mila")
        host.appoint(event, moderator)
        moderator.ask(event)
        before = everything()

        answer = moderator.decide(event, approve=[moderator.id])

        assert answer.body["results"][0]["code"] == "forbidden"
        assert everything() == before

    def test_a_guest_decides_nothing(self, world: World, host: Person, guest: Person) -> None:
        event = host.announce()
        hidden = world.person("Olga").announce(visibility="invite_only")

        refused(lambda: guest.decide(event, approve=[guest.id]), 403, "forbidden")
        refused(lambda: guest.decide(hidden, approve=[guest.id]), 404, "not_found")
