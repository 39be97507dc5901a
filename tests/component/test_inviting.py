"""The host side invites followers (M9), with or without an extra seat (R5)."""

from typing import Any

import pytest

from tests.component.clock import Clock
from tests.component.gateway import Person, World
from tests.component.storage import refused, same_twice


def test_a_follower_is_invited_and_accepts(world: World, host: Person) -> None:
    event = host.announce(capacity=1)
    guest = world.follower(host)

    invited = same_twice(lambda: host.invite(event, guest, message="Приходи"), 200)

    assert invited.status == 201
    booking = invited.body
    assert (booking["status"], booking["invited_by"]) == ("invited", host.id)
    assert (booking["message"], booking["extra_seat"]) == ("Приходи", False)
    assert booking["guest"]["id"] == guest.id
    assert host.sees(event)["seats_taken"] == 0
    assert guest.sees(event)["actions"] == ["accept", "refuse"]
    assert guest.act("accept", event).body["status"] == "confirmed"
    assert host.sees(event)["seats_taken"] == 1


def test_a_moderator_invites_followers_of_the_host(world: World, host: Person) -> None:
    event = host.announce()
    moderator, guest = world.person("Mila"), world.follower(host)
    host.appoint(event, moderator)

    assert moderator.invite(event, guest).body["invited_by"] == moderator.id


def test_who_does_not_follow_the_host_is_not_invited(
    world: World, host: Person, guest: Person
) -> None:
    event = host.announce()
    moderator = world.person("Mila")
    host.appoint(event, moderator)
    guest.follow(moderator)

    refused(lambda: host.invite(event, guest), 409, "not_a_follower")
    refused(lambda: moderator.invite(event, guest), 409, "not_a_follower")


def test_who_is_nobody_is_not_invited(host: Person) -> None:
    event = host.announce()
    path = f"/events/{event['id']}/invitations"

    refused(lambda: host.post(path, {"guest_id": "nobody"}), 409, "not_a_follower")


@pytest.mark.parametrize("who", ["host", "moderator"])
def test_nobody_invites_oneself_or_the_host(world: World, host: Person, who: str) -> None:
    event = host.announce()
    moderator = world.person("Mila")
    host.appoint(event, moderator)

    refused(lambda: moderator.invite(event, host), 403, "forbidden")
    by = host if who == "host" else moderator
    refused(lambda: by.invite(event, by), 403, "forbidden")


def test_a_guest_invites_nobody(world: World, host: Person) -> None:
    event = host.announce()
    guest, follower = world.confirmed(event, host), world.follower(host)

    refused(lambda: guest.invite(event, follower), 403, "forbidden")


@pytest.mark.parametrize("action", ["decline", "remove", "revoke", "withdraw", "refuse"])
def test_an_invitation_re_opens_what_was_closed(world: World, host: Person, action: str) -> None:
    event = host.announce()
    guest = world.follower(host)
    if action in {"revoke", "refuse"}:
        host.invite(event, guest)
    else:
        guest.ask(event)
    if action == "remove":
        host.act("approve", event, guest)
    (guest if action in {"withdraw", "refuse"} else host).act(action, event, guest)

    again = host.invite(event, guest)

    assert (again.status, again.body["status"]) == (201, "invited")
    assert guest.act("accept", event).body["status"] == "confirmed"


@pytest.mark.parametrize("action", ["decline", "remove", "withdraw", "revoke"])
def test_who_once_asked_is_invited_without_following(
    host: Person, guest: Person, action: str
) -> None:
    event = host.announce()
    guest.ask(event)
    if action == "remove":
        host.act("approve", event, guest)
    if action == "revoke":
        host.act("decline", event, guest)
        host.invite(event, guest)
    (guest if action == "withdraw" else host).act(action, event, guest)

    assert host.invite(event, guest, message="Вернитесь").status == 201
    assert guest.act("accept", event).body["status"] == "confirmed"


def test_who_refused_an_invitation_and_follows_no_more_is_left_in_peace(
    world: World, host: Person
) -> None:
    event = host.announce()
    guest = world.follower(host)
    host.invite(event, guest)
    guest.act("refuse", event)
    guest.unfollow(host)

    refused(lambda: host.invite(event, guest), 409, "not_a_follower")


@pytest.mark.parametrize("who", ["host", "guest"])
def test_who_was_declined_and_is_blocked_is_not_invited(
    host: Person, guest: Person, who: str
) -> None:
    event = host.announce()
    guest.ask(event)
    host.act("decline", event, guest)
    by, whom = (host, guest) if who == "host" else (guest, host)
    by.put(f"/me/blocked/{whom.id}")

    refused(lambda: host.invite(event, guest), 404, "not_found")


@pytest.mark.parametrize(
    ("status", "step"), [("requested", "approve"), ("waitlisted", "approve"), ("confirmed", None)]
)
def test_who_asked_already_is_not_invited(
    world: World, host: Person, status: str, step: str | None
) -> None:
    event = host.announce(capacity=1)
    guest = world.follower(host)
    if status == "waitlisted":
        world.confirmed(event, host)
    guest.ask(event)
    if status == "confirmed":
        host.act("approve", event, guest)

    refused(lambda: host.invite(event, guest), 409, "already_requested", step)


def test_a_full_event_takes_no_guest_without_an_extra_seat(world: World, host: Person) -> None:
    event = host.announce(capacity=1)
    guest = world.follower(host)
    host.invite(event, guest)
    world.confirmed(event, host)

    refused(lambda: guest.act("accept", event), 409, "sold_out", "join_waitlist")
    assert guest.sees(event)["actions"] == ["refuse"]


def test_a_busy_guest_cannot_accept_and_learns_why(world: World, host: Person) -> None:
    event = host.announce()
    elsewhere = world.person("Olga").announce(approval="automatic")
    guest = world.follower(host)
    host.invite(event, guest)
    guest.ask(elsewhere)

    answer = refused(lambda: guest.act("accept", event), 409, "time_conflict", "choose_other_time")

    assert [each["event_id"] for each in answer.body["conflicts"]] == [elsewhere["id"]]


def test_nobody_is_invited_after_the_start(world: World, host: Person, clock: Clock) -> None:
    event = host.announce()
    guest = world.follower(host)
    clock.to(event["starts_at"])

    refused(lambda: host.invite(event, guest), 409, "event_started")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"guest_id": None},
        {"guest_id": 5},
        {"guest_id": ""},
        {"guest_id": "x" * 129},
        {"guest_id": "a\u0000"},
        {"guest_id": "anna", "extra_seat": "yes"},
        {"guest_id": "anna", "extra_seat": 1},
        {"guest_id": "anna", "extra_seat": None},
        {"guest_id": "anna", "message": 5},
        {"guest_id": "anna", "message": "x" * 2001},
        {"guest_id": "anna", "status": "confirmed"},
        [],
        "{",
        "null",
    ],
    ids=str,
)
def test_a_wrong_body_invites_nobody(host: Person, body: Any) -> None:
    event = host.announce()

    refused(lambda: host.post(f"/events/{event['id']}/invitations", body), 422, "validation_failed")


class TestExtraSeat:
    """R5."""

    def test_r5_accepting_raises_the_capacity_of_a_full_event(
        self, world: World, host: Person
    ) -> None:
        event = host.announce(capacity=1)
        world.confirmed(event, host)
        guest = world.follower(host)
        host.invite(event, guest, extra_seat=True)
        assert guest.sees(event)["actions"] == ["accept", "refuse"]
        assert host.sees(event)["capacity"] == 1

        same_twice(lambda: guest.act("accept", event), 200)

        seen = host.sees(event)
        assert (seen["capacity"], seen["seats_taken"], seen["seats_left"]) == (2, 2, 0)
        assert seen["extra_seats"] == 1

    @pytest.mark.parametrize("action", ["withdraw", "remove"])
    def test_it_goes_with_its_guest_and_nobody_else_loses_theirs(
        self, world: World, host: Person, action: str
    ) -> None:
        event = host.announce(capacity=1)
        other, guest = world.confirmed(event, host), world.follower(host)
        host.invite(event, guest, extra_seat=True)
        guest.act("accept", event)

        (guest if action == "withdraw" else host).act(action, event, guest)

        seen = host.sees(event)
        assert (seen["capacity"], seen["seats_taken"], seen["seats_left"]) == (1, 1, 0)
        assert seen["extra_seats"] == 0
        assert other.booking(event)["status"] == "confirmed"

    def test_who_has_an_ordinary_seat_frees_an_ordinary_one(
        self, world: World, host: Person
    ) -> None:
        event = host.announce(capacity=1)
        other, guest = world.confirmed(event, host), world.follower(host)
        host.invite(event, guest, extra_seat=True)
        guest.act("accept", event)

        other.act("withdraw", event)

        seen = host.sees(event)
        assert (seen["capacity"], seen["seats_left"], seen["extra_seats"]) == (2, 1, 1)

    def test_a_refused_or_revoked_one_changes_no_capacity(self, world: World, host: Person) -> None:
        event = host.announce(capacity=1)
        for name, end in (("A", "refuse"), ("B", "revoke")):
            guest = world.follower(host, name)
            host.invite(event, guest, extra_seat=True)
            (guest if end == "refuse" else host).act(end, event, guest)

        assert (host.sees(event)["capacity"], host.sees(event)["extra_seats"]) == (1, 0)

    def test_who_left_with_it_and_asks_again_waits_like_others(
        self, world: World, host: Person
    ) -> None:
        event = host.announce(capacity=1)
        world.confirmed(event, host)
        guest = world.follower(host)
        host.invite(event, guest, extra_seat=True)
        guest.act("accept", event)
        guest.act("withdraw", event)

        again = guest.ask(event).body

        assert (again["status"], again["extra_seat"]) == ("waitlisted", False)

    def test_it_does_not_excuse_a_clash(self, world: World, host: Person) -> None:
        event = host.announce(capacity=1)
        elsewhere = world.person("Olga").announce(approval="automatic")
        guest = world.follower(host)
        guest.ask(elsewhere)
        host.invite(event, guest, extra_seat=True)

        refused(lambda: guest.act("accept", event), 409, "time_conflict", "choose_other_time")
